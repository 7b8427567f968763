//! When the forwarder may send, and how much at once: pure, so that every turn can be tested.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::TimeDelta;
use shared::delivery::{Backoff, Heard, Next, next_after};
use shared::hall::LineState;
use shared::ids::SubmissionId;
use shared::time::Timestamp;

/// Different submissions in trouble, one after the other, that make it the line's trouble.
pub const TROUBLED_MAX: usize = 8;
/// The longest pause that a `Retry-After` is believed to ask for.
pub const RETRY_AFTER_MAX: Duration = Duration::from_secs(900);
/// The pause after the hall's own store failed.
const STORE_PAUSE: Duration = Duration::from_secs(1);

/// What may be done at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stance {
    /// Ask with a probe whether it is the centre that answers.
    Probe,
    /// Send as many submissions at once as there are places.
    Send,
    /// Send a single submission and see.
    SendOne,
    /// Wait, at least until then.
    Wait(Timestamp),
}

/// What became of one try to deliver a submission, as far as the others are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The centre spoke: settled or set aside.
    Spoken,
    /// To be tried again.
    Again(Heard),
    /// The centre does not accept this hall.
    Refused,
    /// The hall's own store failed.
    StoreFailed,
    /// Nothing was heard that tells of the line.
    Abandoned,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// It is not known whether the centre answers.
    Doubtful,
    /// It answers.
    Flowing,
    /// It answers, but too many were in trouble.
    Trying { since: Timestamp },
    /// Nothing is sent until then.
    Resting { until: Timestamp },
    /// The centre does not accept this hall; asked again from then on.
    Stopped { until: Timestamp },
}

/// The pace of the whole lane. Each submission has pauses of its own beside it.
#[derive(Debug, Clone)]
pub struct Pace {
    backoff: Backoff,
    mode: Mode,
    rests: u32,
    troubled: BTreeSet<SubmissionId>,
    store_rests_until: Option<Timestamp>,
}

impl Pace {
    /// Nothing is known of the line yet.
    pub fn new(backoff: Backoff) -> Self {
        Self {
            backoff,
            mode: Mode::Doubtful,
            rests: 0,
            troubled: BTreeSet::new(),
            store_rests_until: None,
        }
    }

    /// What may be done.
    pub fn stance(&self, now: Timestamp) -> Stance {
        if let Some(until) = self.store_rests_until.filter(|until| self.is_ahead(*until, now)) {
            return Stance::Wait(until);
        }
        match self.mode {
            Mode::Doubtful => Stance::Probe,
            Mode::Flowing => Stance::Send,
            Mode::Trying { .. } => Stance::SendOne,
            Mode::Resting { until } if self.is_ahead(until, now) => Stance::Wait(until),
            Mode::Resting { .. } => Stance::Probe,
            Mode::Stopped { until } if self.is_ahead(until, now) => Stance::Wait(until),
            Mode::Stopped { .. } => Stance::SendOne,
        }
    }

    /// A probe was answered by the centre, or was not.
    pub fn probed(&mut self, is_centre: bool, random: u64, now: Timestamp) {
        match (is_centre, self.is_in_trouble()) {
            (false, _) => self.rest(Duration::ZERO, random, now),
            (true, true) => self.mode = Mode::Trying { since: now },
            (true, false) => {
                self.mode = Mode::Flowing;
                self.rests = 0;
            }
        }
    }

    /// One try to deliver a submission ended.
    pub fn ended(&mut self, of: SubmissionId, outcome: Outcome, random: u64, now: Timestamp) {
        match outcome {
            Outcome::Spoken => self.flow(),
            Outcome::Refused => self.stop(random, now),
            Outcome::StoreFailed => self.store_rests_until = Some(after(now, STORE_PAUSE)),
            Outcome::Abandoned => {}
            Outcome::Again(heard) => {
                self.troubled.insert(of);
                match self.mode {
                    Mode::Flowing | Mode::Trying { .. } => self.trouble(heard, random, now),
                    Mode::Doubtful | Mode::Resting { .. } | Mode::Stopped { .. } => {}
                }
            }
        }
    }

