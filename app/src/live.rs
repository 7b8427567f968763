//! The hall's stream: a snapshot, then numbered changes; a gap or a silence asks for what is
//! missing.
//!
//! The last good state is kept while the line is lost, and [`Link`] says that it is.

mod stream;
mod watch;

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use gloo::timers::callback::Interval;
use leptos::prelude::*;
use shared::announcement::Arrived;
use shared::hall::{Follow, HallSnapshot, Heartbeat, StreamEvent};

use self::stream::{Heard, Stream};
use self::watch::{Care, Watch};
use crate::clock;

/// Whether what is shown is what is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Link {
    /// Nothing was heard yet.
    #[default]
    Connecting,
    /// The screen follows the hall.
    Live,
    /// The hall is silent; the last known state is shown.
    Lost,
}

/// The hall as this screen knows it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LiveState {
    /// The last known state.
    pub snapshot: Option<HallSnapshot>,
    /// Whether it is what is.
    pub link: Link,
}

/// Told of every change, one by one; a signal shows only the last of several.
type OnChange = Box<dyn Fn(&StreamEvent, Arrived)>;

const TICK: Duration = Duration::from_secs(1);

/// Follows the hall until the owner of this call goes.
pub fn follow() -> Signal<LiveState> {
    follow_each(|_, _| {})
}

/// Follows the hall and tells every change; those that a lost line kept back are told as such.
pub fn follow_each(on_change: impl Fn(&StreamEvent, Arrived) + 'static) -> Signal<LiveState> {
    let state = RwSignal::new(LiveState::default());
    let follower = Rc::new(Follower {
        state,
        on_change: Box::new(on_change),
        missed: RefCell::default(),
        stream: Stream::default(),
        watch: Watch::default(),
    });
    follower.open();
    let watched = Rc::clone(&follower);
    let ticks = u32::try_from(TICK.as_millis()).expect("a second is short");
    let interval = Interval::new(ticks, move || watched.tick());
    let kept = StoredValue::new_local(Some((follower, interval)));
    on_cleanup(move || {
        // The stream's closures hold the follower, so only closing it ends both.
        if let Some((follower, interval)) = kept.try_update_value(Option::take).flatten() {
            drop(interval);
            follower.stream.close();
        }
    });
    state.into()
}

struct Follower {
    state: RwSignal<LiveState>,
    on_change: OnChange,
    /// What a lost line kept back, until everything is here; none when what is told happens now.
    missed: RefCell<Option<Vec<StreamEvent>>>,
    stream: Stream,
    watch: Watch,
}

impl Follower {
    /// Opens the stream after what is known, so that only what is missing is told.
    fn open(self: &Rc<Self>) {
        let follower = Rc::clone(self);
        self.watch.opened();
        self.catch_up();
        self.stream.open(self.number(), move |heard| follower.hear(heard));
    }

    fn hear(self: &Rc<Self>, heard: Heard) {
        match heard {
            Heard::Snapshot(snapshot) => {
                self.set(LiveState { snapshot: Some(*snapshot), link: Link::Live });
            }
            Heard::Change(event) => self.apply(*event),
            Heard::Beat(beat) => self.beat(&beat),
            Heard::Unreadable => return self.open(),
            // The browser opens it again after the last number; the silence is watched meanwhile.
            Heard::Broken => return self.catch_up(),
        }
        self.watch.heard();
    }

    fn apply(self: &Rc<Self>, event: StreamEvent) {
        let mut state = self.state.get_untracked();
        match state.snapshot.as_mut().map(|snapshot| snapshot.follow(&event)) {
            Some(Follow::Applied) => {
                self.set(LiveState { link: Link::Live, ..state });
                self.tell(event);
            }
            Some(Follow::Known) => {}
            Some(Follow::Gap) | None => self.open(),
        }
    }

    fn tell(&self, event: StreamEvent) {
        if let Some(missed) = self.missed.borrow_mut().as_mut() {
            return missed.push(event);
        }
        (self.on_change)(&event, Arrived::Live);
    }

    fn beat(self: &Rc<Self>, beat: &Heartbeat) {
        clock::set_by(beat.at);
        if self.number().is_some_and(|number| number < beat.number) {
            return self.open();
        }
        self.link(Link::Live);
        // The clock was set before anybody asks how old a missed call is.
        for event in self.missed.take().into_iter().flatten() {
            (self.on_change)(&event, Arrived::Replayed);
        }
    }

    /// What comes from here on is told when the hall says that everything missed was told.
    fn catch_up(&self) {
        self.missed.borrow_mut().get_or_insert_default();
    }

    fn tick(self: &Rc<Self>) {
        match self.watch.care() {
            Care::Wait => {}
            Care::SayLost => self.link(Link::Lost),
            Care::Reopen => {
                self.link(Link::Lost);
                self.open();
            }
        }
    }

    /// The last change that is known.
    fn number(&self) -> Option<u64> {
        let number = |state: &LiveState| state.snapshot.as_ref().map(|one| one.number);
        self.state.try_with_untracked(number).flatten()
    }

    fn link(&self, link: Link) {
        if self.state.try_with_untracked(|state| state.link != link) == Some(true) {
            let _ = self.state.try_update(|state| state.link = link);
        }
    }

    fn set(&self, state: LiveState) {
        // The owner may have gone between two events.
        let _ = self.state.try_set(state);
    }
}
