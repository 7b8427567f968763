//! The browser's clock, set by the hall's: a phone may be wrong about the day.

use chrono::{DateTime, NaiveDate, TimeDelta};
use leptos::prelude::*;
use shared::time::{ServiceDay, Timestamp};

thread_local! {
    /// How far the hall's clock is ahead of the device's, in milliseconds.
    static AHEAD_MS: ArcRwSignal<i64> = ArcRwSignal::new(0);
}

/// A smaller step is the way of an answer, not a clock that was set.
const STEP_MIN_MS: i64 = 1_000;

/// The moment, by the hall's clock where it was heard.
pub fn now() -> Timestamp {
    AHEAD_MS.with(|ahead| moment(device_ms() + ahead.get_untracked()))
}

/// Makes whatever runs follow the clock: it runs again when the clock is set.
pub fn follow() {
    AHEAD_MS.with(Track::track);
}

/// The day in the hall.
pub fn today() -> NaiveDate {
    ServiceDay::of(now()).0
}

/// Takes over the hall's clock.
pub fn set_by(hall: Timestamp) {
    let ahead_ms = hall.timestamp_millis() - device_ms();
    AHEAD_MS.with(|ahead| {
        if (ahead_ms - ahead.get_untracked()).abs() >= STEP_MIN_MS {
            ahead.set(ahead_ms);
        }
    });
}

#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit 53 bits")]
fn device_ms() -> i64 {
    js_sys::Date::now() as i64
}

fn moment(ms: i64) -> Timestamp {
    DateTime::UNIX_EPOCH + TimeDelta::milliseconds(ms)
}
