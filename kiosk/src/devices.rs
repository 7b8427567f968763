//! Which of the hall's registered screens were heard, and when: kept in memory only.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use shared::announcement::{VoiceCondition, VoiceReport};
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
    /// How its voice is, if it is a display that speaks.
    pub voice: Option<VoiceHeard>,
}

/// What a display told of its voice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoiceHeard {
    /// In one word.
    pub condition: VoiceCondition,
    /// What it told.
    #[serde(flatten)]
    pub report: VoiceReport,
    /// Since when it tells that.
    pub since: Timestamp,
}

/// The last sign of each screen.
#[derive(Debug, Default)]
pub struct Presence(Mutex<HashMap<DeviceId, Seen>>);

impl Presence {
    /// A request of this screen arrived.
    pub fn saw(&self, device: DeviceId, now: Timestamp) {
        self.note(device, now, |_| {});
    }

    /// The screen said what it is.
    pub fn introduced(
        &self,
        device: DeviceId,
        screen: Option<String>,
        version: Option<String>,
        now: Timestamp,
    ) {
        self.note(device, now, |seen| {
            seen.screen = screen;
            seen.version = version;
        });
    }

    /// The screen told how its voice is.
    pub fn told_of_voice(&self, device: DeviceId, report: VoiceReport, now: Timestamp) {
        self.note(device, now, |seen| {
            let is_new = seen.voice.as_ref().is_none_or(|voice| voice.report != report);
            if is_new {
                let condition = report.condition();
                seen.voice = Some(VoiceHeard { condition, report, since: now });
            }
        });
    }

    /// The last sign of a screen since the node started.
    pub fn of(&self, device: DeviceId) -> Option<Seen> {
        self.seen().get(&device).cloned()
    }

    fn note(&self, device: DeviceId, now: Timestamp, note: impl FnOnce(&mut Seen)) {
        let nothing = Seen { at: now, screen: None, version: None, voice: None };
        let mut seen = self.seen();
        let seen = seen.entry(device).or_insert(nothing);
        seen.at = now;
        note(seen);
    }

    fn seen(&self) -> MutexGuard<'_, HashMap<DeviceId, Seen>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
