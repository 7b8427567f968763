//! The days that figures can be asked for.

use chrono::NaiveDate;
use shared::figures::{DAYS_MAX, Period, PeriodError};
use shared::time::ServiceDay;

#[test]
fn a_period_is_read_or_refused_table() {
    let cases = [
        ("2026-11-25", None, Ok(("2026-11-25", "2026-11-25"))),
        ("2026-11-19", Some("2026-11-25"), Ok(("2026-11-19", "2026-11-25"))),
        ("2026-10-26", Some("2026-11-25"), Ok(("2026-10-26", "2026-11-25"))),
        ("2026-10-25", Some("2026-11-25"), Err(PeriodError::OutOfBounds)),
        ("2026-11-26", None, Err(PeriodError::OutOfBounds)),
        ("2026-11-25", Some("2026-11-24"), Err(PeriodError::OutOfBounds)),
        ("2026-11-25", Some("2026-11-26"), Err(PeriodError::OutOfBounds)),
        ("25/11/2026", None, Err(PeriodError::Unreadable)),
        ("2026-1-25", None, Err(PeriodError::Unreadable)),
        ("2026-02-30", None, Err(PeriodError::Unreadable)),
        ("2026-11-25", Some(""), Err(PeriodError::Unreadable)),
    ];

    for (from, until, expected) in cases {
        let read = Period::read(from, until, day("2026-11-25"));
        let expected = expected.map(|(from, to)| Period { from: day(from), to: day(to) });
        assert_eq!(read, expected, "{from} {until:?}");
    }
}

#[test]
fn a_day_is_held_against_the_same_day_a_week_before() {
    let before = Period::day(day("2026-11-25")).before();

    assert_eq!(before, Period::day(day("2026-11-18")));
}

#[test]
fn a_week_is_held_against_the_week_before() {
    let week = Period::days_up_to(day("2026-11-25"), 7);

    assert_eq!((week.from, week.length()), (day("2026-11-19"), 7));
    assert_eq!(week.before(), Period { from: day("2026-11-12"), to: day("2026-11-18") });
    assert_eq!(week.days().count(), 7);
    assert!(week.length() <= DAYS_MAX);
}

fn day(text: &str) -> ServiceDay {
    ServiceDay(text.parse::<NaiveDate>().unwrap())
}
