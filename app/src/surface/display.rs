//! The hall's display: who is called, who was called before, how many wait. Nobody touches it.

mod board;

use std::time::Duration;

use leptos::prelude::*;
use shared::lang::Lang;
use shared::text::citizen::days;
use shared::text::hall::display as words;
use shared::text::screen;
use shared::time::wall_clock;

use self::board::{Board, board};
use crate::hall::Posted;
use crate::live::{self, Link, LiveState};
use crate::mode::Mode;
use crate::ticks;
use crate::ui::{
    BoardCall, BoardNow, BoardQuiet, BoardRecent, BoardWaiting, Clock, Connection, ConnectionBadge,
    DisplayBoard, FieldWaiting, IconName, TopBand, always, say, say_words, screen_lang,
};

const TICK: Duration = Duration::from_secs(1);

/// Follows the hall and shows it, until the screen is switched off.
#[component]
pub fn Display() -> impl IntoView {
    let mode = Mode::provide();
    mode.lang.set(lang_of_address());
    let live = live::follow();
    let posted = Posted::follow();
    let board = follow_board(live, mode.lang.into());
    view! {
        <DisplayBoard
            band=move || view! { <Band posted/> }
            now=move || view! { <Newest live board/> }
            recent=move || view! {
                <BoardRecent
                    number_head=say(words::NUMBER)
                    counter_head=say(words::COUNTER)
                    calls=Signal::derive(move || board.get().before)
                />
            }
            foot=move || view! { <Foot live posted/> }
        />
    }
}

/// A display has no switch; `/display?lang=en` opens it in English.
fn lang_of_address() -> Lang {
    match window().location().search() {
        Ok(query) if query.contains("lang=en") => Lang::En,
        Ok(_) | Err(_) => Lang::Vi,
    }
}

fn follow_board(live: Signal<LiveState>, lang: Signal<Lang>) -> Memo<Board> {
    let minutes = ticks::now(TICK);
    let today = Memo::new(move |_| wall_clock(minutes.get()).date());
    Memo::new(move |_| {
        let (today, lang) = (today.get(), lang.get());
        live.with(|live| live.snapshot.as_ref().map(|hall| board(hall, today, lang)))
            .unwrap_or_default()
    })
}

#[component]
fn Band(posted: Posted) -> impl IntoView {
    let now = ticks::now(TICK);
    let time = Memo::new(move |_| days::time(wall_clock(now.get()).time()));
    let date = Memo::new(move |_| wall_clock(now.get()).date());
    let date = say_words(move || days::day(date.get()));
    view! {
        <TopBand unit=say_words(move || posted.unit())>
            <Clock time date=always(date)/>
        </TopBand>
    }
}

/// What stands in the large part of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Opening,
    NeverHeard,
    Quiet,
    Calling,
}

#[component]
fn Newest(live: Signal<LiveState>, board: Memo<Board>) -> impl IntoView {
    let stage = Memo::new(move |_| {
        let (is_known, link) = live.with(|live| (live.snapshot.is_some(), live.link));
        match (is_known, link) {
            (true, _) if board.with(|board| board.newest.is_some()) => Stage::Calling,
            (true, _) => Stage::Quiet,
            (false, Link::Lost) => Stage::NeverHeard,
            (false, Link::Connecting | Link::Live) => Stage::Opening,
        }
    });
    move || match stage.get() {
        Stage::Opening => {
            view! { <p class="display-board__words">{say(screen::LOADING)}</p> }.into_any()
        }
        Stage::NeverHeard => view! {
            <BoardQuiet
                icon=IconName::Offline
                title=say(screen::CONNECTION_LOST)
                next=say(words::NEVER_HEARD)
            />
        }
        .into_any(),
        Stage::Quiet => view! {
            <BoardQuiet
                icon=IconName::Ticket
                title=say(words::QUIET)
                next=say(words::QUIET_NEXT)
            />
        }
        .into_any(),
        Stage::Calling => {
            let newest = Memo::new(move |_| board.get().newest);
            let call = move || newest.get().map_or_else(BoardCall::default, |newest| newest.call);
            let calls = move || newest.get().map_or(1, |newest| newest.calls);
            view! {
                <BoardNow
                    words=say_words(move || words::calling(calls()))
                    call=Signal::derive(call)
                />
            }
            .into_any()
        }
    }
}

#[component]
fn Foot(live: Signal<LiveState>, posted: Posted) -> impl IntoView {
    let lang = screen_lang();
    let fields = Memo::new(move |_| {
        let lang = lang.get();
        let waiting = live.with(|live| live.snapshot.as_ref().map(|hall| hall.waiting.clone()));
        let waiting = waiting.unwrap_or_default();
        let row =
            |(name, count): (String, u32)| FieldWaiting { field: name, waiting: count.to_string() };
        posted
            .read(|index| board::waiting_by_field(&index.fields, &waiting, lang))
            .unwrap_or_default()
            .into_iter()
            .map(row)
            .collect::<Vec<_>>()
    });
    view! {
        <BoardWaiting label=say(words::WAITING) fields/>
        <Line live/>
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
