//! What a phone that follows a ticket does.

use std::time::Duration;

use shared::hall::LiveStanding;
use shared::ids::CounterId;
use shared::queue::Estimate;

use crate::journey::live::{buzz, leaves_time, look_again, try_again};
use crate::journey::ticket::Buzz;

#[test]
fn the_holder_of_a_slip_is_told_when_the_turn_is_near_and_at_every_call() {
    let table = [
        (waiting(9), waiting(4), Buzz::Still),
        (waiting(4), waiting(3), Buzz::Near),
        (waiting(3), waiting(2), Buzz::Still),
        (waiting(2), called(1), Buzz::Called),
        (waiting(9), called(1), Buzz::Called),
        (called(1), called(1), Buzz::Still),
        (called(1), called(2), Buzz::Called),
        (called(2), LiveStanding::Served, Buzz::Still),
        // Who comes back near the front is told.
        (LiveStanding::Missed { may_return: true }, waiting(2), Buzz::Near),
    ];

    for (before, after, expected) in table {
        assert_eq!(buzz(before, after), expected, "{before:?} {after:?}");
    }
}

#[test]
fn a_phone_looks_more_often_as_the_turn_comes_and_stops_when_it_is_over() {
    let seconds = |standing| look_again(standing).map(|pause| pause.as_secs());

    assert_eq!(seconds(waiting(40)), Some(15));
    assert_eq!(seconds(waiting(8)), Some(6));
    assert_eq!(seconds(waiting(1)), Some(3));
    assert_eq!(seconds(called(1)), Some(3));
    assert_eq!(seconds(LiveStanding::Missed { may_return: true }), Some(15));
    assert_eq!(seconds(LiveStanding::Missed { may_return: false }), None);
    assert_eq!(seconds(LiveStanding::Served), None);
    assert_eq!(seconds(LiveStanding::DayOver), None);
}

#[test]
fn there_is_time_for_a_form_while_the_number_waits_only() {
    assert!(leaves_time(waiting(0)));
    assert!(!leaves_time(called(1)));
    assert!(!leaves_time(LiveStanding::Missed { may_return: true }));
    assert!(!leaves_time(LiveStanding::DayOver));
}

#[test]
fn a_lost_line_is_tried_less_and_less_often() {
    let pauses: Vec<u64> = (1..8).map(|times| try_again(times).as_secs()).collect();

    assert_eq!(pauses, [2, 4, 8, 16, 32, 60, 60]);
    assert_eq!(try_again(u32::MAX), Duration::from_secs(60));
}

fn waiting(people_before: u32) -> LiveStanding {
    let estimate = Estimate { low_minutes: 5, high_minutes: 10 };
    LiveStanding::Waiting { people_before, estimate }
}

fn called(calls: u8) -> LiveStanding {
    LiveStanding::Called { counter: CounterId(3), calls }
}
