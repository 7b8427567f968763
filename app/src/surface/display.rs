//! The hall's display: who is called, who was called before, how many wait. Nobody touches it.

mod address;
pub mod board;
pub mod foot;
mod loudspeaker;
pub mod newest;
pub mod quiet;
mod voice;
mod voice_report;

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use shared::text::citizen::days;
use shared::text::hall::display as words;
use shared::time::wall_clock;

use self::address::Opened;
use self::board::{Board, board};
use self::foot::Foot;
use self::newest::Newest;
use self::voice::Voice;
use crate::hall::{BoardIndex, Posted};
use crate::live::{self, LiveState};
use crate::mode::Mode;
use crate::ticks;
use crate::ui::{BoardRecent, Clock, DisplayBoard, TopBand, always, say, say_words, screen_lang};

const TICK: Duration = Duration::from_secs(1);

/// Follows the hall, shows it and speaks, until the screen is switched off.
#[component]
pub fn Display() -> impl IntoView {
    let opened = Opened::of_page();
    let mode = Mode::provide();
    mode.lang.set(opened.lang);
    let voice = opened.has_voice.then(|| Voice::open(opened.lang));
    let sounds = voice.as_ref().map(|voice| voice.state());
    if let Some(voice) = &voice {
        voice_report::tell(voice.report());
    }
    let live = follow_hall(voice);
    let posted = Posted::follow();
    let board = follow_board(live);
    view! {
        <DisplayBoard
            band=move || view! { <Band posted/> }
            now=move || view! { <Newest live board posted/> }
            recent=move || view! {
                <BoardRecent
                    number_head=say(words::NUMBER)
                    counter_head=say(words::COUNTER)
                    calls=Signal::derive(move || board.get().before)
                />
            }
            foot=move || view! { <Foot live posted sounds/> }
        />
    }
}

/// Every change is told to the voice; the board shows the last state.
fn follow_hall(voice: Option<Rc<Voice>>) -> Signal<LiveState> {
    live::follow_each(move |event, arrived| {
        if let Some(voice) = &voice {
            voice.change(event, arrived);
        }
    })
}

fn follow_board(live: Signal<LiveState>) -> Memo<Board> {
    let (now, lang) = (ticks::now(TICK), screen_lang());
    Memo::new(move |_| {
        let (now, lang) = (now.get(), lang.get());
        live.with(|live| live.snapshot.as_ref().map(|hall| board(hall, now, lang)))
            .unwrap_or_default()
    })
}

#[component]
fn Band(posted: Posted<BoardIndex>) -> impl IntoView {
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
