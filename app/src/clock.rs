//! The browser's clock, set by the hall's: a phone may be wrong about the day.

use std::cell::Cell;

use chrono::{DateTime, NaiveDate, TimeDelta};
use shared::time::{ServiceDay, Timestamp};

thread_local! {
    /// How far the hall's clock is ahead of the device's, in milliseconds.
    static AHEAD_MS: Cell<i64> = const { Cell::new(0) };
}

/// The moment, by the hall's clock where it was heard.
pub fn now() -> Timestamp {
    AHEAD_MS.with(|ahead| moment(device_ms() + ahead.get()))
}

/// The day in the hall.
pub fn today() -> NaiveDate {
    ServiceDay::of(now()).0
}

/// Takes over the hall's clock.
pub fn set_by(hall: Timestamp) {
    AHEAD_MS.with(|ahead| ahead.set(hall.timestamp_millis() - device_ms()));
}

#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit 53 bits")]
fn device_ms() -> i64 {
    js_sys::Date::now() as i64
}

fn moment(ms: i64) -> Timestamp {
    DateTime::UNIX_EPOCH + TimeDelta::milliseconds(ms)
}
