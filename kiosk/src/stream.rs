//! The numbered stream of the hall: one snapshot, then changes without a gap, and a memory of the
//! latest ones for a screen that was away for a moment.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use bytes::Bytes;
use shared::hall::{Change, HallSnapshot, LineState, StreamEvent};
use shared::time::{ServiceDay, Timestamp};
use tokio::sync::broadcast;

use crate::store::Watcher;

/// Changes that are remembered for screens that come back.
const REMEMBERED_MAX: usize = 4096;
/// Changes a slow screen may be behind before it has to ask again.
const BEHIND_MAX: usize = 1024;
/// Screens that may follow at once.
const FOLLOWERS_MAX: u32 = 1024;

/// Something a follower is sent.
#[derive(Debug, Clone)]
pub enum Told {
    /// Everything, to begin with or after a break.
    Snapshot {
        /// The number of the last change in it.
        number: u64,
        /// It, as it goes over the wire.
        frame: Bytes,
    },
    /// The next change.
    Change(Arc<Numbered>),
}

impl Told {
    /// The number of the last change that a follower knows after it.
    pub fn number(&self) -> u64 {
        match self {
            Self::Snapshot { number, .. } => *number,
            Self::Change(one) => one.number(),
        }
    }

    /// The event as it goes over the wire; every follower gets the same bytes, not a copy.
    pub fn frame(&self) -> Bytes {
        match self {
            Self::Snapshot { frame, .. } => frame.clone(),
            Self::Change(one) => one.frame(),
        }
    }
}

/// A change with its number.
#[derive(Debug)]
pub struct Numbered {
    event: StreamEvent,
    frame: OnceLock<Bytes>,
}

impl Numbered {
    fn number(&self) -> u64 {
        self.event.number
    }

    /// Written once, when the first screen needs it.
    fn frame(&self) -> Bytes {
        self.frame.get_or_init(|| frame("change", self.number(), &self.event)).clone()
    }
}

/// The hall's stream.
pub struct Stream {
    state: Mutex<State>,
    news: broadcast::Sender<Told>,
    followers: Arc<AtomicU32>,
}

struct State {
    snapshot: HallSnapshot,
    remembered: VecDeque<Arc<Numbered>>,
}

/// A screen that follows; the stream counts it as long as it lives.
pub struct Follower {
    /// What to send first.
    pub first: Vec<Told>,
    /// The number of the last change it knows after that.
    pub number: u64,
    /// What comes after.
    pub news: broadcast::Receiver<Told>,
    _counted: Counted,
}

struct Counted(Arc<AtomicU32>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Stream {
    /// A stream whose numbers begin with the moment of the start, so that no number of an earlier
    /// life is taken for one of this.
    pub fn new(now: Timestamp) -> Self {
        let number = u64::try_from(now.timestamp_micros()).unwrap_or(0);
        let snapshot = HallSnapshot {
            number,
            service_day: ServiceDay::of(now),
            calls: Vec::new(),
            waiting: Vec::new(),
            line: LineState::NotEnrolled,
        };
        let state = Mutex::new(State { snapshot, remembered: VecDeque::new() });
        let (news, _) = broadcast::channel(BEHIND_MAX);
        Self { state, news, followers: Arc::default() }
    }

    /// Begins to follow, after the last number that is known; none when too many do.
    pub fn follow(&self, after: Option<u64>) -> Option<Follower> {
        let before = self.followers.fetch_add(1, Ordering::Relaxed);
        let counted = Counted(Arc::clone(&self.followers));
        if before >= FOLLOWERS_MAX {
            return None;
        }
        let state = self.state();
        let first = after.and_then(|after| state.replay(after));
        let first = first.unwrap_or_else(|| vec![state.told()]);
        let (number, news) = (state.snapshot.number, self.news.subscribe());
        Some(Follower { first, number, news, _counted: counted })
    }

    /// How many screens follow.
    pub fn followers(&self) -> Arc<AtomicU32> {
        Arc::clone(&self.followers)
    }

    /// How the hall is.
    pub fn snapshot(&self) -> HallSnapshot {
        self.state().snapshot.clone()
    }

    /// Tells that the line changed.
    pub fn line_changed(&self, line: LineState) {
        self.tell(&mut self.state(), Change::Line { line });
    }

    fn tell(&self, state: &mut State, change: Change) {
        let number = state.snapshot.number + 1;
        state.snapshot.number = number;
        state.snapshot.apply(&change);
        let event = StreamEvent { number, change };
        let numbered = Arc::new(Numbered { event, frame: OnceLock::new() });
        if state.remembered.len() == REMEMBERED_MAX {
            state.remembered.pop_front();
        }
        state.remembered.push_back(Arc::clone(&numbered));
        // Nobody follows: the change is remembered all the same.
        let _ = self.news.send(Told::Change(numbered));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The changes after a number, if every one of them is remembered.
    fn replay(&self, after: u64) -> Option<Vec<Told>> {
        let newest = self.snapshot.number;
        let oldest = self.remembered.front().map_or(newest + 1, |one| one.number());
        if after > newest || after + 1 < oldest {
            return None;
        }
        let missed = self.remembered.iter().filter(|one| one.number() > after);
        let told = missed.map(|one| Told::Change(Arc::clone(one)));
        Some(told.collect())
    }

    fn told(&self) -> Told {
        let number = self.snapshot.number;
        Told::Snapshot { number, frame: frame("snapshot", number, &self.snapshot) }
    }
}

impl Watcher for Stream {
    fn reset(&self, snapshot: HallSnapshot) {
        let mut state = self.state();
        let (number, line) = (state.snapshot.number + 1, state.snapshot.line.clone());
        state.snapshot = HallSnapshot { number, line, ..snapshot };
        state.remembered.clear();
        let _ = self.news.send(state.told());
    }

    fn changed(&self, changes: Vec<Change>) {
        let mut state = self.state();
        for change in changes {
            self.tell(&mut state, change);
        }
    }
}

/// A server-sent event; JSON has no line ends of its own.
fn frame(name: &str, number: u64, value: &impl serde::Serialize) -> Bytes {
    let json = serde_json::to_string(value).expect("nothing in the stream can fail");
    format!("event: {name}\nid: {number}\ndata: {json}\n\n").into()
}
