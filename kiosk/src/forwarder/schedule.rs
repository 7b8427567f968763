//! What the lane does at a moment: probe, read what is due, let a submission depart, or rest.
//! It reads no clock, no disk and no line.

use std::time::Duration;

use shared::delivery::{Backoff, Heard};
use shared::hall::LineState;
use shared::ids::SubmissionId;
use shared::time::Timestamp;

use super::pace::{Outcome, Pace, Stance};
use super::tracks::Tracks;
use crate::store::OutboxItem;

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// Ask with a probe whether it is the centre that answers; nothing else until that is known.
    Probe,
    /// Read what is due, at most so many of each weight.
    Read(usize),
    /// Begin a try to deliver this submission.
    Depart(OutboxItem),
    /// Nothing for now.
    Rest,
}

/// The pace of the lane and what is due.
#[derive(Debug)]
pub struct Schedule {
    pace: Pace,
    tracks: Tracks,
}

impl Schedule {
    /// Nothing is known of the line or the store yet.
    pub fn new(backoff: Backoff) -> Self {
        Self { pace: Pace::new(backoff), tracks: Tracks::new() }
    }

    /// The lane woke up; the store may have more to send.
    pub fn look_again(&mut self) {
        self.tracks.look_again();
    }

    /// The next thing to do; to be asked again until it is to rest. `running` is how long the lane
    /// has run, by a clock that nobody turns.
    pub fn turn(&mut self, now: Timestamp, running: Duration) -> Turn {
        match self.pace.stance(now) {
            Stance::Probe => Turn::Probe,
            Stance::Send => self.send(running, Tracks::next),
            Stance::SendOne if self.tracks.travelling() > 0 => Turn::Rest,
            Stance::SendOne => self.send(running, Tracks::next_least_tried),
            Stance::Wait(_) => {
                self.tracks.clear();
                Turn::Rest
            }
        }
    }

    /// What [`Turn::Read`] asked for was read.
    pub fn read(&mut self, items: Vec<OutboxItem>, running: Duration) {
        self.tracks.take(items, running);
    }

    /// A probe was answered by the centre, or was not.
    pub fn probed(&mut self, is_centre: bool, random: u64, now: Timestamp) {
        self.pace.probed(is_centre, random, now);
    }

    /// A try ended.
    pub fn ended(&mut self, of: SubmissionId, outcome: Outcome, random: u64, now: Timestamp) {
        self.tracks.arrived(of);
        self.pace.ended(of, outcome, random, now);
    }

    /// Another lane heard this from the centre.
    pub fn overheard(&mut self, heard: Heard, random: u64, now: Timestamp) {
        self.pace.overheard(heard, random, now);
    }

    /// When there is something to do again by itself; `next_due` is the store's.
    pub fn rests_until(&self, next_due: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
        match self.pace.stance(now) {
            Stance::Wait(until) => Some(until),
            Stance::Probe | Stance::Send | Stance::SendOne => next_due.filter(|due| *due > now),
        }
    }

    /// How the line is, as screens are told; none while a probe is about to tell.
    pub fn line(&self, pending: u64) -> Option<LineState> {
        self.pace.line(pending)
    }

    /// How many tries are under way.
    pub fn travelling(&self) -> usize {
        self.tracks.travelling()
    }

    fn send(&mut self, running: Duration, next: fn(&mut Tracks) -> Option<OutboxItem>) -> Turn {
        match self.tracks.wants(running) {
            Some(at_most) => Turn::Read(at_most),
            None => next(&mut self.tracks).map_or(Turn::Rest, Turn::Depart),
        }
    }
}
