//! The clock of a test: it goes from a chosen moment, can be turned, and can be hurried.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::{NaiveDate, TimeDelta};
use shared::time::{Timestamp, from_wall_clock};

/// A clock that halls and centres share.
///
/// It goes, because pauses between attempts are reckoned by it; it begins on a working morning,
/// because fields have opening hours.
#[derive(Debug)]
pub struct TestClock(Mutex<Pace>);

/// From when and how fast it goes.
#[derive(Debug, Clone, Copy)]
struct Pace {
    begun: Instant,
    origin: Timestamp,
    speed: u32,
}

impl Pace {
    fn now(&self) -> Timestamp {
        let gone = TimeDelta::from_std(self.begun.elapsed()).expect("no test runs that long");
        let speed = i32::try_from(self.speed).expect("no clock runs that fast");
        self.origin + gone * speed
    }
}

impl TestClock {
    /// A clock that begins at nine on a working day.
    pub fn on_a_working_morning() -> Self {
        Self::from(working_morning())
    }

    /// A clock that begins at a moment.
    pub fn from(moment: Timestamp) -> Self {
        Self(Mutex::new(Pace { begun: Instant::now(), origin: moment, speed: 1 }))
    }

    /// Turns it forwards, or backwards by a negative span.
    pub fn turn(&self, by: TimeDelta) {
        self.pace().origin += by;
    }

    /// Turns it to a moment, from which on it goes so many times as fast.
    pub fn hurry_from(&self, moment: Timestamp, speed: u32) {
        *self.pace() = Pace { begun: Instant::now(), origin: moment, speed };
    }

    /// Waits until so much of its time has gone.
    pub async fn wait(&self, span: TimeDelta) {
        let span = span.to_std().unwrap_or(Duration::ZERO);
        let speed = self.pace().speed;
        tokio::time::sleep(span / speed).await;
    }

    /// This moment.
    pub fn now(&self) -> Timestamp {
        self.pace().now()
    }

    fn pace(&self) -> std::sync::MutexGuard<'_, Pace> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
