//! The clock as a port: the centre asks it, tests turn it.

use std::fmt::Debug;
use std::sync::{Mutex, PoisonError};

use chrono::{TimeDelta, Utc};
use shared::time::Timestamp;

/// Tells the time.
pub trait Clock: Debug + Send + Sync + 'static {
    /// The present moment.
    fn now(&self) -> Timestamp;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Utc::now()
    }
}

/// A clock that stands until it is turned.
#[derive(Debug)]
pub struct TurnedClock(Mutex<Timestamp>);

impl TurnedClock {
    /// Sets the clock up at a moment.
    pub fn at(moment: Timestamp) -> Self {
        Self(Mutex::new(moment))
    }

    /// Turns it to another moment, forwards or backwards.
    pub fn turn_to(&self, moment: Timestamp) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = moment;
    }

    /// Turns it forwards by a span, or backwards by a negative one.
    pub fn turn_by(&self, span: TimeDelta) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += span;
    }
}

impl Clock for TurnedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
