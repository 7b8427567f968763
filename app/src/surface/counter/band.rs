//! The band over a desk: which counter, how the line is, the time, who sits here.

use std::time::Duration;

use leptos::prelude::*;
use shared::ids::CounterId;
use shared::lang::Words;
use shared::text::citizen::days;
use shared::text::hall::{counter_name, figures};
use shared::text::officer as words;
use shared::time::wall_clock;

use super::desk::Desk;
use crate::hall::Posted;
use crate::mode::Mode;
use crate::officer::presence::Officer;
use crate::ticks;
use crate::ui::{
    Button, ButtonKind, ButtonLink, Clock, ConnectionBadge, IconName, LangSwitch, TopBand, say,
    say_words, screen_lang,
};

const FIGURES: &str = "/figures";
const TICK: Duration = Duration::from_secs(1);

/// Names the counter and its officer, and leads out.
#[component]
pub fn Band(desk: Desk, posted: Posted) -> impl IntoView {
    let mode: Mode = expect_context();
    let officer = Officer::of_page();
    let lang = screen_lang();
    let counter = Memo::new(move |_| desk.view().with(|view| view.as_ref().map(|one| one.counter)));
    let over = Signal::derive(move || {
        let lang = lang.get();
        counter.get().map(|counter| {
            let place = place(posted, counter);
            format!("{} · {}", place.get(lang), officer.name())
        })
    });
    let now = ticks::now(TICK);
    let time = Memo::new(move |_| days::time(wall_clock(now.get()).time()));
    view! {
        <TopBand unit=say_words(move || posted.unit()) over>
            <ConnectionBadge
                state=Signal::derive(move || desk.connection())
                attr:data-testid="connection"
            />
            <Clock time/>
            <ButtonLink kind=ButtonKind::Quiet icon=IconName::List href=FIGURES>
                {say(figures::OPEN_PAGE)}
            </ButtonLink>
            <LangSwitch on_choose=move |lang| mode.lang.set(lang)/>
            <Button
                kind=ButtonKind::Quiet
                icon=IconName::SignOut
                on_press=move |()| officer.sign_out()
                attr:data-testid="sign-out"
            >
                {say(words::SIGN_OUT)}
            </Button>
        </TopBand>
    }
}

/// The counter by its number and what it does.
fn place(posted: Posted, counter: CounterId) -> Words {
    let number = counter_name(counter);
    let named = posted.read(|index| {
        let found = index.unit.counters.iter().find(|one| one.number == counter);
        found.map(|one| one.name.clone())
    });
    match named.flatten() {
        Some(name) => Words {
            vi: format!("{} · {}", number.vi, name.vi),
            en: format!("{} · {}", number.en, name.en),
        },
        None => number,
    }
}
