//! The numbered stream that displays follow: a snapshot, and gap-free changes to it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::LineState;
use crate::ids::{CounterId, SeriesCode};
use crate::queue::Waiting;
use crate::ticket::{Outcome, TicketNumber};
use crate::time::ServiceDay;

/// Calls a display keeps in view.
pub const RECENT_CALLS_MAX: usize = 6;

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
#[serde(rename_all = "snake_case")]
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
    /// A ticket was put aside.
    Held {
        /// The number.
        number: TicketNumber,
    },
    /// A ticket waits again: resumed, returned, handed over, or back in its series.
    Waits {
        /// The number.
        number: TicketNumber,
        /// Who waits in the series that calls it, after that.
        waiting: SeriesWaiting,
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

/// A sign of life. The first one says that everything missed has been told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Heartbeat {
    /// The number of the last event that was sent.
    pub number: u64,
    /// The hall's clock.
    pub at: DateTime<Utc>,
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
            Change::Served { .. } | Change::Held { .. } => {}
            Change::Waits { waiting, .. } | Change::Closed { waiting, .. } => {
                self.set_waiting(waiting);
            }
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
