//! The figures as tables, for those who take them along.

use super::{HallFigures, Spread, Tally};
use crate::ids::{CounterId, SeriesCode};
use crate::lang::{Text, Words};
use crate::text::hall::figures as words;

/// A table: the name of each row first, then a value for each head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What the rows are.
    pub title: Text,
    /// Names the values.
    pub heads: Vec<Words>,
    /// The rows.
    pub rows: Vec<(Words, Vec<Value>)>,
}

/// A value of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A whole number.
    Count(u32),
    /// A share in tenths of a per cent; none of nothing.
    Share(Option<u32>),
    /// A length in seconds; none of nothing.
    Length(Option<u64>),
    /// Tenths of a number; none of nothing.
    Tenths(Option<u32>),
    /// Not asked of such a row.
    Blank,
}

/// What a row has beside its tally.
#[derive(Default)]
struct Beside {
    duty_s: Option<u64>,
    open_counters: Option<Option<u32>>,
    waiting_most: Option<u32>,
}

/// Every figure as tables with the same heads, in the order of the page.
pub fn sheets(
    figures: &HallFigures,
    field: impl Fn(&SeriesCode) -> Words,
    counter: impl Fn(CounterId) -> Words,
) -> Vec<Sheet> {
    let whole = row(words::WHOLE.into(), &figures.whole, &Beside::default());
    let series = figures.series.iter().map(|one| {
        let name = field(&one.series);
        row(name, &one.tally, &Beside::default())
    });
    let classes = figures.classes.iter().map(|one| {
        let name = words::class_name(one.class).into();
        row(name, &one.tally, &Beside::default())
    });
    let hours = figures.hours.iter().map(|one| {
        let open_counters = Some(one.open_counters_tenths());
        let waiting_most = Some(one.waiting_most);
        let beside = Beside { open_counters, waiting_most, ..Beside::default() };
        row(words::hour_name(one.hour), &one.tally, &beside)
    });
    let counters = figures.counters.iter().map(|one| {
        let beside = Beside { duty_s: Some(one.open_s), ..Beside::default() };
        row(counter(one.counter), &one.tally, &beside)
    });
    let officers = figures.officers.iter().map(|one| {
        let name = one.name.clone().map(|name| Words { vi: name.clone(), en: name });
        let beside = Beside { duty_s: Some(one.open_s), ..Beside::default() };
        row(name.unwrap_or_else(|| words::FORMER_OFFICER.into()), &one.tally, &beside)
    });
    vec![
        sheet(words::WHOLE, std::iter::once(whole)),
        sheet(words::BY_SERIES, series),
        sheet(words::BY_CLASS, classes),
        sheet(words::BY_HOUR, hours),
        sheet(words::BY_COUNTER, counters),
        sheet(words::BY_OFFICER, officers),
    ]
}

fn sheet(title: Text, rows: impl Iterator<Item = (Words, Vec<Value>)>) -> Sheet {
    Sheet { title, heads: heads(), rows: rows.collect() }
}

fn heads() -> Vec<Words> {
    let counts = [
        words::ISSUED,
        words::SERVED,
        words::NO_SHOWS,
        words::NO_SHOW_SHARE,
        words::NOT_SERVED,
        words::OPEN,
        words::MATTERS,
    ];
    let lengths = [words::MEDIAN, words::NINE_OF_TEN, words::MEAN, words::LONGEST];
    let mut heads: Vec<Words> = counts.iter().map(|one| one.name.into()).collect();
    for of in [words::WAIT_SHORT, words::SERVICE_SHORT] {
        heads.extend(lengths.iter().map(|one| joined(of, one.name)));
    }
    let beside = [words::ON_DUTY, words::OPEN_COUNTERS, words::WAITING_MOST];
    heads.extend(beside.iter().map(|one| Words::from(one.name)));
    heads
}

fn joined(of: Text, name: Text) -> Words {
    let join = |of: &str, name: &str| format!("{of} – {}", name.to_lowercase());
    Words { vi: join(of.vi, name.vi), en: join(of.en, name.en) }
}

fn row(name: Words, tally: &Tally, beside: &Beside) -> (Words, Vec<Value>) {
    let mut values = vec![
        Value::Count(tally.issued),
        Value::Count(tally.served),
        Value::Count(tally.no_shows),
        Value::Share(tally.no_show_permille()),
        Value::Count(tally.not_served),
        Value::Count(tally.open),
        Value::Count(tally.matters),
    ];
    for spread in [tally.waits, tally.services] {
        values.extend(lengths(spread));
    }
    values.push(beside.duty_s.map_or(Value::Blank, |seconds| Value::Length(Some(seconds))));
    values.push(beside.open_counters.map_or(Value::Blank, Value::Tenths));
    values.push(beside.waiting_most.map_or(Value::Blank, Value::Count));
    (name, values)
}

fn lengths(spread: Option<Spread>) -> [Value; 4] {
    let length = |of: fn(Spread) -> u32| Value::Length(spread.map(of).map(u64::from));
    [
        length(|spread| spread.p50_s),
        length(|spread| spread.p90_s),
        length(|spread| spread.mean_s),
        length(|spread| spread.max_s),
    ]
}
