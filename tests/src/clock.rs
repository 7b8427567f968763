//! The clock of a test: it goes from a chosen moment, and can be turned.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use chrono::{NaiveDate, TimeDelta};
use shared::time::{Timestamp, from_wall_clock};

/// A clock that halls and centres share.
///
/// It goes, because pauses between attempts are reckoned by it; it begins on a working morning,
/// because fields have opening hours.
#[derive(Debug)]
pub struct TestClock {
    begun: Instant,
    origin: Mutex<Timestamp>,
}

impl TestClock {
    /// A clock that begins at nine on a working day.
    pub fn on_a_working_morning() -> Self {
        Self::from(working_morning())
    }

    /// A clock that begins at a moment.
    pub fn from(moment: Timestamp) -> Self {
        Self { begun: Instant::now(), origin: Mutex::new(moment) }
    }

    /// Turns it forwards, or backwards by a negative span.
    pub fn turn(&self, by: TimeDelta) {
        *self.origin.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }

    /// This moment.
    pub fn now(&self) -> Timestamp {
        let gone = TimeDelta::from_std(self.begun.elapsed()).expect("no test runs that long");
        *self.origin.lock().unwrap_or_else(PoisonError::into_inner) + gone
    }
}

/// Nine in the morning of a Wednesday that is no holiday; the next day is a working day too.
pub fn working_morning() -> Timestamp {
    let day = NaiveDate::from_ymd_opt(2026, 9, 16).expect("it is in the calendar");
    from_wall_clock(day.and_hms_opt(9, 0, 0).expect("it is a time of day"))
}

impl kiosk::clock::Clock for TestClock {
    fn now(&self) -> Timestamp {
        self.now()
    }
}

impl central::Clock for TestClock {
    fn now(&self) -> Timestamp {
        self.now()
    }
}
