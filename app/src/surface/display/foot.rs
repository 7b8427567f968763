//! The foot of the board: who waits, whether the voice is heard, whether the line holds.

use leptos::prelude::*;
use shared::announcement::VoiceState;
use shared::text::citizen::days;
use shared::text::hall::display as words;
use shared::time::wall_clock;

use super::{TICK, board};
use crate::hall::{BoardIndex, Posted};
use crate::live::{Link, LiveState};
use crate::ticks;
use crate::ui::{BoardWaiting, Connection, ConnectionBadge, VoiceBadge, say, screen_lang};

/// Shows how many wait in each field, and the state of voice and line.
#[component]
pub fn Foot(
    live: Signal<LiveState>,
    posted: Posted<BoardIndex>,
    /// None where another display of the hall speaks.
    sounds: Option<Signal<VoiceState>>,
) -> impl IntoView {
    let lang = screen_lang();
    let fields = Memo::new(move |_| {
        let lang = lang.get();
        let waiting = live.with(|live| live.snapshot.as_ref().map(|hall| hall.waiting.clone()));
        let waiting = waiting.unwrap_or_default();
        posted
            .read(|index| board::waiting_by_field(&index.fields, &waiting, lang))
            .unwrap_or_default()
    });
    view! {
        <BoardWaiting label=say(words::WAITING) fields/>
        <div class="display-board__state">
            {sounds.map(|state| view! { <VoiceBadge state/> })}
            <Line live/>
        </div>
    }
}

/// The state of the line, and how old the last good state is while it is lost.
#[component]
fn Line(live: Signal<LiveState>) -> impl IntoView {
    let link = Memo::new(move |_| live.with(|live| live.link));
    let now = ticks::now(TICK);
    let heard = RwSignal::new(now.get_untracked());
    Effect::new(move || {
        if link.get() == Link::Live {
            heard.set(now.get());
        }
    });
    let is_known = move || live.with(|live| live.snapshot.is_some());
    let lang = screen_lang();
    let detail = Signal::derive(move || {
        let clock = days::time(wall_clock(heard.get()).time());
        let is_stale = link.get() == Link::Lost && is_known();
        is_stale.then(|| words::last_known(&clock).get(lang.get()).to_owned())
    });
    let state = Signal::derive(move || match link.get() {
        Link::Connecting | Link::Live => Connection::Live,
        Link::Lost => Connection::Lost,
    });
    view! {
        <Show when=move || link.get() != Link::Connecting>
            <ConnectionBadge state detail attr:data-testid="connection"/>
        </Show>
    }
}
