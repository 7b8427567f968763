//! Limits how often something can be tried, so that neither a password nor a code is guessed.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::TimeDelta;
use shared::time::Timestamp;

/// The span in which tries are counted.
const WINDOW: TimeDelta = TimeDelta::minutes(5);
/// Keys kept before those past their window are forgotten.
const KEYS_MAX: usize = 10_000;

/// Counts tries by key. One process counts for itself; replicas multiply the limit by their number.
#[derive(Debug, Default)]
pub(crate) struct Tries(Mutex<HashMap<String, Window>>);

#[derive(Debug, Clone, Copy)]
struct Window {
    began_at: Timestamp,
    tries: u32,
}

impl Tries {
    /// Spends a try, or gives the seconds to wait.
    pub(crate) fn spend(&self, key: &str, tries_max: u32, now: Timestamp) -> Result<(), u32> {
        let mut windows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if windows.len() >= KEYS_MAX {
            windows.retain(|_, window| now < window.began_at + WINDOW);
        }
        let window = windows.entry(key.to_owned()).or_insert(Window { began_at: now, tries: 0 });
        if now >= window.began_at + WINDOW || now < window.began_at {
            *window = Window { began_at: now, tries: 0 };
        }
        if window.tries >= tries_max {
            let left = (window.began_at + WINDOW - now).num_seconds().max(1);
            return Err(u32::try_from(left).unwrap_or(u32::MAX));
        }
        window.tries += 1;
        Ok(())
    }

    /// Forgets the tries of a key after one succeeded.
    pub(crate) fn forget(&self, key: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}
