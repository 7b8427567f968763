//! What the hall shows: its offers, its queue, and the numbered stream that displays follow.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::{ActId, CounterId, OfficerId, SeriesCode, TicketId};
use crate::queue::{Estimate, Reason, Waiting};
use crate::ticket::{Outcome, Ticket, TicketClass, TicketNumber};
use crate::time::ServiceDay;

/// Calls a display keeps in view.
pub const RECENT_CALLS_MAX: usize = 6;

/// What a citizen's screen needs to know about the hall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HallView {
    /// The hall's clock.
    pub now: DateTime<Utc>,
    /// The version of the catalogue in force.
    pub catalogue_version: String,
    /// Whether applications can be taken in.
    pub submissions: Offer,
    /// How the line to the centre is.
    pub line: LineState,
    /// The series of the day.
    pub series: Vec<SeriesView>,
}

/// Whether something is offered at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Offer {
    /// Yes.
    Open,
    /// Outside the opening hours.
    Closed,
    /// The day's numbers are spent.
    Spent,
    /// The hall was not enrolled at a centre yet.
    NotEnrolled,
    /// The hall cannot store anything.
    StoreStopped,
}

/// How the line to the centre is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "line", rename_all = "snake_case")]
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

/// A call as displays show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CallView {
    /// The number that is called.
    pub number: TicketNumber,
    /// Whether it has the priority mark.
    pub is_priority: bool,
    /// Where to go.
    pub counter: CounterId,
    /// When.
    pub at: DateTime<Utc>,
    /// How often, this call included.
    pub calls: u8,
}

/// Who waits in one series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeriesWaiting {
    /// Its letter.
    pub series: SeriesCode,
    /// Who waits.
    pub waiting: Waiting,
}

/// The hall as displays show it: the start of a stream, and what its events change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HallSnapshot {
    /// The number of the last event it contains.
    pub number: u64,
    /// The day.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub service_day: ServiceDay,
    /// The latest calls, newest first, each number once.
    pub calls: Vec<CallView>,
    /// Who waits.
    pub waiting: Vec<SeriesWaiting>,
    /// How the line is.
    pub line: LineState,
}

/// A numbered change of the hall. Numbers are gap-free, so a screen sees that it missed one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StreamEvent {
    /// Its number.
    pub number: u64,
    /// What changed.
    pub change: Change,
}

/// What can change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// A ticket was taken.
    Issued {
        /// Its number.
        number: TicketNumber,
        /// Who waits in its series after that.
        waiting: SeriesWaiting,
    },
    /// A ticket was called.
    Called {
        /// The call.
        call: CallView,
        /// Who waits in its series after that.
        waiting: SeriesWaiting,
    },
    /// The citizen came forward.
    Served {
        /// The number.
        number: TicketNumber,
    },
    /// A ticket ended.
    Closed {
        /// The number.
        number: TicketNumber,
        /// How.
        outcome: Outcome,
        /// Who waits in its series after that.
        waiting: SeriesWaiting,
    },
    /// The line changed.
    Line {
        /// How it is.
        line: LineState,
    },
    /// A new day began; everything starts again.
    NewDay {
        /// The day.
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
        service_day: ServiceDay,
    },
}

/// What an event means to a screen that holds a snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Follow {
    /// It was applied.
    Applied,
    /// It was known before.
    Known,
    /// One is missing: ask for a fresh snapshot.
    Gap,
}

impl HallSnapshot {
    /// Applies the next event.
    pub fn follow(&mut self, event: &StreamEvent) -> Follow {
        if event.number <= self.number {
            return Follow::Known;
        }
        if event.number != self.number + 1 {
            return Follow::Gap;
        }
        self.number = event.number;
        self.apply(&event.change);
        Follow::Applied
    }

    /// Applies a change.
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::Issued { waiting, .. } => self.set_waiting(waiting),
            Change::Called { call, waiting } => {
                self.calls.retain(|known| known.number != call.number);
                self.calls.insert(0, call.clone());
                self.calls.truncate(RECENT_CALLS_MAX);
                self.set_waiting(waiting);
            }
            Change::Served { .. } => {}
            Change::Closed { waiting, .. } => self.set_waiting(waiting),
            Change::Line { line } => self.line = line.clone(),
            Change::NewDay { service_day } => {
                self.service_day = *service_day;
                self.calls.clear();
                self.waiting.clear();
            }
        }
    }

    fn set_waiting(&mut self, fresh: &SeriesWaiting) {
        match self.waiting.iter_mut().find(|known| known.series == fresh.series) {
            Some(known) => known.waiting = fresh.waiting,
            None => self.waiting.push(fresh.clone()),
        }
    }
}

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
