//! The working-day clock, on the posted calendar.

#[path = "posted/catalogue.rs"]
mod posted;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use shared::catalogue::{Limit, LimitUnit};
use shared::working_time::Calendar;

#[test]
fn working_days_skip_days_off_and_count_worked_saturdays() {
    let calendar = posted::catalogue().calendar;
    let table = [
        ("2026-02-13", 3, "2026-02-25"),
        ("2026-04-24", 2, "2026-04-29"),
        ("2026-08-21", 1, "2026-08-22"),
        ("2026-08-28", 1, "2026-09-03"),
        ("2026-04-28", 3, "2026-05-05"),
        ("2026-11-23", 1, "2026-11-25"),
        ("2025-04-25", 1, "2025-04-26"),
        ("2024-05-03", 1, "2024-05-04"),
        ("2026-11-25", 0, "2026-11-25"),
    ];

    for (received, days, due) in table {
        let start = moment(&format!("{received} 09:30"));
        assert_eq!(
            calendar.add_working_days(start, days),
            moment(&format!("{due} 09:30")),
            "{received} + {days}"
        );
    }
}

#[test]
fn reception_outside_hours_counts_from_the_next_working_moment() {
    let calendar = posted::catalogue().calendar;
    let table = [
        ("2026-11-25 05:00", "2026-11-25 07:00"),
        ("2026-11-25 07:00", "2026-11-25 07:00"),
        ("2026-11-25 11:29", "2026-11-25 11:29"),
        ("2026-11-25 11:30", "2026-11-25 13:30"),
        ("2026-11-25 12:15", "2026-11-25 13:30"),
        ("2026-11-25 17:00", "2026-11-26 07:00"),
        ("2026-11-23 18:00", "2026-11-25 07:00"),
        ("2026-11-28 09:00", "2026-11-30 07:00"),
        ("2026-08-22 09:00", "2026-08-22 09:00"),
    ];

    for (at, expected) in table {
        assert_eq!(calendar.first_working_moment(moment(at)), moment(expected), "{at}");
    }
}

#[test]
fn a_same_day_matter_received_after_the_cutoff_is_due_on_the_next_working_day() {
    let calendar = posted::catalogue().calendar;
    let cutoff = NaiveTime::from_hms_opt(15, 0, 0);
    let table = [
        ("2026-11-25 08:00", "2026-11-25 17:00"),
        ("2026-11-25 15:00", "2026-11-25 17:00"),
        ("2026-11-25 15:01", "2026-11-26 17:00"),
        ("2026-11-23 15:01", "2026-11-25 17:00"),
        ("2026-11-27 18:00", "2026-11-30 17:00"),
        ("2026-11-28 08:00", "2026-11-30 17:00"),
    ];

    for (at, expected) in table {
        assert_eq!(calendar.same_day(moment(at), cutoff), moment(expected), "{at}");
    }
    let late = moment("2026-11-25 16:30");
    assert_eq!(calendar.same_day(late, None), moment("2026-11-25 17:00"));
}

#[test]
fn calendar_days_that_end_on_a_day_off_move_to_the_next_working_day() {
    let calendar = posted::catalogue().calendar;
    let table = [
        ("2026-11-25 09:00", 15, "2026-12-10 09:00"),
        ("2026-11-25 09:00", 3, "2026-11-30 09:00"),
        ("2026-02-10 09:00", 10, "2026-02-23 09:00"),
        ("2026-08-12 09:00", 10, "2026-08-22 09:00"),
    ];

    for (at, days, expected) in table {
        assert_eq!(calendar.add_calendar_days(moment(at), days), moment(expected), "{at} + {days}");
    }
}

#[test]
fn working_hours_run_across_lunch_nights_and_days_off() {
    let calendar = posted::catalogue().calendar;
    let table = [
        ("2026-11-25 07:00", 8, "2026-11-25 17:00"),
        ("2026-11-25 09:00", 8, "2026-11-26 09:00"),
        ("2026-11-25 09:00", 2, "2026-11-25 11:00"),
        ("2026-11-25 10:30", 2, "2026-11-25 14:30"),
        ("2026-11-23 16:00", 8, "2026-11-25 16:00"),
        ("2026-11-27 16:00", 2, "2026-11-30 08:00"),
        ("2026-11-28 03:00", 8, "2026-11-30 17:00"),
        ("2026-11-25 09:00", 0, "2026-11-25 09:00"),
    ];

    for (at, hours, expected) in table {
        assert_eq!(
            calendar.add_working_hours(moment(at), hours),
            moment(expected),
            "{at} + {hours} h"
        );
    }
}

#[test]
fn a_limit_is_counted_in_its_own_unit() {
    let calendar = posted::catalogue().calendar;
    let start = moment("2026-11-25 15:30");
    let cutoff = NaiveTime::from_hms_opt(15, 0, 0);

    let due = |value, unit| {
        let limit = Limit { value, unit, case: None, rule_text: None };
        calendar.due(start, &limit, cutoff)
    };

    assert_eq!(due(4, LimitUnit::WorkingHours), moment("2026-11-26 09:30"));
    assert_eq!(due(3, LimitUnit::Days), moment("2026-11-30 15:30"));
    assert_eq!(due(3, LimitUnit::WorkingDays), moment("2026-11-30 15:30"));
    assert_eq!(due(0, LimitUnit::SameDay), moment("2026-11-26 17:00"));
}

#[test]
fn a_year_is_confirmed_when_the_government_fixed_all_its_days_off() {
    let calendar = posted::catalogue().calendar;

    assert!(calendar.is_confirmed(day("2026-11-25")));
    assert!(!calendar.is_confirmed(day("2027-06-01")));
    assert!(!calendar.is_confirmed(day("2031-06-01")));
}

#[test]
fn a_field_receives_on_saturday_morning_though_saturday_counts_for_no_limit() {
    let catalogue = posted::catalogue();
    let residence = catalogue.field(&"B".into()).unwrap();
    let is_open = |at| residence.hours(&catalogue.unit).is_open(moment(at), &catalogue.calendar);

    assert!(is_open("2026-11-28 08:00"));
    assert!(!is_open("2026-11-28 11:30"));
    assert!(!is_open("2026-11-24 08:00"));
    assert!(is_open("2026-08-22 14:00"));
    assert!(!catalogue.calendar.is_working(day("2026-11-28")));
}

#[test]
fn a_closed_field_says_when_it_opens_next() {
    let catalogue = posted::catalogue();
    let status = catalogue.field(&"A".into()).unwrap();
    let next = |at| status.hours(&catalogue.unit).next_opening(moment(at), &catalogue.calendar);

    assert_eq!(next("2026-11-23 12:00"), Some(moment("2026-11-23 13:30")));
    assert_eq!(next("2026-11-23 18:00"), Some(moment("2026-11-25 07:00")));
    assert_eq!(next("2026-11-27 18:00"), Some(moment("2026-11-30 07:00")));
}

#[test]
fn a_calendar_without_hours_still_answers() {
    let calendar = Calendar { working_hours: Vec::new(), days: Vec::new() };

    let due = calendar.add_working_hours(moment("2026-11-25 09:00"), 8);

    assert_eq!(due.date(), day("2026-11-26"));
}

fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a moment")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day of the calendar")
}
