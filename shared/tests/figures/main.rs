//! The figures of a hall, told by the journal alone.

#![allow(clippy::unwrap_used, reason = "a test says what must not fail by failing")]

mod any_day;
mod day;
mod hours;
mod period;
mod sheet;
mod spread;
mod support;
mod words;
