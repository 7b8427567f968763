//! The hall's stream: a snapshot, then numbered changes; a gap or a silence asks for it afresh.
//!
//! The last good state is kept while the line is lost, and [`Link`] says that it is.

mod stream;
mod watch;

use std::rc::Rc;
use std::time::Duration;

use gloo::timers::callback::Interval;
use leptos::prelude::*;
use shared::hall::{Follow, HallSnapshot, StreamEvent};

use self::stream::{Heard, Stream};
use self::watch::{Care, Watch};
use crate::api::{self, ApiError};

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
    /// The change that was applied last; none after a fresh snapshot.
    pub latest: Option<StreamEvent>,
}

const TICK: Duration = Duration::from_secs(1);

/// Follows the hall until the owner of this call goes.
pub fn follow() -> Signal<LiveState> {
    let state = RwSignal::new(LiveState::default());
    let follower = Rc::new(Follower { state, stream: Stream::default(), watch: Watch::default() });
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
    stream: Stream,
    watch: Watch,
}

impl Follower {
    fn open(self: &Rc<Self>) {
        let follower = Rc::clone(self);
        self.watch.opened();
        self.stream.open(move |heard| follower.hear(heard));
    }

    fn hear(self: &Rc<Self>, heard: Heard) {
        self.watch.heard();
        match heard {
            Heard::Snapshot(snapshot) => {
                self.set(LiveState { snapshot: Some(*snapshot), link: Link::Live, latest: None });
            }
            Heard::Change(event) => self.apply(*event),
            Heard::Beat => self.link(Link::Live),
            Heard::Unreadable => self.open(),
            Heard::Broken => self.link(Link::Lost),
        }
    }

    fn apply(self: &Rc<Self>, event: StreamEvent) {
        let mut state = self.state.get_untracked();
        let follow = state.snapshot.as_mut().map(|snapshot| snapshot.follow(&event));
        match follow {
            Some(Follow::Applied) => {
                self.set(LiveState { link: Link::Live, latest: Some(event), ..state });
            }
            Some(Follow::Known) => {}
            Some(Follow::Gap) | None => self.open(),
        }
    }

    fn tick(self: &Rc<Self>) {
        match self.watch.care() {
            Care::Wait => {}
            Care::Reopen => self.open(),
            Care::Probe => self.probe(),
        }
    }

    /// Asks whether the node is there at all, since a quiet hall and a cut line look alike.
    fn probe(self: &Rc<Self>) {
        let follower = Rc::clone(self);
        self.watch.probing();
        leptos::task::spawn_local(async move {
            let link = match api::get::<()>("/healthz").await {
                Err(ApiError::Offline) => Link::Lost,
                Ok(()) | Err(ApiError::Refused(_) | ApiError::Failed) => Link::Live,
            };
            follower.watch.probed(link == Link::Live);
            if follower.state.try_with_untracked(|state| state.link != link) == Some(true) {
                follower.link(link);
                if link == Link::Live {
                    follower.open();
                }
            }
        });
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
