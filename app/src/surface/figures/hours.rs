//! The day by its hours: small charts of the same width, and the table of their numbers.

use leptos::prelude::*;
use shared::figures::{HourFigures, Spread};
use shared::lang::Lang;
use shared::text::hall::figures as words;

use super::asked::Asked;
use crate::ui::{
    BoardPart, FigureCell, FigureHead, FigureLine, FigureTable, Folded, HourColumn, HourColumns,
    HourLine, HourLines, LineKind, SmallMultiples, say, say_words, screen_lang,
};

type Hours = Memo<Vec<HourFigures>>;

/// Draws what came, who waited, how long, and how many counters were open.
#[component]
pub fn Hours(asked: Asked) -> impl IntoView {
    let hours: Hours = Memo::new(move |_| asked.read(|answer| answer.figures.hours.clone()));
    let lang = screen_lang();
    let days = Memo::new(move |_| asked.read(|answer| answer.figures.busy_days));
    let note = say_words(move || words::busy_days(days.get()));
    let note = Signal::derive(move || (days.get() > 1).then(|| note.get()));
    let columns = move |of: fn(&HourFigures, Lang) -> (Option<f64>, String)| {
        Signal::derive(move || {
            let lang = lang.get();
            let column = |one: &HourFigures| {
                let (value, label) = of(one, lang);
                HourColumn { hour: one.hour, value, label }
            };
            hours.with(|hours| hours.iter().map(column).collect::<Vec<_>>())
        })
    };
    view! {
        <BoardPart title=say(words::BY_HOUR) note>
            <SmallMultiples>
                <HourColumns title=say(words::ISSUED.name) columns=columns(issued)/>
                <Waits hours/>
                <HourColumns title=say(words::WAITING_MOST_CHART) columns=columns(waiting)/>
                <HourColumns title=say(words::OPEN_COUNTERS_CHART) columns=columns(open)/>
            </SmallMultiples>
            <Folded title=say(words::AS_TABLE)>
                <Table hours/>
            </Folded>
        </BoardPart>
    }
}

#[component]
fn Waits(hours: Hours) -> impl IntoView {
    let lang = screen_lang();
    let line = move |name: &str, kind: LineKind, of: fn(Spread) -> u32| {
        let lengths =
            hours.with(|hours| hours.iter().map(|one| one.tally.waits.map(of)).collect::<Vec<_>>());
        HourLine {
            name: name.to_owned(),
            kind,
            values: lengths.iter().map(|length| length.map(f64::from)).collect(),
            labels: lengths.iter().map(|length| words::minutes(*length, lang.get())).collect(),
        }
    };
    let lines = Signal::derive(move || {
        let half = words::HALF_SHORT.get(lang.get());
        let ninety = words::NINETY_SHORT.get(lang.get());
        vec![
            line(ninety, LineKind::Second, |waits| waits.p90_s),
            line(half, LineKind::Main, |waits| waits.p50_s),
        ]
    });
    let names =
        Signal::derive(move || hours.with(|hours| hours.iter().map(|one| one.hour).collect()));
    view! { <HourLines title=say(words::WAITS_CHART) hours=names lines/> }
}

#[component]
fn Table(hours: Hours) -> impl IntoView {
    let lang = screen_lang();
    let heads = Signal::derive(move || {
        let lang = lang.get();
        let plain =
            |name: shared::lang::Text| FigureHead { name: name.get(lang).to_owned(), unit: None };
        let length = |name: shared::lang::Text| FigureHead {
            unit: Some(words::IN_MINUTES.get(lang).to_owned()),
            name: words::wait_of(name).get(lang).to_owned(),
        };
        vec![
            plain(words::BY_HOUR),
            plain(words::ISSUED.name),
            plain(words::SERVED.name),
            plain(words::NO_SHOWS.name),
            length(words::MEDIAN.name),
            length(words::NINE_OF_TEN.name),
            length(words::LONGEST.name),
            plain(words::WAITING_MOST.name),
            plain(words::OPEN_COUNTERS.name),
        ]
    });
    let lines = Signal::derive(move || {
        let lang = lang.get();
        hours.with(|hours| hours.iter().map(|one| row(one, lang)).collect::<Vec<_>>())
    });
    view! { <FigureTable caption=say(words::BY_HOUR) heads lines/> }
}

fn row(hour: &HourFigures, lang: Lang) -> FigureLine {
    let HourFigures { tally, .. } = hour;
    let length = |of: fn(Spread) -> u32| words::minutes(tally.waits.map(of), lang);
    let cells = [
        words::count(tally.issued, lang),
        words::count(tally.served, lang),
        words::count(tally.no_shows, lang),
        length(|waits| waits.p50_s),
        length(|waits| waits.p90_s),
        length(|waits| waits.max_s),
        words::count(hour.waiting_most, lang),
        words::decimal(hour.open_counters_tenths(), lang),
    ];
    FigureLine {
        name: words::hour_name(hour.hour).get(lang).to_owned(),
        cells: cells.into_iter().map(FigureCell::Plain).collect(),
    }
}

fn issued(hour: &HourFigures, lang: Lang) -> (Option<f64>, String) {
    (Some(f64::from(hour.tally.issued)), words::count(hour.tally.issued, lang))
}

fn waiting(hour: &HourFigures, lang: Lang) -> (Option<f64>, String) {
    (Some(f64::from(hour.waiting_most)), words::count(hour.waiting_most, lang))
}

fn open(hour: &HourFigures, lang: Lang) -> (Option<f64>, String) {
    let tenths = hour.open_counters_tenths();
    (tenths.map(f64::from), words::decimal(tenths, lang))
}
