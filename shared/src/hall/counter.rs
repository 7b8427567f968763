//! The counter: its verbs, what its officer sees, and who sits there.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::{ActId, CounterId, OfficerId, ProcedureCode, SeriesCode, TicketId};
use crate::queue::Reason;
use crate::ticket::{Outcome, Ticket, TicketClass, TicketNumber};

/// A verb pressed at a counter. Its [`ActId`] makes a second press the same press.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "verb", rename_all = "snake_case", deny_unknown_fields)]
pub enum Verb {
    /// Calls whoever is next in the series this counter serves.
    Next,
    /// Calls the ticket at hand again.
    Recall,
    /// The citizen came forward.
    Serve,
    /// Ends the ticket at hand.
    Close {
        /// How.
        outcome: Outcome,
    },
}

/// The counter as its officer sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CounterView {
    /// The hall's clock.
    pub now: DateTime<Utc>,
    /// The counter.
    pub counter: CounterId,
    /// The series it serves.
    pub series: Vec<SeriesCode>,
    /// The ticket at hand.
    pub at_hand: Option<Ticket>,
    /// Who waits, in order of arrival.
    pub waiting: Vec<WaitingTicket>,
    /// Tickets closed here today.
    pub closed_today: u32,
}

/// A line of the waiting list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitingTicket {
    /// The ticket.
    pub ticket: TicketId,
    /// Its number.
    pub number: TicketNumber,
    /// Its class.
    pub class: TicketClass,
    /// What the person came for.
    pub procedure: ProcedureCode,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
}

/// The answer to a verb; the same act gets the same answer for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActDone {
    /// The act.
    pub act: ActId,
    /// The ticket it moved, as it was right after.
    pub ticket: Option<Ticket>,
    /// The rule that chose it, when one was chosen.
    pub reason: Option<Reason>,
}

/// Signing in at a counter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CounterSignIn {
    /// The officer's sign-in name.
    pub name: String,
    /// The password.
    pub password: String,
    /// The counter.
    pub counter: CounterId,
    /// The series to serve; all when empty.
    #[serde(default)]
    pub series: Vec<SeriesCode>,
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedIn {
    /// The officer.
    pub officer: OfficerId,
    /// The sign-in name.
    pub name: String,
    /// The counter, at a hall.
    pub counter: Option<CounterId>,
}

/// A password chosen through a one-time set-up link.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordChoice {
    /// The token of the link.
    pub token: String,
    /// The password.
    pub password: String,
}
