//! How much working time lies before or behind a deadline.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use shared::lang::Words;
use shared::working_time::{
    Calendar, DeadlineClock, Session, SpecialDay, SpecialDayKind, SpecialDayStatus,
};

#[test]
fn an_afternoon_deadline_leaves_the_hours_without_lunch() {
    let calendar = calendar();

    let clock = calendar.clock(at(23, 15, 30), at(23, 9, 0));

    assert_eq!(clock, DeadlineClock::Left { minutes: 300 });
}

#[test]
fn a_weekend_does_not_count() {
    let calendar = calendar();

    let clock = calendar.clock(at(30, 8, 0), at(27, 16, 0));

    assert_eq!(clock, DeadlineClock::Left { minutes: 90 });
}

#[test]
fn a_day_off_does_not_count() {
    let calendar = calendar();

    let clock = calendar.clock(at(26, 8, 0), at(24, 16, 0));

    assert_eq!(clock, DeadlineClock::Left { minutes: 90 });
}

#[test]
fn a_deadline_that_passed_counts_the_working_time_since() {
    let calendar = calendar();

    let clock = calendar.clock(at(23, 11, 0), at(23, 14, 0));

    assert_eq!(clock, DeadlineClock::Overdue { minutes: 90 });
}

#[test]
fn the_moment_itself_is_still_in_time() {
    let calendar = calendar();

    let clock = calendar.clock(at(23, 11, 0), at(23, 11, 0));

    assert_eq!(clock, DeadlineClock::Left { minutes: 0 });
}

/// Monday 23 to Monday 30 November 2026; Wednesday 25 is a day off.
fn calendar() -> Calendar {
    Calendar {
        working_hours: vec![session(7, 30, 11, 30), session(13, 0, 17, 0)],
        days: vec![SpecialDay {
            date: NaiveDate::from_ymd_opt(2026, 11, 25).expect("a real date"),
            kind: SpecialDayKind::Holiday,
            name: Words { vi: "Ngày nghỉ".to_owned(), en: "Day off".to_owned() },
            status: SpecialDayStatus::Official,
        }],
    }
}

fn session(from_hour: u32, from_minute: u32, to_hour: u32, to_minute: u32) -> Session {
    Session { from: time(from_hour, from_minute), to: time(to_hour, to_minute) }
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).expect("a real time")
}

fn at(day: u32, hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, day).expect("a real date").and_time(time(hour, minute))
}
