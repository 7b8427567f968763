//! Moments and service days. A day in a hall is a day in Asia/Ho_Chi_Minh, wherever the clock runs.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeZone, Utc};
use serde::{Deserialize, Serialize};

/// A moment, in UTC.
pub type Timestamp = DateTime<Utc>;

/// Viet Nam has kept UTC+7 without daylight saving since 1975, so no zone database is shipped.
pub fn viet_nam() -> FixedOffset {
    FixedOffset::east_opt(7 * 3600).expect("seven hours is a valid offset")
}

/// What the clock on the wall of the hall shows.
pub fn wall_clock(at: Timestamp) -> NaiveDateTime {
    at.with_timezone(&viet_nam()).naive_local()
}

/// The moment at which the wall of the hall shows `local`.
pub fn from_wall_clock(local: NaiveDateTime) -> Timestamp {
    viet_nam()
        .from_local_datetime(&local)
        .single()
        .expect("a fixed offset maps every local time once")
        .to_utc()
}

/// The day a series belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ServiceDay(pub NaiveDate);

impl ServiceDay {
    /// The service day that `at` falls in.
    pub fn of(at: Timestamp) -> Self {
        Self(wall_clock(at).date())
    }
}

impl std::fmt::Display for ServiceDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
