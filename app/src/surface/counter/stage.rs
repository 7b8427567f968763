//! Where a counter is with its ticket, and what is lawful then.

use shared::ticket::{CALLS_MAX, Ticket, TicketState};

use super::verbs::Act;

/// Where the counter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Free,
    Called { calls: u8 },
    Serving,
}

impl Stage {
    pub(super) fn of(at_hand: Option<&Ticket>) -> Self {
        match at_hand.map(|ticket| &ticket.state) {
            Some(TicketState::Called { calls, .. }) => Self::Called { calls: *calls },
            Some(TicketState::Serving { .. }) => Self::Serving,
            Some(
                TicketState::Waiting { .. } | TicketState::Held { .. } | TicketState::Closed { .. },
            )
            | None => Self::Free,
        }
    }

    /// The one filled button; it stands first, whatever it is.
    pub(super) fn main(self) -> Act {
        match self {
            Self::Free => Act::Next,
            Self::Called { .. } => Act::Serve,
            Self::Serving => Act::Close,
        }
    }

    pub(super) fn allows(self, act: Act) -> bool {
        match (self, act) {
            (Self::Free, Act::Next)
            | (
                Self::Called { .. },
                Act::Serve | Act::NoShow | Act::Hold | Act::Transfer | Act::EndOtherwise,
            )
            | (
                Self::Serving,
                Act::Close | Act::Hold | Act::Transfer | Act::GoOn | Act::EndOtherwise,
            ) => true,
            (Self::Called { calls }, Act::Recall) => calls < CALLS_MAX,
            (
                Self::Free,
                Act::Serve
                | Act::Close
                | Act::Recall
                | Act::NoShow
                | Act::Hold
                | Act::Transfer
                | Act::GoOn
                | Act::EndOtherwise,
            )
            | (Self::Called { .. }, Act::Next | Act::Close | Act::GoOn)
            | (Self::Serving, Act::Next | Act::Serve | Act::Recall | Act::NoShow) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lawful_verbs_can_be_pressed() {
        let away = [Act::Hold, Act::Transfer, Act::EndOtherwise];
        let table = [
            (Stage::Free, vec![Act::Next]),
            (
                Stage::Called { calls: 1 },
                [vec![Act::Serve, Act::Recall, Act::NoShow], away.to_vec()].concat(),
            ),
            (
                Stage::Called { calls: CALLS_MAX },
                [vec![Act::Serve, Act::NoShow], away.to_vec()].concat(),
            ),
            (
                Stage::Serving,
                vec![Act::Close, Act::Hold, Act::Transfer, Act::GoOn, Act::EndOtherwise],
            ),
        ];

        for (stage, lawful) in table {
            let allowed: Vec<_> = Act::ALL.into_iter().filter(|act| stage.allows(*act)).collect();

            assert_eq!(allowed, lawful, "{stage:?}");
        }
    }

    #[test]
    fn the_main_verb_is_always_lawful() {
        let stages = [Stage::Free, Stage::Called { calls: CALLS_MAX }, Stage::Serving];

        for stage in stages {
            assert!(stage.allows(stage.main()), "{stage:?}");
        }
    }
}
