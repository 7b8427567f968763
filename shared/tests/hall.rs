//! A screen that follows the stream sees what the hall sees, or knows that it missed something.

use chrono::{TimeZone, Utc};
use shared::hall::{
    CallView, Change, Follow, HallSnapshot, LineState, RECENT_CALLS_MAX, SeriesWaiting, StreamEvent,
};
use shared::ids::CounterId;
use shared::queue::Waiting;
use shared::ticket::TicketNumber;
use shared::time::{ServiceDay, Timestamp};

#[test]
fn a_missing_event_is_seen() {
    let mut snapshot = snapshot(10);

    let follow = snapshot.follow(&called(12, 1));

    assert_eq!(follow, Follow::Gap);
    assert_eq!(snapshot.number, 10);
}

#[test]
fn an_event_that_comes_twice_changes_nothing() {
    let mut snapshot = snapshot(10);
    snapshot.follow(&called(11, 1));
    let before = snapshot.clone();

    let follow = snapshot.follow(&called(11, 1));

    assert_eq!(follow, Follow::Known);
    assert_eq!(snapshot, before);
}

#[test]
fn the_newest_call_stands_first_and_each_number_once() {
    let mut snapshot = snapshot(0);

    for (event, sequence) in [(1, 1), (2, 2), (3, 1)] {
        assert_eq!(snapshot.follow(&called(event, sequence)), Follow::Applied);
    }

    let shown: Vec<u32> = snapshot.calls.iter().map(|call| call.number.sequence).collect();
    assert_eq!(shown, [1, 2]);
}

#[test]
fn old_calls_leave_the_display() {
    let mut snapshot = snapshot(0);

    for event in 1..=20_u32 {
        snapshot.follow(&called(u64::from(event), event));
    }

    assert_eq!(snapshot.calls.len(), RECENT_CALLS_MAX);
    assert_eq!(snapshot.calls[0].number.sequence, 20);
}

#[test]
fn a_new_day_starts_with_an_empty_display() {
    let mut snapshot = snapshot(0);
    snapshot.follow(&called(1, 1));

    let change = Change::NewDay { service_day: ServiceDay::of(now()) };
    snapshot.follow(&StreamEvent { number: 2, change });

    assert!(snapshot.calls.is_empty());
    assert!(snapshot.waiting.is_empty());
}

fn called(number: u64, sequence: u32) -> StreamEvent {
    let call = CallView {
        number: TicketNumber { series: "A".into(), sequence },
        is_priority: false,
        counter: CounterId(3),
        at: now(),
        calls: 1,
    };
    let waiting = SeriesWaiting { series: "A".into(), waiting: Waiting::default() };
    StreamEvent { number, change: Change::Called { call, waiting } }
}

fn snapshot(number: u64) -> HallSnapshot {
    HallSnapshot {
        number,
        service_day: ServiceDay::of(now()),
        calls: Vec::new(),
        waiting: Vec::new(),
        line: LineState::NotEnrolled,
    }
}

fn now() -> Timestamp {
    Utc.with_ymd_and_hms(2026, 11, 23, 1, 0, 0).unwrap()
}
