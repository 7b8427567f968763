//! A ticket's place as whoever holds its slip follows it: nothing of the person, nothing of the
//! matter.

use chrono::{DateTime, Utc};
use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

use super::TicketView;
use crate::ids::CounterId;
use crate::lang::Words;
use crate::queue::Estimate;
use crate::ticket::{Outcome, Ticket, TicketNumber, TicketState};
use crate::time::{ServiceDay, Timestamp};

/// The bytes of a token: as many as nobody can guess.
const TOKEN_BYTES: usize = 16;

/// What the code on a slip carries. It opens one ticket's place and says nothing else. `Debug`
/// prints a mask.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct FollowToken(String);

impl FollowToken {
    /// Writes secret bytes as a token.
    pub fn from_secret(secret: &[u8; TOKEN_BYTES]) -> Self {
        Self(BASE64URL_NOPAD.encode(secret))
    }

    /// Reads a token from an address.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        (bytes.len() == TOKEN_BYTES).then(|| Self(text.to_owned()))
    }

    /// Takes what stood in an address, whatever it is.
    pub fn received(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// What travels.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for FollowToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FollowToken(***)")
    }
}

/// A ticket's place as its slip tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LiveTicket {
    /// The hall's clock.
    pub now: DateTime<Utc>,
    /// The number.
    pub number: TicketNumber,
    /// The field whose counters call it.
    pub field: Words,
    /// When it was taken.
    pub issued_at: DateTime<Utc>,
    /// Where it stands.
    pub standing: LiveStanding,
}

/// Where a ticket stands for its holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "standing", rename_all = "snake_case")]
pub enum LiveStanding {
    /// In the queue.
    Waiting {
        /// Tickets that will be called before.
        people_before: u32,
        /// About how long.
        estimate: Estimate,
    },
    /// Called to a counter.
    Called {
        /// The counter.
        counter: CounterId,
        /// How often.
        calls: u8,
    },
    /// At a counter.
    Serving {
        /// The counter.
        counter: CounterId,
    },
    /// Put aside.
    Held {
        /// When it goes back into the queue by itself.
        until: DateTime<Utc>,
    },
    /// Called, and nobody came.
    Missed {
        /// Whether it may go back into the queue; that happens once.
        may_return: bool,
    },
    /// The matter was dealt with.
    Served,
    /// Something was missing.
    Incomplete,
    /// Ended as the citizen wished.
    Withdrawn,
    /// Its day is over.
    DayOver,
}

impl LiveStanding {
    /// Where a ticket stands on this day.
    pub fn of(view: &TicketView, today: ServiceDay) -> Self {
        let TicketView { ticket, people_before, estimate, .. } = view;
        if ticket.service_day < today {
            return Self::DayOver;
        }
        match &ticket.state {
            TicketState::Waiting { .. } => {
                Self::Waiting { people_before: *people_before, estimate: *estimate }
            }
            TicketState::Called { at, calls, .. } => {
                Self::Called { counter: at.counter, calls: *calls }
            }
            TicketState::Serving { at, .. } => Self::Serving { counter: at.counter },
            TicketState::Held { until, .. } => Self::Held { until: *until },
            TicketState::Closed { outcome, .. } => Self::after(ticket, *outcome),
        }
    }

    fn after(ticket: &Ticket, outcome: Outcome) -> Self {
        match outcome {
            Outcome::Served => Self::Served,
            Outcome::Incomplete => Self::Incomplete,
            Outcome::Withdrawn => Self::Withdrawn,
            Outcome::NoShow => Self::Missed { may_return: !ticket.was_returned },
            Outcome::NotServed => Self::DayOver,
        }
    }
}

impl LiveTicket {
    /// What the slip of a ticket tells at this moment.
    pub fn of(view: &TicketView, field: Words, now: Timestamp) -> Self {
        Self {
            now,
            number: view.ticket.number.clone(),
            field,
            issued_at: view.ticket.issued_at,
            standing: LiveStanding::of(view, ServiceDay::of(now)),
        }
    }
}
