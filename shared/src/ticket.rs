//! A ticket: a place in a series, and what may happen to it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::{ComponentCode, CounterId, OfficerId, ProcedureCode, SeriesCode, TicketId};
use crate::queue::Reason;
use crate::time::{ServiceDay, Timestamp};

/// Calls after which an absent citizen is a no-show.
pub const CALLS_MAX: u8 = 3;

/// Why a citizen is served before others (Decree 118/2025 art. 13 and the house rules).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PriorityGroup {
    /// Older people.
    Elderly,
    /// Pregnant women.
    Pregnant,
    /// People with a disability.
    Disabled,
    /// People with a small child.
    WithSmallChild,
    /// People with merit to the revolution.
    Merit,
}

impl PriorityGroup {
    /// Every group, in the order the screen offers them.
    pub const ALL: [Self; 5] =
        [Self::Elderly, Self::Pregnant, Self::Disabled, Self::WithSmallChild, Self::Merit];
}

/// The class of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TicketClass {
    /// In order of arrival.
    Ordinary,
    /// Before others, in a fixed ratio.
    Priority(PriorityGroup),
}

impl TicketClass {
    /// Whether the number is printed with the priority mark.
    pub fn is_priority(self) -> bool {
        match self {
            Self::Ordinary => false,
            Self::Priority(_) => true,
        }
    }
}

/// The number a citizen reads: `A007`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketNumber {
    /// The letter of the field.
    pub series: SeriesCode,
    /// The place in the series, from 1.
    pub sequence: u32,
}

impl std::fmt::Display for TicketNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{:03}", self.series, self.sequence)
    }
}

/// What a touchscreen or a phone asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TicketRequest {
    /// The procedure the citizen came for.
    pub procedure: ProcedureCode,
    /// The class the citizen declares.
    pub class: TicketClass,
    /// The papers the citizen says are at hand.
    #[serde(default)]
    pub papers: Vec<ComponentCode>,
}

/// A place in a series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ticket {
    /// The identity, minted by whoever asked.
    pub id: TicketId,
    /// The number, unique in its day and series.
    pub number: TicketNumber,
    /// The day the number belongs to.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub service_day: ServiceDay,
    /// What was asked for.
    pub request: TicketRequest,
    /// When the place was taken.
    pub issued_at: DateTime<Utc>,
    /// What has happened since.
    pub state: TicketState,
}

/// What has happened to a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum TicketState {
    /// In the hall, not called yet.
    Waiting,
    /// Called to a counter.
    Called {
        /// The desk and the person at it.
        at: Desk,
        /// When it was last called.
        since: DateTime<Utc>,
        /// How often it was called.
        calls: u8,
        /// The rule that chose it.
        reason: Reason,
    },
    /// At the counter.
    Serving {
        /// The desk and the person at it.
        at: Desk,
        /// When the citizen came forward.
        since: DateTime<Utc>,
        /// The rule that chose it.
        reason: Reason,
    },
    /// Nothing more will happen.
    Closed {
        /// How it ended.
        outcome: Outcome,
        /// When it ended.
        since: DateTime<Utc>,
    },
}

/// A counter and the officer at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Desk {
    /// The counter.
    pub counter: CounterId,
    /// The officer.
    pub officer: OfficerId,
}

/// How a ticket ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The matter was dealt with.
    Served,
    /// Called [`CALLS_MAX`] times, nobody came.
    NoShow,
    /// The day ended before the call.
    NotServed,
}

/// Why a verb is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TicketError {
    /// Another counter has it.
    #[error("the ticket is at counter {0}")]
    Elsewhere(CounterId),
    /// It was not called yet.
    #[error("the ticket was not called")]
    NotCalled,
    /// It is being served already.
    #[error("the ticket is being served")]
    Serving,
    /// It has ended.
    #[error("the ticket is closed")]
    Closed,
}

impl Ticket {
    /// Calls a waiting ticket to a desk.
    pub fn call(self, at: Desk, reason: Reason, now: Timestamp) -> Result<Self, TicketError> {
        let state = match &self.state {
            TicketState::Waiting => TicketState::Called { at, since: now, calls: 1, reason },
            TicketState::Called { at: held, .. } | TicketState::Serving { at: held, .. } => {
                return Err(TicketError::Elsewhere(held.counter));
            }
            TicketState::Closed { .. } => return Err(TicketError::Closed),
        };
        Ok(Self { state, ..self })
    }

    /// Calls once more; the call after [`CALLS_MAX`] closes the ticket as a no-show.
    pub fn recall(self, at: Desk, now: Timestamp) -> Result<Self, TicketError> {
        let state = match &self.state {
            TicketState::Waiting => return Err(TicketError::NotCalled),
            TicketState::Called { at: held, .. } | TicketState::Serving { at: held, .. }
                if held.counter != at.counter =>
            {
                return Err(TicketError::Elsewhere(held.counter));
            }
            TicketState::Called { calls, .. } if *calls >= CALLS_MAX => {
                TicketState::Closed { outcome: Outcome::NoShow, since: now }
            }
            TicketState::Called { calls, reason, .. } => {
                TicketState::Called { at, since: now, calls: calls + 1, reason: reason.clone() }
            }
            TicketState::Serving { .. } => return Err(TicketError::Serving),
            TicketState::Closed { .. } => return Err(TicketError::Closed),
        };
        Ok(Self { state, ..self })
    }

    /// The citizen has come to the desk.
    pub fn serve(self, at: Desk, now: Timestamp) -> Result<Self, TicketError> {
        let state = match &self.state {
            TicketState::Waiting => return Err(TicketError::NotCalled),
            TicketState::Called { at: held, .. } | TicketState::Serving { at: held, .. }
                if held.counter != at.counter =>
            {
                return Err(TicketError::Elsewhere(held.counter));
            }
            TicketState::Called { reason, .. } => {
                TicketState::Serving { at, since: now, reason: reason.clone() }
            }
            TicketState::Serving { .. } => return Err(TicketError::Serving),
            TicketState::Closed { .. } => return Err(TicketError::Closed),
        };
        Ok(Self { state, ..self })
    }

    /// Ends a ticket that stands at this desk.
    pub fn close(self, at: Desk, outcome: Outcome, now: Timestamp) -> Result<Self, TicketError> {
        match &self.state {
            TicketState::Waiting => Err(TicketError::NotCalled),
            TicketState::Called { at: held, .. } | TicketState::Serving { at: held, .. } => {
                if held.counter == at.counter {
                    Ok(Self { state: TicketState::Closed { outcome, since: now }, ..self })
                } else {
                    Err(TicketError::Elsewhere(held.counter))
                }
            }
            TicketState::Closed { .. } => Err(TicketError::Closed),
        }
    }

    /// Ends a ticket whose day is over before its turn came.
    pub fn end_of_day(self, now: Timestamp) -> Result<Self, TicketError> {
        match &self.state {
            TicketState::Waiting | TicketState::Called { .. } | TicketState::Serving { .. } => {
                let state = TicketState::Closed { outcome: Outcome::NotServed, since: now };
                Ok(Self { state, ..self })
            }
            TicketState::Closed { .. } => Err(TicketError::Closed),
        }
    }

    /// The counter it stands at.
    pub fn counter(&self) -> Option<CounterId> {
        match &self.state {
            TicketState::Waiting | TicketState::Closed { .. } => None,
            TicketState::Called { at, .. } | TicketState::Serving { at, .. } => Some(at.counter),
        }
    }
}
