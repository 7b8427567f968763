//! The idle screen: the numbers being served, three true sentences, an invitation.

use leptos::prelude::*;
use shared::catalogue::HallCounter;
use shared::hall::HallSnapshot;
use shared::lang::Lang;
use shared::text::citizen::kiosk as words;
use shared::text::citizen::ticket as ticket_words;

use super::Band;
use crate::live::LiveState;
use crate::page::posted::Posted;
use crate::session::Session;
use crate::ui::{AttractScreen, CounterServing, NowServing, say, screen_lang};

/// Invites whoever comes near.
#[component]
pub fn Attract(live: Signal<LiveState>) -> impl IntoView {
    let session: Session = expect_context();
    let lang = screen_lang();
    let sentences = Signal::derive(move || {
        words::SENTENCES.iter().map(|text| text.get(lang.get()).to_owned()).collect::<Vec<_>>()
    });
    let posted = Posted::of_page();
    let counters = Signal::derive(move || {
        let lang = lang.get();
        let all = posted.with_unit(|index| index.unit.counters.clone()).unwrap_or_default();
        live.with(|live| {
            let snapshot = live.snapshot.as_ref();
            all.iter().map(|counter| serving(counter, snapshot, lang)).collect::<Vec<_>>()
        })
    });
    view! {
        <AttractScreen
            band=|| view! { <Band/> }
            sentences
            invitation=say(words::TOUCH)
            on_start=move |()| session.begin()
            attr:data-testid="begin"
        >
            <NowServing title=say(words::NOW_SERVING) counters/>
        </AttractScreen>
    }
}

/// The latest call of a counter.
fn serving(counter: &HallCounter, hall: Option<&HallSnapshot>, lang: Lang) -> CounterServing {
    let mut calls = hall.into_iter().flat_map(|hall| &hall.calls);
    let call = calls.find(|call| call.counter == counter.number);
    CounterServing {
        counter: ticket_words::counters(&[counter.number.0]).get(lang).to_owned(),
        field: counter.name.get(lang).to_owned(),
        number: call.map_or_else(|| NO_NUMBER.to_owned(), |call| call.number.to_string()),
    }
}

const NO_NUMBER: &str = "–";
