//! The period by field, class, counter and officer: tables that are their own charts.

use leptos::prelude::*;
use shared::figures::{HallFigures, Spread, Tally};
use shared::ids::SeriesCode;
use shared::lang::{Lang, Text};
use shared::text::hall::{counter_name, figures as words};

use super::asked::Asked;
use crate::hall::Posted;
use crate::ui::{
    BoardPart, FigureCell, FigureHead, FigureLine, FigureTable, always, say, screen_lang,
};

/// A row before it is written: its name, what it came to, seconds on duty where it has them.
type Row = (String, Tally, Option<u64>);

/// Shows the four tables.
#[component]
pub fn Groups(asked: Asked, posted: Posted) -> impl IntoView {
    let fields = move |lang: Lang| {
        asked.read(|answer| {
            let series = answer.figures.series.iter();
            series.map(|one| (field(posted, &one.series, lang), one.tally, None)).collect()
        })
    };
    let classes = move |lang: Lang| {
        asked.read(|answer| {
            let name = |class| words::class_name(class).get(lang).to_owned();
            answer.figures.classes.iter().map(|one| (name(one.class), one.tally, None)).collect()
        })
    };
    let counters = move |lang: Lang| {
        asked.read(|answer| {
            let counters = answer.figures.counters.iter();
            let name = |counter| counter_name(counter).get(lang).to_owned();
            counters.map(|one| (name(one.counter), one.tally, Some(one.open_s))).collect()
        })
    };
    let officers = move |lang: Lang| asked.read(|answer| officers(&answer.figures, lang));
    view! {
        <Group title=words::BY_SERIES of=Of::Tickets rows=Callback::new(fields)/>
        <Group title=words::BY_CLASS of=Of::Tickets rows=Callback::new(classes)/>
        <Group title=words::BY_COUNTER of=Of::Work rows=Callback::new(counters)/>
        <Group title=words::BY_OFFICER of=Of::Work rows=Callback::new(officers)/>
    }
}

/// What the rows of a table are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// Their tickets.
    Tickets,
    /// The work that was done.
    Work,
}

#[component]
fn Group(title: Text, of: Of, rows: Callback<Lang, Vec<Row>>) -> impl IntoView {
    let lang = screen_lang();
    let heads = Signal::derive(move || heads(of, title, lang.get()));
    let lines = Signal::derive(move || {
        let lang = lang.get();
        lines(of, &rows.run(lang), lang)
    });
    view! {
        <BoardPart title=say(title) note=always(say(words::BAR_KEY))>
            <FigureTable caption=say(title) heads lines/>
        </BoardPart>
    }
}

fn heads(of: Of, title: Text, lang: Lang) -> Vec<FigureHead> {
    let head = |name: Text, unit: Option<Text>| FigureHead {
        name: name.get(lang).to_owned(),
        unit: unit.map(|unit| unit.get(lang).to_owned()),
    };
    let lengths = |name: Text| head(name, Some(words::HALF_AND_NINETY));
    let mut heads = vec![head(title, None)];
    match of {
        Of::Tickets => heads.extend([
            head(words::ISSUED.name, None),
            head(words::SERVED.name, None),
            head(words::NO_SHOWS.name, None),
            head(words::NO_SHOW_SHARE.name, None),
            head(words::NOT_SERVED.name, None),
        ]),
        Of::Work => heads.extend([
            head(words::MATTERS.name, None),
            head(words::NO_SHOWS.name, None),
            head(words::ON_DUTY.name, Some(words::IN_HOURS)),
        ]),
    }
    heads.extend([lengths(words::WAITS.name), lengths(words::SERVICES.name)]);
    heads
}

fn lines(of: Of, rows: &[Row], lang: Lang) -> Vec<FigureLine> {
    let most = |value: &dyn Fn(&Tally) -> u32| {
        rows.iter().map(|(_, tally, _)| value(tally)).max().unwrap_or(0)
    };
    let count =
        |value: u32, of: u32| FigureCell::Count { text: words::count(value, lang), value, of };
    let plain = |value: u32| FigureCell::Plain(words::count(value, lang));
    let ninety = |spread: Option<Spread>| spread.map_or(0, |spread| spread.p90_s);
    let waits_of = most(&|tally| ninety(tally.waits));
    let services_of = most(&|tally| ninety(tally.services));
    let line = |(name, tally, duty_s): &Row| {
        let mut cells = match of {
            Of::Tickets => vec![
                count(tally.issued, most(&|tally| tally.issued)),
                plain(tally.served),
                plain(tally.no_shows),
                FigureCell::Plain(words::share(tally.no_show_permille(), lang)),
                plain(tally.not_served),
            ],
            Of::Work => vec![
                count(tally.matters, most(&|tally| tally.matters)),
                plain(tally.no_shows),
                FigureCell::Plain(words::hours(duty_s.unwrap_or(0), lang)),
            ],
        };
        cells.push(lengths(tally.waits, waits_of, lang));
        cells.push(lengths(tally.services, services_of, lang));
        FigureLine { name: name.clone(), cells }
    };
    rows.iter().map(line).collect()
}

fn lengths(spread: Option<Spread>, of: u32, lang: Lang) -> FigureCell {
    FigureCell::Lengths {
        half: words::minutes(spread.map(|spread| spread.p50_s), lang),
        ninety: words::minutes(spread.map(|spread| spread.p90_s), lang),
        lengths: spread.map(|spread| (spread.p50_s, spread.p90_s)),
        of,
    }
}

fn field(posted: Posted, series: &SeriesCode, lang: Lang) -> String {
    let named = posted.read(|index| {
        let found = index.fields.iter().find(|field| field.series == *series)?;
        Some(format!("{series} · {}", found.name.get(lang)))
    });
    let unknown = || words::series_name(series.as_str()).get(lang).to_owned();
    named.flatten().unwrap_or_else(unknown)
}

fn officers(figures: &HallFigures, lang: Lang) -> Vec<Row> {
    let former = || words::FORMER_OFFICER.get(lang).to_owned();
    let row = |one: &shared::figures::OfficerFigures| {
        (one.name.clone().unwrap_or_else(former), one.tally, Some(one.open_s))
    };
    figures.officers.iter().map(row).collect()
}
