//! What is due, on two tracks: large files never starve small envelopes, nor the other way round.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use shared::ids::SubmissionId;
use shared::time::Timestamp;
use tokio::time::Instant;

use super::Courier;
use super::pace::is_ahead;
use crate::store::OutboxItem;

/// Submissions of at most one chunk that travel together.
const LIGHT_AT_ONCE: usize = 8;
/// Submissions with large files that travel together, beside the light ones.
const HEAVY_AT_ONCE: usize = 2;
/// Submissions read from the store at once.
const READ_AT_ONCE: usize = 64;
/// How often the store is read for one track while the other still has work.
const READ_EVERY: Duration = Duration::from_millis(250);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    Light,
    Heavy,
}

/// The two tracks.
pub(super) struct Tracks {
    courier: Arc<Courier>,
    light: Track,
    heavy: Track,
    travelling: HashMap<SubmissionId, Weight>,
    may_owe_more: bool,
    read_at: Option<Instant>,
}

struct Track {
    at_once: usize,
    travelling: usize,
    ready: VecDeque<OutboxItem>,
}

impl Track {
    fn new(at_once: usize) -> Self {
        Self { at_once, travelling: 0, ready: VecDeque::new() }
    }

    fn is_dry(&self) -> bool {
        self.ready.is_empty() && self.travelling < self.at_once
    }

    fn attempts(&self) -> Option<u32> {
        self.ready.front().map(|item| item.attempts)
    }
}

impl Tracks {
    pub(super) fn new(courier: Arc<Courier>) -> Self {
        Self {
            courier,
            light: Track::new(LIGHT_AT_ONCE),
            heavy: Track::new(HEAVY_AT_ONCE),
            travelling: HashMap::new(),
            may_owe_more: true,
            read_at: None,
        }
    }

    /// The store may have more to send than it had when it was read.
    pub(super) fn look_again(&mut self) {
        self.may_owe_more = true;
    }

    /// Forgets what was read; it may have waited while the lane rested.
    pub(super) fn clear(&mut self) {
        self.light.ready.clear();
        self.heavy.ready.clear();
    }

    pub(super) fn travelling(&self) -> usize {
        self.travelling.len()
    }

    /// The next submission there is a place for.
    pub(super) fn next(&mut self) -> Option<OutboxItem> {
        self.read_if_dry();
        self.depart(Weight::Light).or_else(|| self.depart(Weight::Heavy))
    }

    /// The submission that was tried least, so that one in trouble does not keep the others.
    pub(super) fn next_least_tried(&mut self) -> Option<OutboxItem> {
        self.read_if_dry();
        let weight = match (self.light.attempts(), self.heavy.attempts()) {
            (Some(light), Some(heavy)) if heavy < light => Weight::Heavy,
            (None, Some(_)) => Weight::Heavy,
            (Some(_), Some(_) | None) | (None, None) => Weight::Light,
        };
        self.depart(weight)
    }

    /// A try ended; its place is free.
    pub(super) fn arrived(&mut self, submission: SubmissionId) {
        if let Some(weight) = self.travelling.remove(&submission) {
            self.track(weight).travelling -= 1;
        }
    }

    fn depart(&mut self, weight: Weight) -> Option<OutboxItem> {
        let track = self.track(weight);
        if track.travelling >= track.at_once {
            return None;
        }
        let item = track.ready.pop_front()?;
        track.travelling += 1;
        self.travelling.insert(item.submission, weight);
        Some(item)
    }

    fn read_if_dry(&mut self) {
        let was_read = self.read_at.is_some_and(|at| at.elapsed() < READ_EVERY);
        let is_dry = self.light.is_dry() || self.heavy.is_dry() && !was_read;
        if is_dry && std::mem::take(&mut self.may_owe_more) {
            self.read();
        }
    }

    fn read(&mut self) {
        self.clear();
        self.read_at = Some(Instant::now());
        for item in self.due() {
            if !self.travelling.contains_key(&item.submission) {
                let weight = if item.is_large { Weight::Heavy } else { Weight::Light };
                self.track(weight).ready.push_back(item);
            }
        }
        for track in [&mut self.light, &mut self.heavy] {
            let least_tried = |item: &OutboxItem| (item.attempts, item.position);
            track.ready.make_contiguous().sort_by_key(least_tried);
        }
    }

    fn due(&self) -> Vec<OutboxItem> {
        let read_up_to = self.travelling.len() + READ_AT_ONCE;
        self.courier.store.outbox_due(self.horizon(), read_up_to).unwrap_or_else(|error| {
            tracing::error!(%error, "the store does not tell what is due");
            Vec::new()
        })
    }

    /// This moment, or later where a clock that has gone back left attempts too far ahead.
    fn horizon(&self) -> Timestamp {
        let now = self.courier.clock.now();
        match self.courier.store.next_due_at() {
            Ok(Some(due)) if due > now && !is_ahead(due, self.courier.backoff, now) => due,
            Ok(_) | Err(_) => now,
        }
    }

    fn track(&mut self, weight: Weight) -> &mut Track {
        match weight {
            Weight::Light => &mut self.light,
            Weight::Heavy => &mut self.heavy,
        }
    }
}
