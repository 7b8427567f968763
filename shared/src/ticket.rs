//! A ticket: a place in a series, and what has become of it.

mod acts;
mod class;
mod ending;
mod place;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use acts::TicketError;
pub use class::{ClassKind, PriorityGroup, TicketClass};
pub use ending::{Ending, Outcome};
pub use place::{CalledBy, Keeps, Place, Precedence, Transfer};

use crate::ids::{ComponentCode, CounterId, OfficerId, ProcedureCode, SeriesCode, TicketId};
use crate::queue::Reason;
use crate::time::ServiceDay;

/// Calls after which an absent citizen is a no-show.
pub const CALLS_MAX: u8 = 3;
/// Matters of one visit, the first included.
pub const MATTERS_MAX: usize = 10;

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
    /// The series it was transferred to; it keeps its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<SeriesCode>,
    /// Further matters of the same visit, in order; the last is the one at hand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub matters: Vec<ProcedureCode>,
    /// Whether it was a no-show that came back; that happens once.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub was_returned: bool,
    /// What has happened since.
    pub state: TicketState,
}

/// What has happened to a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum TicketState {
    /// In the hall, to be called.
    Waiting {
        /// Who calls it, and before whom.
        place: Place,
    },
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
        /// When the matter at hand began.
        since: DateTime<Utc>,
        /// The rule that chose it.
        reason: Reason,
    },
    /// Away with the officer's consent, for a copy or a payment.
    Held {
        /// Where it was put aside.
        at: Desk,
        /// When.
        since: DateTime<Utc>,
        /// When it goes back into the queue by itself.
        until: DateTime<Utc>,
    },
    /// Nothing more will happen, unless the citizen comes back on the same day.
    Closed {
        /// How it ended.
        outcome: Outcome,
        /// When it ended.
        since: DateTime<Utc>,
        /// Where it ended; nowhere when the day ended it.
        at: Option<Desk>,
    },
}

/// A counter and the officer at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Desk {
    /// The counter.
    pub counter: CounterId,
    /// The officer.
    pub officer: OfficerId,
}

impl Ticket {
    /// A ticket that was given out at this moment and waits.
    pub fn issue(
        id: TicketId,
        number: TicketNumber,
        request: TicketRequest,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            id,
            service_day: ServiceDay::of(now),
            state: TicketState::Waiting { place: Place::at_issue(&number.series, now) },
            number,
            request,
            issued_at: now,
            moved_to: None,
            matters: Vec::new(),
            was_returned: false,
        }
    }

    /// The ticket as it was when it was given out.
    pub fn as_issued(self) -> Self {
        let Self { id, number, service_day, request, issued_at, .. } = self;
        Self { service_day, ..Self::issue(id, number, request, issued_at) }
    }

    /// The series whose counters call it.
    pub fn series(&self) -> &SeriesCode {
        self.moved_to.as_ref().unwrap_or(&self.number.series)
    }

    /// The procedure of the matter at hand.
    pub fn procedure(&self) -> &ProcedureCode {
        self.matters.last().unwrap_or(&self.request.procedure)
    }

    /// The counter it stands at.
    pub fn counter(&self) -> Option<CounterId> {
        match &self.state {
            TicketState::Waiting { .. } | TicketState::Held { .. } | TicketState::Closed { .. } => {
                None
            }
            TicketState::Called { at, .. } | TicketState::Serving { at, .. } => Some(at.counter),
        }
    }
}
