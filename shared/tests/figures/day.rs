//! What a day comes to, case by case.

use chrono::TimeDelta;
use shared::figures::{HallNow, Spread, Tally};
use shared::ids::CounterId;
use shared::ticket::{ClassKind, Outcome, PriorityGroup, TicketClass};

use crate::support::{AFTER_MIDNIGHT, Day, at, desk};

const ORDINARY: TicketClass = TicketClass::Ordinary;

#[test]
fn a_day_on_which_nothing_happened_divides_by_nothing() {
    let figures = Day::default().figures(60);

    assert_eq!(figures.whole, Tally::default());
    assert_eq!(figures.whole.waits, None);
    assert_eq!(figures.whole.no_show_permille(), None);
    assert_eq!(figures.busy_days, 0);
    assert!(figures.hours.is_empty());
}

#[test]
fn every_number_issued_is_served_absent_not_served_or_open() {
    let mut day = Day::default();
    for ticket in 1..=5 {
        day.issue(0, ticket, "A", ORDINARY);
    }
    day.call(10, 1, 1);
    day.serve(11, 1, 1);
    day.close(20, 1, 1, Outcome::Incomplete);
    day.call(20, 2, 1);
    day.close(22, 2, 1, Outcome::NoShow);
    day.call(22, 3, 1);
    day.close(30, 3, 1, Outcome::Served);
    day.leave(40, 4);

    let whole = day.figures(60).whole;

    assert_eq!((whole.issued, whole.served, whole.no_shows), (5, 2, 1));
    assert_eq!((whole.not_served, whole.open), (1, 1));
    assert_eq!(whole.no_show_permille(), Some(333));
    assert_eq!(whole.waits.map(|waits| (waits.count, waits.max_s)), Some((3, 22 * 60)));
    // One that was closed without being served has no length.
    assert_eq!(whole.services.map(|services| services.count), Some(1));
}

#[test]
fn a_wait_belongs_to_the_series_that_calls_and_the_counter_that_called() {
    let mut day = Day::default();
    day.issue(0, 1, "A", ORDINARY);
    day.call(10, 1, 1);
    day.serve(11, 1, 1);
    day.transfer(15, 1, 1, "D");
    day.call(45, 1, 2);
    day.serve(46, 1, 2);
    day.close(60, 1, 2, Outcome::Served);

    let figures = day.figures(90);

    let waits = |tally: &Tally| tally.waits.map(|waits| waits.max_s / 60);
    let by_series: Vec<_> = figures
        .series
        .iter()
        .map(|one| (one.series.as_str(), one.tally.issued, waits(&one.tally)))
        .collect();
    assert_eq!(by_series, [("A", 1, Some(10)), ("D", 0, Some(30))]);
    let by_counter: Vec<_> = figures
        .counters
        .iter()
        .map(|one| (one.counter, one.tally.served, one.tally.matters, waits(&one.tally)))
        .collect();
    assert_eq!(by_counter, [(CounterId(1), 0, 0, Some(10)), (CounterId(2), 1, 1, Some(30))]);
    assert_eq!(figures.whole.services.map(|one| (one.count, one.max_s)), Some((2, 14 * 60)));
}

#[test]
fn a_reservation_that_runs_out_goes_on_with_the_same_wait() {
    let mut day = Day::default();
    day.issue(0, 1, "A", ORDINARY);
    day.call(10, 1, 1);
    day.reserve(12, 1, 1);
    day.release(42, 1, "A");
    day.call(50, 1, 2);

    let waits = day.figures(60).whole.waits;

    assert_eq!(waits.map(|waits| (waits.count, waits.max_s)), Some((2, 38 * 60)));
}

#[test]
fn an_appointment_waits_from_its_booked_time() {
    let booked = |minute: i64| TicketClass::Appointment { booked_for: at(minute) };
    let mut day = Day::default();
    day.issue(0, 1, "A", booked(30));
    day.call(35, 1, 1);
    day.issue(40, 2, "A", booked(30));
    day.call(50, 2, 2);
    day.issue(40, 3, "A", booked(90));
    day.call(52, 3, 3);

    let figures = day.figures(60);

    let class = &figures.classes[0];
    assert_eq!((figures.classes.len(), class.class), (1, ClassKind::Appointment));
    let minutes = |seconds: u32| seconds * 60;
    let waits = Spread {
        count: 3,
        p50_s: minutes(5),
        p90_s: minutes(10),
        mean_s: minutes(5),
        max_s: minutes(10),
    };
    assert_eq!(class.tally.waits, Some(waits));
}

#[test]
fn each_matter_counts_and_has_a_length_of_its_own() {
    let mut day = Day::default();
    day.issue(0, 1, "A", TicketClass::Priority(PriorityGroup::Elderly));
    day.call(5, 1, 1);
    day.serve(6, 1, 1);
    day.go_on(10, 1, 1);
    day.close(20, 1, 1, Outcome::Served);

    let whole = day.figures(60).whole;

    assert_eq!((whole.served, whole.matters), (1, 2));
    assert_eq!(whole.services.map(|one| (one.count, one.max_s)), Some((2, 10 * 60)));
}

#[test]
fn what_the_end_of_the_day_closed_was_not_served_until_then() {
    let mut day = Day::default();
    day.issue(0, 1, "A", ORDINARY);
    day.call(5, 1, 1);
    day.serve(6, 1, 1);
    day.leave(AFTER_MIDNIGHT, 1);
    day.end(AFTER_MIDNIGHT);

    let figures = day.figures(AFTER_MIDNIGHT);

    assert_eq!((figures.whole.not_served, figures.whole.services), (1, None));
    assert_eq!(figures.now, None);
}

#[test]
fn who_forgets_to_sign_out_left_after_the_last_act() {
    let mut day = Day::default();
    day.sit_down(0, 1);
    day.issue(0, 1, "A", ORDINARY);
    day.call(60, 1, 1);
    day.close(65, 1, 1, Outcome::NoShow);
    day.sit_down(0, 2);
    day.stand_up(30, 2);
    day.end(AFTER_MIDNIGHT);

    let figures = day.figures(AFTER_MIDNIGHT);

    let on_duty: Vec<_> = figures.officers.iter().map(|one| (one.officer, one.open_s)).collect();
    assert_eq!(on_duty, [(desk(1).officer, 65 * 60), (desk(2).officer, 30 * 60)]);
}

#[test]
fn an_officer_who_signs_in_elsewhere_leaves_the_counter_before() {
    let mut day = Day::default();
    day.sit_down(0, 1);
    let moved = shared::ticket::Desk { counter: CounterId(2), ..desk(1) };
    day.sit_down_at(20, moved);

    let figures = day.figures(60);

    let open: Vec<_> = figures.counters.iter().map(|one| (one.counter.0, one.open_s)).collect();
    assert_eq!(open, [(1, 20 * 60), (2, 40 * 60)]);
    assert_eq!(figures.now.map(|now| now.open_counters), Some(1));
}

#[test]
fn the_hall_at_this_moment_is_who_waits_who_is_served_and_who_sits() {
    let mut day = Day::default();
    day.sit_down(0, 1);
    day.issue(10, 1, "A", ORDINARY);
    day.issue(15, 2, "A", ORDINARY);
    day.issue(20, 3, "A", ORDINARY);
    day.call(21, 1, 1);

    let now = day.figures(30).now;

    let expected = HallNow {
        waiting: 2,
        longest_wait_s: Some(u32::try_from(TimeDelta::minutes(15).num_seconds()).unwrap()),
        at_counters: 1,
        held: 0,
        open_counters: 1,
    };
    assert_eq!(now, Some(expected));
}
