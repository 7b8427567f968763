//! What may happen to a ticket: each act takes the old ticket and returns the new one, or why not.

use serde::{Deserialize, Serialize};

use super::{
    CALLS_MAX, CalledBy, Desk, Ending, Keeps, MATTERS_MAX, Outcome, Place, Precedence, Ticket,
    TicketState, Transfer,
};
use crate::ids::{CounterId, ProcedureCode};
use crate::queue::Reason;
use crate::time::Timestamp;

/// Why an act is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TicketError {
    /// Another counter has it.
    #[error("the ticket is at counter {0}")]
    Elsewhere(CounterId),
    /// It is kept for another counter.
    #[error("the ticket is reserved for counter {0}")]
    Reserved(CounterId),
    /// It was not called yet.
    #[error("the ticket was not called")]
    NotCalled,
    /// It is being served already.
    #[error("the ticket is being served")]
    Serving,
    /// Its citizen has not come forward yet.
    #[error("the ticket is not being served")]
    NotServing,
    /// It was put aside.
    #[error("the ticket is held")]
    Held,
    /// It was not put aside.
    #[error("the ticket is not held")]
    NotHeld,
    /// It has ended.
    #[error("the ticket is closed")]
    Closed,
    /// It did not end as a no-show.
    #[error("the ticket is no no-show")]
    NotAbsent,
    /// It came back once before.
    #[error("the ticket was returned before")]
    ReturnedBefore,
    /// It did not end at this counter.
    #[error("the ticket was not closed at this counter")]
    NotFromHere,
    /// It belongs to another day.
    #[error("the ticket is of another day")]
    OtherDay,
    /// The visit has as many matters as one may have.
    #[error("the visit has too many matters")]
    TooManyMatters,
}

impl Ticket {
    /// Calls a waiting ticket to a desk.
    pub fn call(self, at: Desk, reason: Reason, now: Timestamp) -> Result<Self, TicketError> {
        match &self.state {
            TicketState::Waiting { place } => match place.reserved_for() {
                Some(counter) if counter != at.counter => Err(TicketError::Reserved(counter)),
                Some(_) | None => {
                    let state = TicketState::Called { at, since: now, calls: 1, reason };
                    Ok(Self { state, ..self })
                }
            },
            TicketState::Called { at: has, .. } | TicketState::Serving { at: has, .. } => {
                Err(TicketError::Elsewhere(has.counter))
            }
            TicketState::Held { .. } => Err(TicketError::Held),
            TicketState::Closed { .. } => Err(TicketError::Closed),
        }
    }

    /// Calls once more; the call after [`CALLS_MAX`] closes the ticket as a no-show.
    pub fn recall(self, at: Desk, now: Timestamp) -> Result<Self, TicketError> {
        self.is_at(at)?;
        let state = match &self.state {
            TicketState::Called { calls, .. } if *calls >= CALLS_MAX => {
                TicketState::Closed { outcome: Outcome::NoShow, since: now, at: Some(at) }
            }
            TicketState::Called { calls, reason, .. } => {
                TicketState::Called { at, since: now, calls: calls + 1, reason: reason.clone() }
            }
            TicketState::Serving { .. } => return Err(TicketError::Serving),
            TicketState::Waiting { .. } | TicketState::Held { .. } | TicketState::Closed { .. } => {
                return Err(TicketError::NotCalled);
            }
        };
        Ok(Self { state, ..self })
    }

    /// The citizen has come to the desk.
    pub fn serve(self, at: Desk, now: Timestamp) -> Result<Self, TicketError> {
        self.is_at(at)?;
        match &self.state {
            TicketState::Called { reason, .. } => {
                let state = TicketState::Serving { at, since: now, reason: reason.clone() };
                Ok(Self { state, ..self })
            }
            TicketState::Serving { .. } => Err(TicketError::Serving),
            TicketState::Waiting { .. } | TicketState::Held { .. } | TicketState::Closed { .. } => {
                Err(TicketError::NotCalled)
            }
        }
    }

    /// Goes on with another matter of the same visit.
    pub fn go_on_with(
        mut self,
        at: Desk,
        procedure: ProcedureCode,
        now: Timestamp,
    ) -> Result<Self, TicketError> {
        self.is_at(at)?;
        match &mut self.state {
            TicketState::Serving { since, .. } => *since = now,
            TicketState::Called { .. }
            | TicketState::Waiting { .. }
            | TicketState::Held { .. }
            | TicketState::Closed { .. } => return Err(TicketError::NotServing),
        }
        if self.matters.len() + 1 >= MATTERS_MAX {
            return Err(TicketError::TooManyMatters);
        }
        self.matters.push(procedure);
        Ok(self)
    }

    /// Puts the ticket at hand aside until a moment.
    pub fn hold(self, at: Desk, until: Timestamp, now: Timestamp) -> Result<Self, TicketError> {
        self.is_at(at)?;
        Ok(Self { state: TicketState::Held { at, since: now, until }, ..self })
    }

    /// Puts a held ticket back, first in line of its class.
    pub fn resume(self, now: Timestamp) -> Result<Self, TicketError> {
        match &self.state {
            TicketState::Held { .. } => {
                let place = Place::in_series(self.series(), now, Precedence::First);
                Ok(self.waits(place))
            }
            TicketState::Waiting { .. }
            | TicketState::Called { .. }
            | TicketState::Serving { .. } => Err(TicketError::NotHeld),
            TicketState::Closed { .. } => Err(TicketError::Closed),
        }
    }

