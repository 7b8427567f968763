//! What a visitor will do, call by call.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use chrono::TimeDelta;
use shared::ids::{ProcedureCode, TicketId};
use shared::ticket::{Ending, TicketRequest, Transfer};

/// A visitor.
pub(super) struct Person {
    pub(super) ticket: TicketId,
    pub(super) comes_after: TimeDelta,
    pub(super) request: TicketRequest,
    pub(super) script: Script,
}

/// What happens at each time that the number comes up.
pub(super) struct Script(Mutex<VecDeque<Turn>>);

/// What happens when the number comes up.
#[derive(Debug, Clone)]
pub(super) enum Turn {
    /// Nobody comes; perhaps later.
    Absent { turns_up_after: Option<TimeDelta> },
    /// The visitor comes, after a call or two.
    Present { recalls: u8, walks: TimeDelta, serving: TimeDelta, then: Then },
}

/// How a matter goes on.
#[derive(Debug, Clone)]
pub(super) enum Then {
    /// It ends.
    Ends(Ending),
    /// Another follows.
    GoesOn { procedure: ProcedureCode, serving: TimeDelta },
    /// It is put aside; the visitor is back before the time is over, or is not.
    IsHeld { minutes: u16, back_after: Option<TimeDelta> },
    /// It is handed over.
    IsTransferred(Transfer),
    /// It ends, and the visitor comes back to the same officer.
    ComesAgain { after: TimeDelta },
}

impl Script {
    pub(super) fn of(turns: impl IntoIterator<Item = Turn>) -> Self {
        Self(Mutex::new(turns.into_iter().collect()))
    }

    /// What happens now, and whether something follows.
    pub(super) fn next(&self) -> Option<(Turn, bool)> {
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        turns.pop_front().map(|turn| (turn, !turns.is_empty()))
    }
}
