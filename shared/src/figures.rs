//! The figures of a hall: what its days came to, derived from the intervals of the journal.
//!
//! Everything counts for the hour in which it began: a ticket for the hour of its issue, a wait
//! for the hour in which it began to wait, a service for the hour in which it began. Percentiles
//! are those of the nearest rank.

mod cell;
mod day_book;
mod hour_book;
mod period;
mod sheet;
mod spread;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::{CounterId, OfficerId, SeriesCode};
use crate::ticket::ClassKind;
use crate::time::ServiceDay;

pub use cell::Tally;
pub use day_book::DayBook;
pub use period::{DAYS_MAX, Period, PeriodError};
pub use sheet::{Sheet, Value, sheets};
pub use spread::Spread;

use cell::{Cell, Key};
use hour_book::HourBook;

/// What a hall came to in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HallFigures {
    /// The period.
    pub period: Period,
    /// The moment up to which they reach.
    pub as_of: DateTime<Utc>,
    /// Days of the period that the journal of this hall does not hold.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub missing: Vec<ServiceDay>,
    /// Days on which a number was issued or a counter was open.
    pub busy_days: u32,
    /// The whole hall.
    pub whole: Tally,
    /// By series, in the order of their letters.
    pub series: Vec<SeriesFigures>,
    /// By class.
    pub classes: Vec<ClassFigures>,
    /// By hour of the day, from the first in which something happened to the last.
    pub hours: Vec<HourFigures>,
    /// By counter, in the order of their numbers.
    pub counters: Vec<CounterFigures>,
    /// By officer.
    pub officers: Vec<OfficerFigures>,
    /// How the hall is at this moment, when the period reaches up to it.
    pub now: Option<HallNow>,
}

/// A series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeriesFigures {
    /// Its letter.
    pub series: SeriesCode,
    /// What it came to.
    pub tally: Tally,
}

/// A class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClassFigures {
    /// The class.
    pub class: ClassKind,
    /// What it came to.
    pub tally: Tally,
}

/// An hour of the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HourFigures {
    /// When it begins, by the wall of the hall.
    pub hour: u8,
    /// What began in it.
    pub tally: Tally,
    /// Seconds for which counters were open, all added up.
    pub open_s: u64,
    /// Seconds of the hour that have passed, on all busy days.
    pub elapsed_s: u64,
    /// The most who waited at one moment.
    pub waiting_most: u32,
}

/// A counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CounterFigures {
    /// Its number.
    pub counter: CounterId,
    /// What ended, waited for and was served there.
    pub tally: Tally,
    /// Seconds for which it was open.
    pub open_s: u64,
}

/// An officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficerFigures {
    /// The officer.
    pub officer: OfficerId,
    /// The sign-in name, while the hall knows it.
    pub name: Option<String>,
    /// What ended, waited for and was served there.
    pub tally: Tally,
    /// Seconds on duty.
    pub open_s: u64,
}

/// How the hall is at this moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HallNow {
    /// Who waits.
    pub waiting: u32,
    /// Seconds for which the first of them has waited.
    pub longest_wait_s: Option<u32>,
    /// Who was called or is being served.
    pub at_counters: u32,
    /// Who was put aside.
    pub held: u32,
    /// Counters that are open.
    pub open_counters: u32,
}

impl HourFigures {
    /// How many counters were open on average, in tenths; none where no time has passed.
    pub fn open_counters_tenths(&self) -> Option<u32> {
        let tenths = (self.open_s * 10 + self.elapsed_s / 2).checked_div(self.elapsed_s)?;
        u32::try_from(tenths).ok()
    }
}

impl HallFigures {
    /// Adds days up.
    pub fn of<'a>(
        period: Period,
        missing: Vec<ServiceDay>,
        books: impl IntoIterator<Item = &'a DayBook>,
        as_of: DateTime<Utc>,
    ) -> Self {
        let books: Vec<&DayBook> = books.into_iter().collect();
        Self {
            period,
            as_of,
            missing,
            busy_days: books.iter().fold(0, |days, book| days + u32::from(book.is_busy())),
            whole: merged(&books, |_| Some(())).pop().map(|(_, tally)| tally).unwrap_or_default(),
            series: merged(&books, |key| Some(key.series.clone()))
                .into_iter()
                .map(|(series, tally)| SeriesFigures { series, tally })
                .collect(),
            classes: merged(&books, |key| Some(key.class))
                .into_iter()
                .map(|(class, tally)| ClassFigures { class, tally })
                .collect(),
            hours: hours(&books),
            counters: at_desks(&books, |desk| desk.counter)
                .into_iter()
                .map(|(counter, (tally, open_s))| CounterFigures { counter, tally, open_s })
                .collect(),
            officers: at_desks(&books, |desk| desk.officer)
                .into_iter()
                .map(|(officer, (tally, open_s))| OfficerFigures {
                    officer,
                    name: None,
                    tally,
                    open_s,
                })
                .collect(),
            now: books.iter().find_map(|book| book.now()),
        }
    }
}

/// Merges the cells of all days that `by` gives the same name.
fn merged<K: Ord>(books: &[&DayBook], by: impl Fn(&Key) -> Option<K>) -> Vec<(K, Tally)> {
    let mut cells = std::collections::BTreeMap::<K, Cell>::new();
    for (key, cell) in books.iter().flat_map(|book| book.cells()) {
        if let Some(name) = by(key) {
            cells.entry(name).or_default().merge(cell);
        }
    }
    cells.into_iter().map(|(name, cell)| (name, cell.tally())).collect()
}

fn at_desks<K: Ord>(
    books: &[&DayBook],
    by: impl Fn(crate::ticket::Desk) -> K,
) -> std::collections::BTreeMap<K, (Tally, u64)> {
    let mut desks = std::collections::BTreeMap::<K, (Tally, u64)>::new();
    for (name, tally) in merged(books, |key| key.desk.map(&by)) {
        desks.insert(name, (tally, 0));
    }
    for (desk, open_s) in books.iter().flat_map(|book| book.open_s()) {
        desks.entry(by(*desk)).or_default().1 += open_s;
    }
    desks
}

fn hours(books: &[&DayBook]) -> Vec<HourFigures> {
    let mut clock = HourBook::day();
    books.iter().for_each(|book| clock.iter_mut().zip(book.hours()).for_each(HourBook::merge));
    let mut tallies: std::collections::BTreeMap<u8, Tally> =
        merged(books, |key| Some(key.hour)).into_iter().collect();
    let all = (0_u8..).zip(clock).map(|(hour, book)| HourFigures {
        hour,
        tally: tallies.remove(&hour).unwrap_or_default(),
        open_s: book.open_s,
        elapsed_s: book.elapsed_s,
        waiting_most: book.waiting_most,
    });
    let all: Vec<HourFigures> = all.collect();
    let is_busy = |one: &HourFigures| one.open_s > 0 || one.tally != Tally::default();
    match (all.iter().position(is_busy), all.iter().rposition(is_busy)) {
        (Some(first), Some(last)) => all[first..=last].to_vec(),
        (None, _) | (_, None) => Vec::new(),
    }
}