    /// Another lane heard this from the centre.
    pub fn overheard(&mut self, heard: Heard, random: u64, now: Timestamp) {
        let is_sending = match self.mode {
            Mode::Flowing | Mode::Trying { .. } => true,
            Mode::Doubtful | Mode::Resting { .. } | Mode::Stopped { .. } => false,
        };
        match next_after(heard) {
            Next::StopLane => self.stop(random, now),
            Next::Proceed if self.is_stopped() => self.flow(),
            Next::Retry(_) if is_sending && is_doubtful(heard) => self.mode = Mode::Doubtful,
            Next::Proceed | Next::Retry(_) | Next::Settle | Next::Rewind | Next::Park(_) => {}
        }
    }

    /// How the line is, as screens are told; none while a probe is about to tell.
    pub fn line(&self, pending: u64) -> Option<LineState> {
        match self.mode {
            Mode::Doubtful => None,
            Mode::Flowing => Some(LineState::Up { pending }),
            Mode::Trying { since } => Some(LineState::Down { pending, next_attempt_at: since }),
            Mode::Resting { until } => Some(LineState::Down { pending, next_attempt_at: until }),
            Mode::Stopped { .. } => Some(LineState::Stopped { pending }),
        }
    }

    fn flow(&mut self) {
        self.mode = Mode::Flowing;
        self.rests = 0;
        self.troubled.clear();
    }

    /// Pauses at least half of the longest pause: only a person can mend this.
    fn stop(&mut self, random: u64, now: Timestamp) {
        let longest = Duration::from_millis(self.backoff.longest_ms);
        let pause = (longest + self.backoff.pause(u32::MAX, random)) / 2;
        self.mode = Mode::Stopped { until: after(now, pause) };
    }

    fn trouble(&mut self, heard: Heard, random: u64, now: Timestamp) {
        let asked_for = asked_for(heard);
        if asked_for > Duration::ZERO || self.is_in_trouble() {
            self.rest(asked_for, random, now);
        } else if is_doubtful(heard) {
            self.mode = Mode::Doubtful;
        }
    }

    fn rest(&mut self, at_least: Duration, random: u64, now: Timestamp) {
        let pause = self.backoff.pause(self.rests, random).max(at_least);
        self.rests = self.rests.saturating_add(1);
        self.mode = Mode::Resting { until: after(now, pause) };
    }

    fn is_ahead(&self, until: Timestamp, now: Timestamp) -> bool {
        is_ahead(until, self.backoff, now)
    }

    fn is_stopped(&self) -> bool {
        match self.mode {
            Mode::Stopped { .. } => true,
            Mode::Doubtful | Mode::Flowing | Mode::Trying { .. } | Mode::Resting { .. } => false,
        }
    }

    fn is_in_trouble(&self) -> bool {
        self.troubled.len() >= TROUBLED_MAX
    }
}

/// Whether it may not have been the centre that was heard.
fn is_doubtful(heard: Heard) -> bool {
    match heard {
        Heard::Silence | Heard::Unverified => true,
        Heard::Status(..) | Heard::Acknowledged => false,
    }
}

/// The pause that the centre asked for.
fn asked_for(heard: Heard) -> Duration {
    match next_after(heard) {
        Next::Retry(later) => later.unwrap_or(Duration::ZERO).min(RETRY_AFTER_MAX),
        Next::Proceed | Next::Settle | Next::Rewind | Next::Park(_) | Next::StopLane => {
            Duration::ZERO
        }
    }
}

/// When a submission is tried again after a try that must be made again.
pub fn next_attempt_at(
    backoff: Backoff,
    attempts: u32,
    heard: Heard,
    random: u64,
    now: Timestamp,
) -> Timestamp {
    after(now, backoff.pause(attempts, random).max(asked_for(heard)))
}

/// Whether a moment is yet to come. One too far ahead was set by a clock that has gone back.
pub fn is_ahead(until: Timestamp, backoff: Backoff, now: Timestamp) -> bool {
    let longest = Duration::from_millis(backoff.longest_ms).max(RETRY_AFTER_MAX);
    now < until && until <= after(now, longest.saturating_mul(2))
}

fn after(now: Timestamp, pause: Duration) -> Timestamp {
    TimeDelta::from_std(pause)
        .ok()
        .and_then(|pause| now.checked_add_signed(pause))
        .unwrap_or(Timestamp::MAX_UTC)
}
