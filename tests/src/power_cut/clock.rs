//! A clock that stands, and behind which the store's writer can be held.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use kiosk::clock::Clock;
use shared::time::Timestamp;

/// The name of the thread that writes.
const WRITER: &str = "store-writer";

/// A clock that stands. The writer asks for the time once it has gathered a batch; while it is
/// held there, what else is asked for waits together and becomes the next batch.
pub struct StandingClock {
    now: Timestamp,
    gate: Mutex<Gate>,
    moved: Condvar,
}

#[derive(Default)]
struct Gate {
    is_shut: bool,
    has_come: bool,
}

impl StandingClock {
    /// A clock that stands at `now`.
    pub fn at(now: Timestamp) -> Self {
        Self { now, gate: Mutex::default(), moved: Condvar::new() }
    }

    /// Holds the writer at the next batch.
    pub fn hold_writer(&self) {
        *self.gate() = Gate { is_shut: true, has_come: false };
    }

    /// Waits until the writer is held.
    pub fn until_held(&self) {
        let waiting = self.moved.wait_while(self.gate(), |gate| !gate.has_come);
        drop(waiting.unwrap_or_else(PoisonError::into_inner));
    }

    /// Lets the writer go on.
    pub fn release_writer(&self) {
        self.gate().is_shut = false;
        self.moved.notify_all();
    }

    fn gate(&self) -> MutexGuard<'_, Gate> {
        self.gate.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        let mut gate = self.gate();
        if gate.is_shut && thread::current().name() == Some(WRITER) {
            gate.has_come = true;
            self.moved.notify_all();
            let passed = self.moved.wait_while(gate, |gate| gate.is_shut);
            drop(passed.unwrap_or_else(PoisonError::into_inner));
        }
        self.now
    }
}
