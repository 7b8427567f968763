//! Whether the centre remembers the heartbeats that it answered.

use uuid::Uuid;

/// More unanswered heartbeats than this are a line that is down, and need not be told apart.
const SENT_MAX: usize = 64;

/// The heartbeats that the centre may have heard last.
#[derive(Debug, Clone, Default)]
pub(super) struct Beats {
    answered: Option<Uuid>,
    /// Sent after that one; whether they were heard is not known.
    sent: Vec<Uuid>,
}

impl Beats {
    /// A heartbeat goes out.
    pub(super) fn sends(&mut self, beat: Uuid) {
        if self.sent.len() == SENT_MAX {
            self.sent.remove(0);
        }
        self.sent.push(beat);
    }

    /// It was answered; tells whether the centre remembered one that this hall sent.
    ///
    /// A node that has just started knows of none, and does not judge.
    pub(super) fn answered(&mut self, beat: Uuid, before: Option<Uuid>) -> bool {
        let known = self.answered;
        let is_ours = before.is_some_and(|before| {
            known == Some(before) || self.sent.contains(&before) && before != beat
        });
        self.answered = Some(beat);
        self.sent.clear();
        known.is_none() || is_ours
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Uuid = Uuid::from_u128(1);
    const TWO: Uuid = Uuid::from_u128(2);
    const THREE: Uuid = Uuid::from_u128(3);

    #[test]
    fn a_node_that_has_just_started_does_not_judge() {
        for before in [None, Some(THREE)] {
            let mut beats = Beats::default();
            beats.sends(ONE);

            assert!(beats.answered(ONE, before), "{before:?}");
        }
    }

    #[test]
    fn a_centre_remembers_the_last_answered_or_one_whose_answer_was_lost() {
        for before in [ONE, TWO] {
            let mut beats = after_one();
            beats.sends(TWO);
            beats.sends(THREE);

            assert!(beats.answered(THREE, Some(before)), "{before:?}");
        }
    }

    #[test]
    fn a_centre_that_was_put_back_remembers_none_or_an_older_one() {
        for before in [None, Some(Uuid::from_u128(9)), Some(TWO)] {
            let mut beats = after_one();
            beats.sends(TWO);

            assert!(!beats.answered(TWO, before), "{before:?}");
        }
    }

    fn after_one() -> Beats {
        let mut beats = Beats::default();
        beats.sends(ONE);
        beats.answered(ONE, None);
        beats
    }
}
