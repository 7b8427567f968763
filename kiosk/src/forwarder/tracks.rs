//! What is due, on two tracks: large files never starve small envelopes, nor the other way round.
//! It holds what was read of the store and says when to read again.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use shared::delivery::Backoff;
use shared::ids::SubmissionId;
use shared::time::Timestamp;

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
#[derive(Debug)]
pub(super) struct Tracks {
    light: Track,
    heavy: Track,
    travelling: HashMap<SubmissionId, Weight>,
    may_owe_more: bool,
    read_at: Option<Duration>,
}

#[derive(Debug)]
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
    pub(super) fn new() -> Self {
        Self {
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

    /// How many are to be read now, if any; `running` is how long the lane has run.
    pub(super) fn wants(&mut self, running: Duration) -> Option<usize> {
        let was_read = self.read_at.is_some_and(|at| running.saturating_sub(at) < READ_EVERY);
        let is_dry = self.light.is_dry() || self.heavy.is_dry() && !was_read;
        let is_to_read = is_dry && std::mem::take(&mut self.may_owe_more);
        is_to_read.then_some(self.travelling.len() + READ_AT_ONCE)
    }

    /// Takes what was read.
    pub(super) fn take(&mut self, items: Vec<OutboxItem>, running: Duration) {
        self.clear();
        self.read_at = Some(running);
        for item in items {
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

    /// The next submission there is a place for.
    pub(super) fn next(&mut self) -> Option<OutboxItem> {
        self.depart(Weight::Light).or_else(|| self.depart(Weight::Heavy))
    }

    /// The submission that was tried least, so that one in trouble does not keep the others.
    pub(super) fn next_least_tried(&mut self) -> Option<OutboxItem> {
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

    fn track(&mut self, weight: Weight) -> &mut Track {
        match weight {
            Weight::Light => &mut self.light,
            Weight::Heavy => &mut self.heavy,
        }
    }
}

/// This moment, or later where a clock that has gone back left attempts too far ahead.
pub(super) fn horizon(next_due: Option<Timestamp>, backoff: Backoff, now: Timestamp) -> Timestamp {
    next_due.filter(|due| *due > now && !is_ahead(*due, backoff, now)).unwrap_or(now)
}
