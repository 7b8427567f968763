//! The days that figures are asked for.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::time::ServiceDay;

/// The most days of a period.
pub const DAYS_MAX: u32 = 31;

/// One service day, or several in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Period {
    /// The first day.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2026-11-23"))]
    pub from: ServiceDay,
    /// The last day.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2026-11-23"))]
    pub to: ServiceDay,
}

/// Why there are no figures of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// A day is not written as `2026-11-23`.
    #[error("a day is not written as a day")]
    Unreadable,
    /// It ends before it begins, after today, or after more than [`DAYS_MAX`] days.
    #[error("the period cannot be asked for")]
    OutOfBounds,
}

impl Period {
    /// One day.
    pub fn day(day: ServiceDay) -> Self {
        Self { from: day, to: day }
    }

    /// The days up to and including `to`.
    pub fn days_up_to(to: ServiceDay, count: u32) -> Self {
        Self { from: before(to, count.saturating_sub(1)), to }
    }

    /// Reads the first day, and the last one if it is another.
    pub fn read(day: &str, until: Option<&str>, today: ServiceDay) -> Result<Self, PeriodError> {
        let from = read(day)?;
        let to = until.map_or(Ok(from), read)?;
        let period = Self { from, to };
        let is_bounded = from <= to && to <= today && period.length() <= DAYS_MAX;
        if is_bounded { Ok(period) } else { Err(PeriodError::OutOfBounds) }
    }

    /// How many days it has.
    pub fn length(self) -> u32 {
        u32::try_from((self.to.0 - self.from.0).num_days() + 1).unwrap_or(0)
    }

    /// Its days, in order.
    pub fn days(self) -> impl Iterator<Item = ServiceDay> {
        self.from.0.iter_days().take_while(move |day| *day <= self.to.0).map(ServiceDay)
    }

    /// The period it is held against: for one day the same day a week before, otherwise as many
    /// days right before it.
    pub fn before(self) -> Self {
        let days = if self.length() == 1 { 7 } else { self.length() };
        Self { from: before(self.from, days), to: before(self.to, days) }
    }
}

fn read(day: &str) -> Result<ServiceDay, PeriodError> {
    // Chrono takes `2026-1-2` too; one day has one address.
    let is_padded = day.len() == "2026-11-23".len();
    let day = day.parse::<NaiveDate>().ok().filter(|_| is_padded);
    day.map(ServiceDay).ok_or(PeriodError::Unreadable)
}

fn before(day: ServiceDay, days: u32) -> ServiceDay {
    ServiceDay(day.0.checked_sub_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MIN))
}
