//! What the hall shows: its offers and its queue, the stream that displays follow, the counter.

mod counter;
mod live;
mod offer;
mod stream;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use counter::{
    ActDone, CounterSignIn, CounterTicket, CounterView, DayFigures, FiledApplication,
    HOLD_MINUTES_MAX, LINES_MAX, NOTE_SIGNS_MAX, PasswordChoice, SignedIn, Verb,
};
pub use live::{FollowToken, LiveStanding, LiveTicket};
pub use offer::{Load, Offer, Reopening, Schedule, offer};
pub use stream::{
    CallView, Change, Follow, HallSnapshot, Heartbeat, RECENT_CALLS_MAX, SeriesWaiting, StreamEvent,
};

use crate::ids::SeriesCode;
use crate::printer::PrinterCondition;
use crate::queue::{Estimate, Waiting};
use crate::reserve::Admits;
use crate::ticket::Ticket;

/// What a citizen's screen needs to know about the hall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HallView {
    /// The hall's clock.
    pub now: DateTime<Utc>,
    /// The version of the catalogue in force.
    pub catalogue_version: String,
    /// Where phones open the portal, without a slash at the end.
    pub public_url: String,
    /// Whether applications can be taken in.
    pub submissions: Offer,
    /// What there is room for.
    #[serde(default)]
    pub admits: Admits,
    /// How the line to the centre is.
    pub line: LineState,
    /// How the printer of the screen that asks is.
    #[serde(default)]
    pub printer: PrinterCondition,
    /// The series of the day.
    pub series: Vec<SeriesView>,
}

impl HallView {
    /// When the first field gives out numbers again.
    pub fn reopening(&self) -> Option<Reopening> {
        self.series.iter().filter_map(|series| series.offer.reopens()).min()
    }
}

/// How the line to the centre is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LineState {
    /// The hall works alone.
    NotEnrolled,
    /// The last request was answered.
    Up {
        /// Submissions owed to the centre.
        pending: u64,
    },
    /// The last request was not answered.
    Down {
        /// Submissions owed to the centre.
        pending: u64,
        /// When it will be tried again.
        next_attempt_at: DateTime<Utc>,
    },
    /// The centre does not accept this hall; a person must look.
    Stopped {
        /// Submissions owed to the centre.
        pending: u64,
    },
}

/// A series as citizens see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeriesView {
    /// Its letter.
    pub series: SeriesCode,
    /// Who waits.
    pub waiting: Waiting,
    /// The wait of an ordinary ticket taken at this moment.
    pub estimate: Estimate,
    /// Whether a ticket can be taken.
    pub offer: Offer,
}

/// The answer to a ticket request, and to a later look at the ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketView {
    /// The ticket.
    pub ticket: Ticket,
    /// Tickets that will be called before.
    pub people_before: u32,
    /// About how long.
    pub estimate: Estimate,
    /// What became of its slip.
    pub slip: PrintState,
    /// What the code beside the number carries.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub follow: FollowToken,
}

/// What became of a slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PrintState {
    /// No paper was asked for: the ticket lives on a phone.
    None,
    /// Waiting for the printer.
    Queued,
    /// On its way.
    Sent,
    /// Out of the printer.
    Confirmed,
    /// The printer refused it.
    Failed,
    /// The hall stopped while it was on its way.
    Unknown,
}
