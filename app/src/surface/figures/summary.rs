//! The figures first: what the period came to, held against the one before, and the hall now.

use leptos::prelude::*;
use shared::figures::{HallFigures, HallNow, Spread};
use shared::lang::Lang;
use shared::text::hall::figures::{self as words, Definition};

use super::asked::{Answer, Asked};
use crate::ui::{BoardPart, Figure, FigureRow, always, say, say_words, screen_lang};

/// A figure of the whole hall, as it is written.
type Written = fn(&HallFigures, Lang) -> String;

/// Shows the main figures, and on the running day how the hall is.
#[component]
pub fn Summary(asked: Asked) -> impl IntoView {
    let now = Memo::new(move |_| {
        asked.answer().with(|answer| answer.as_ref().and_then(|answer| answer.figures.now))
    });
    view! {
        <FigureRow label=say(words::WHOLE)>
            <Main asked of=words::ISSUED written=issued/>
            <Main asked of=words::SERVED written=served/>
            <Main asked of=words::NO_SHOW_SHARE written=no_shows/>
            <Main asked of=words::NOT_SERVED written=not_served/>
            <Times asked of=words::WAITS spread=waits/>
            <Times asked of=words::SERVICES spread=services/>
        </FigureRow>
        <Show when=move || now.get().is_some()>
            <Now now/>
        </Show>
    }
}

#[component]
fn Main(asked: Asked, of: Definition, written: Written) -> impl IntoView {
    let lang = screen_lang();
    let value = Signal::derive(move || asked.read(|answer| written(&answer.figures, lang.get())));
    let note = Signal::derive(move || {
        let lang = lang.get();
        asked.read(|answer| before(answer, lang, written))
    });
    view! { <Figure name=say(of.name) meaning=always(say(of.meaning)) value note/> }
}

/// A median, with the ninetieth percentile under it.
#[component]
fn Times(
    asked: Asked,
    of: Definition,
    spread: fn(&HallFigures) -> Option<Spread>,
) -> impl IntoView {
    let told = move |choose: fn(Spread) -> u32| {
        words::length(asked.read(|answer| spread(&answer.figures)).map(choose))
    };
    let value = say_words(move || told(|spread| spread.p50_s));
    let name = say_words(move || words::median_of(of.name));
    let lang = screen_lang();
    let note = say_words(move || {
        let ninety = told(|spread| spread.p90_s);
        words::median_and_ninety(ninety.get(lang.get()))
    });
    view! { <Figure name meaning=always(say(of.meaning)) value note=always(note)/> }
}

/// How the hall is at this moment.
#[component]
fn Now(now: Memo<Option<HallNow>>) -> impl IntoView {
    let lang = screen_lang();
    let count = move |of: fn(HallNow) -> u32| {
        Signal::derive(move || words::count(now.get().map_or(0, of), lang.get()))
    };
    let longest = say_words(move || words::length(now.get().and_then(|now| now.longest_wait_s)));
    view! {
        <BoardPart title=say(words::NOW)>
            <FigureRow label=say(words::NOW)>
                <Figure name=say(words::WAITING_NOW) value=count(|now| now.waiting)/>
                <Figure name=say(words::LONGEST_NOW) value=longest/>
                <Figure name=say(words::AT_COUNTERS) value=count(|now| now.at_counters)/>
                <Figure name=say(words::HELD_NOW) value=count(|now| now.held)/>
                <Figure name=say(words::OPEN_NOW) value=count(|now| now.open_counters)/>
            </FigureRow>
        </BoardPart>
    }
}

/// Holds a figure against that of the period before, unless the hall holds nothing of it.
fn before(answer: &Answer, lang: Lang, written: Written) -> Option<String> {
    let before = answer.before.as_ref()?;
    let is_held = before.missing.len() < before.period.length() as usize;
    let figure = if is_held { written(before, lang) } else { words::NOTHING.to_owned() };
    let is_one_day = before.period.length() == 1;
    Some(words::before(&figure, is_one_day).get(lang).to_owned())
}

fn issued(figures: &HallFigures, lang: Lang) -> String {
    words::count(figures.whole.issued, lang)
}

fn served(figures: &HallFigures, lang: Lang) -> String {
    words::count(figures.whole.served, lang)
}

fn no_shows(figures: &HallFigures, lang: Lang) -> String {
    words::share(figures.whole.no_show_permille(), lang)
}

fn not_served(figures: &HallFigures, lang: Lang) -> String {
    words::count(figures.whole.not_served, lang)
}

fn waits(figures: &HallFigures) -> Option<Spread> {
    figures.whole.waits
}

fn services(figures: &HallFigures) -> Option<Spread> {
    figures.whole.services
}
