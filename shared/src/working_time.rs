//! Working days and office hours, and what the law's time limits come to on them.
//!
//! All moments here are what the clock on the wall of the hall shows.

mod clock;
mod opening;
mod reckoning;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use crate::lang::Words;

pub use clock::DeadlineClock;
pub use opening::{OpenDay, OpeningHours};

/// Office hours and the days that differ from the plain week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// The hours of a working day, in order; a working day has eight of them.
    pub working_hours: Vec<Session>,
    /// Days off and swapped days, in order.
    pub days: Vec<SpecialDay>,
}

/// A stretch of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// When it begins.
    pub from: NaiveTime,
    /// When it ends.
    pub to: NaiveTime,
}

/// A day that differs from the plain week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SpecialDay {
    /// The day.
    pub date: NaiveDate,
    /// How it differs.
    pub kind: SpecialDayKind,
    /// What it is called.
    pub name: Words,
    /// Whether the government has fixed it, or it is reckoned ahead.
    pub status: SpecialDayStatus,
}

/// How a day differs from the plain week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SpecialDayKind {
    /// A public holiday.
    Holiday,
    /// A day off for a holiday that fell on a day of rest.
    CompensatoryOff,
    /// A day off that is worked on another day.
    SubstituteOff,
    /// A day of rest that is worked for a day off.
    MakeupWork,
}

/// Whether a special day is certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SpecialDayStatus {
    /// Fixed by the government.
    Official,
    /// Reckoned ahead; an administrator has to confirm the year.
    Projected,
}

impl Calendar {
    /// Gives what is special about a day.
    pub fn special(&self, day: NaiveDate) -> Option<&SpecialDay> {
        let place = self.days.binary_search_by_key(&day, |special| special.date).ok()?;
        self.days.get(place)
    }

    /// Says whether offices work on a day.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        match self.special(day).map(|special| special.kind) {
            Some(SpecialDayKind::MakeupWork) => true,
            Some(
                SpecialDayKind::Holiday
                | SpecialDayKind::CompensatoryOff
                | SpecialDayKind::SubstituteOff,
            ) => false,
            None => !is_day_of_rest(day),
        }
    }

    /// Says whether the days off of this day's year are all fixed by the government.
    pub fn is_confirmed(&self, day: NaiveDate) -> bool {
        let mut year = self.days.iter().filter(|special| special.date.year() == day.year());
        let Some(first) = year.next() else {
            return false;
        };
        std::iter::once(first).chain(year).all(|one| one.status == SpecialDayStatus::Official)
    }

    /// Gives the first working day after this one.
    pub fn next_working_day(&self, day: NaiveDate) -> NaiveDate {
        let mut day = day;
        loop {
            let Some(next) = day.succ_opt() else {
                return day;
            };
            day = next;
            if self.is_working(day) {
                return day;
            }
        }
    }

    /// The moment offices open on a day.
    pub(crate) fn opening(&self, day: NaiveDate) -> NaiveDateTime {
        day.and_time(self.working_hours.first().map_or(NaiveTime::MIN, |session| session.from))
    }

    /// The moment offices close on a day.
    pub fn closing(&self, day: NaiveDate) -> NaiveDateTime {
        day.and_time(self.working_hours.last().map_or(NaiveTime::MIN, |session| session.to))
    }
}

fn is_day_of_rest(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}
