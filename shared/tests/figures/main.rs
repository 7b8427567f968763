//! The figures of a hall, told by the journal alone.

mod any_day;
mod day;
mod hours;
mod period;
mod sheet;
mod spread;
mod support;
mod words;