    /// Puts a no-show back once, to be called at that count of calls of its series.
    pub fn put_back(self, calls: u32, now: Timestamp) -> Result<Self, TicketError> {
        match &self.state {
            TicketState::Closed { outcome: Outcome::NoShow, .. } if self.was_returned => {
                Err(TicketError::ReturnedBefore)
            }
            TicketState::Closed { outcome: Outcome::NoShow, .. } => {
                let precedence = Precedence::AfterCalls { calls };
                let place = Place::in_series(self.series(), now, precedence);
                Ok(Self { was_returned: true, ..self.waits(place) })
            }
            TicketState::Waiting { .. }
            | TicketState::Called { .. }
            | TicketState::Serving { .. }
            | TicketState::Held { .. }
            | TicketState::Closed { .. } => Err(TicketError::NotAbsent),
        }
    }

    /// Reserves a ticket that ended at this counter for it once more: the citizen is back.
    pub fn come_again(
        self,
        at: Desk,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<Self, TicketError> {
        match &self.state {
            TicketState::Closed { outcome, at: Some(was), .. }
                if outcome.is_attended() && was.counter == at.counter =>
            {
                Ok(self.waits(Place::at_counter(at.counter, now, until)))
            }
            TicketState::Waiting { .. }
            | TicketState::Called { .. }
            | TicketState::Serving { .. }
            | TicketState::Held { .. }
            | TicketState::Closed { .. } => Err(TicketError::NotFromHere),
        }
    }

    /// Puts a held or reserved ticket whose time is over back into the queue of its series.
    pub fn expire(self, now: Timestamp) -> Option<Self> {
        let place = match &self.state {
            TicketState::Held { until, .. } if *until <= now => {
                Place::in_series(self.series(), *until, Precedence::First)
            }
            TicketState::Waiting { place: Place { called_by, since, .. } } => match called_by {
                CalledBy::Counter { until, .. } if *until <= now => {
                    Place::in_series(self.series(), *since, Precedence::InTurn)
                }
                CalledBy::Counter { .. } | CalledBy::Series { .. } => return None,
            },
            TicketState::Held { .. }
            | TicketState::Called { .. }
            | TicketState::Serving { .. }
            | TicketState::Closed { .. } => return None,
        };
        Some(self.waits(place))
    }

    /// Hands the ticket at hand over; a counter has it reserved until `until`.
    pub fn transfer(
        mut self,
        at: Desk,
        transfer: &Transfer,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<Self, TicketError> {
        self.is_at(at)?;
        let place = match transfer {
            Transfer::Series { series, keeps } => {
                self.moved_to = (*series != self.number.series).then(|| series.clone());
                match keeps {
                    Keeps::Arrival => Place::in_series(series, self.issued_at, Precedence::InTurn),
                    Keeps::FirstInLine => Place::in_series(series, now, Precedence::First),
                }
            }
            Transfer::Counter { counter } => Place::at_counter(*counter, now, until),
        };
        Ok(self.waits(place))
    }

    /// Goes along with its officer to another desk.
    pub fn move_to(mut self, to: Desk) -> Result<Self, TicketError> {
        match &mut self.state {
            TicketState::Called { at, .. } | TicketState::Serving { at, .. } => *at = to,
            TicketState::Waiting { .. } => return Err(TicketError::NotCalled),
            TicketState::Held { .. } => return Err(TicketError::Held),
            TicketState::Closed { .. } => return Err(TicketError::Closed),
        }
        Ok(self)
    }

    /// Ends a ticket that stands at this desk.
    pub fn close(self, at: Desk, ending: Ending, now: Timestamp) -> Result<Self, TicketError> {
        self.is_at(at)?;
        if ending == Ending::NoShow && matches!(self.state, TicketState::Serving { .. }) {
            return Err(TicketError::Serving);
        }
        Ok(self.ends(ending.into(), Some(at), now))
    }

    /// Ends a ticket whose day is over before its matter was.
    pub fn end_of_day(self, now: Timestamp) -> Result<Self, TicketError> {
        match &self.state {
            TicketState::Waiting { .. }
            | TicketState::Called { .. }
            | TicketState::Serving { .. }
            | TicketState::Held { .. } => Ok(self.ends(Outcome::NotServed, None, now)),
            TicketState::Closed { .. } => Err(TicketError::Closed),
        }
    }

    fn is_at(&self, desk: Desk) -> Result<(), TicketError> {
        match &self.state {
            TicketState::Waiting { .. } => Err(TicketError::NotCalled),
            TicketState::Called { at, .. } | TicketState::Serving { at, .. } => {
                if at.counter == desk.counter {
                    Ok(())
                } else {
                    Err(TicketError::Elsewhere(at.counter))
                }
            }
            TicketState::Held { .. } => Err(TicketError::Held),
            TicketState::Closed { .. } => Err(TicketError::Closed),
        }
    }

    fn waits(self, place: Place) -> Self {
        Self { state: TicketState::Waiting { place }, ..self }
    }

    fn ends(self, outcome: Outcome, at: Option<Desk>, now: Timestamp) -> Self {
        Self { state: TicketState::Closed { outcome, since: now, at }, ..self }
    }
}
