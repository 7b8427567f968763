//! Which of the hall's registered screens were heard, and when: kept in memory only.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use shared::ids::DeviceId;
use shared::time::Timestamp;

/// What the last sign of a screen told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// When.
    pub at: Timestamp,
    /// The dots of the screen, such as `1080x1920`.
    pub screen: Option<String>,
    /// The version of its page.
    pub version: Option<String>,
}

/// The last sign of each screen.
#[derive(Debug, Default)]
pub struct Presence(Mutex<HashMap<DeviceId, Seen>>);

impl Presence {
    /// A request of this screen arrived.
    pub fn saw(&self, device: DeviceId, now: Timestamp) {
        let nothing = Seen { at: now, screen: None, version: None };
        self.seen().entry(device).or_insert(nothing).at = now;
    }

    /// The screen said what it is.
    pub fn introduced(
        &self,
        device: DeviceId,
        screen: Option<String>,
        version: Option<String>,
        now: Timestamp,
    ) {
        self.seen().insert(device, Seen { at: now, screen, version });
    }

    /// The last sign of a screen since the node started.
    pub fn of(&self, device: DeviceId) -> Option<Seen> {
        self.seen().get(&device).cloned()
    }

    fn seen(&self) -> MutexGuard<'_, HashMap<DeviceId, Seen>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
