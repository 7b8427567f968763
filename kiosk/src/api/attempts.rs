//! How often something may be tried: a few times at once, then slowly. Kept in memory only.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::TimeDelta;
use shared::refusal::Refusal;
use shared::time::Timestamp;

/// Keys remembered; when there are more, those that have rested go.
const KEYS_MAX: usize = 10_000;

/// A limit of tries by key.
pub(crate) struct Attempts {
    at_once: u32,
    rest: TimeDelta,
    tried: Mutex<HashMap<String, Tried>>,
}

/// When all tries of a key would have rested again.
struct Tried {
    rested_at: Timestamp,
}

impl Attempts {
    /// Allows `at_once` tries, then one in each `rest`.
    pub(crate) fn new(at_once: u32, rest: TimeDelta) -> Self {
        Self { at_once, rest, tried: Mutex::default() }
    }

    /// Counts a try, or refuses it with the time to wait.
    pub(crate) fn count(&self, key: &str, now: Timestamp) -> Result<(), Refusal> {
        let mut tried = self.tried.lock().unwrap_or_else(PoisonError::into_inner);
        if tried.len() >= KEYS_MAX {
            tried.retain(|_, one| one.rested_at > now);
        }
        let rested_at = tried.get(key).map_or(now, |one| one.rested_at.max(now));
        let allowance = self.rest * i32::try_from(self.at_once).unwrap_or(i32::MAX);
        let wait = rested_at + self.rest - now - allowance;
        if wait > TimeDelta::zero() {
            let seconds = (wait.num_milliseconds() + 999) / 1000;
            let retry_after_s = u32::try_from(seconds.max(1)).unwrap_or(u32::MAX);
            return Err(Refusal::TooManyTries { retry_after_s });
        }
        tried.insert(key.to_owned(), Tried { rested_at: rested_at + self.rest });
        Ok(())
    }

    /// Forgets the tries of a key, after one that was right.
    pub(crate) fn forget(&self, key: &str) {
        self.tried.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}
