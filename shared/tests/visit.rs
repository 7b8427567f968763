//! The day of a hall as intervals, told by the journal alone.

use chrono::{TimeDelta, TimeZone, Utc};
use shared::ids::{ActId, CounterId, OfficerId, SeriesCode, TicketId};
use shared::journal::{Entry, HallEvent, Position};
use shared::queue::Reason;
use shared::ticket::{Desk, Outcome, Place, Precedence, TicketClass, TicketNumber};
use shared::time::{ServiceDay, Timestamp};
use shared::visit::{Phase, Visit, Visits};
use uuid::Uuid;

#[test]
fn a_plain_visit_is_waiting_calling_and_serving() {
    let visit = visit_of(&[
        (0, issued()),
        (7, called(1, 1)),
        (8, called(1, 2)),
        (9, served(1)),
        (20, closed(Some(1), Outcome::Served)),
    ]);

    let expected = [
        (Phase::Waiting, 0, Some(7), None),
        (Phase::Called, 7, Some(9), None),
        (Phase::Serving, 9, Some(20), Some(Outcome::Served)),
    ];
    assert_eq!(summary(&visit), expected);
    assert_eq!(visit.intervals[0].desk, None);
    assert_eq!(visit.intervals[2].desk, Some(desk(1)));
    assert_eq!(visit.outcome(), Some(Outcome::Served));
}

#[test]
fn what_is_not_over_has_no_end() {
    let visit = visit_of(&[(0, issued()), (7, called(1, 1))]);

    let expected = [(Phase::Waiting, 0, Some(7), None), (Phase::Called, 7, None, None)];
    assert_eq!(summary(&visit), expected);
    assert_eq!(visit.outcome(), None);
    assert_eq!(visit.time_in(Phase::Called), TimeDelta::zero());
}

#[test]
fn a_hold_and_a_transfer_are_intervals_of_their_own_and_change_the_series() {
    let visit = visit_of(&[
        (0, issued()),
        (5, called(1, 1)),
        (6, served(1)),
        (
            10,
            HallEvent::TicketHeld { ticket: id(), number: number(), desk: desk(1), until: at(30) },
        ),
        (
            25,
            HallEvent::TicketResumed { ticket: id(), number: number(), place: in_series("A", 25) },
        ),
        (27, called(1, 1)),
        (28, served(1)),
        (30, transferred("D", 30)),
        (40, called(4, 1)),
        (41, served(4)),
        (50, closed(Some(4), Outcome::Incomplete)),
    ]);

    let phases: Vec<Phase> = visit.intervals.iter().map(|one| one.phase).collect();
    let in_d = visit.intervals.iter().filter(|one| one.series == SeriesCode::from("D"));
    assert_eq!(
        phases,
        [
            Phase::Waiting,
            Phase::Called,
            Phase::Serving,
            Phase::Held,
            Phase::Waiting,
            Phase::Called,
            Phase::Serving,
            Phase::Waiting,
            Phase::Called,
            Phase::Serving,
        ]
    );
    assert_eq!(in_d.count(), 3);
    assert_eq!(visit.time_in(Phase::Waiting), TimeDelta::minutes(5 + 2 + 10));
    assert_eq!(visit.time_in(Phase::Serving), TimeDelta::minutes(4 + 2 + 9));
    assert_eq!(visit.time_in(Phase::Held), TimeDelta::minutes(15));
}

#[test]
fn each_matter_of_a_visit_has_its_own_interval() {
    let ended = HallEvent::MatterEnded {
        ticket: id(),
        number: number(),
        desk: desk(1),
        next: "2.000815".into(),
    };
    let visit = visit_of(&[
        (0, issued()),
        (5, called(1, 1)),
        (6, served(1)),
        (10, ended),
        (13, closed(Some(1), Outcome::Withdrawn)),
    ]);

    let matters: Vec<_> =
        visit.matters().map(|one| (one.procedure.as_str(), one.length(), one.outcome)).collect();
    let minutes = |minutes| Some(TimeDelta::minutes(minutes));
    assert_eq!(
        matters,
        [
            ("1.001193", minutes(4), Some(Outcome::Served)),
            ("2.000815", minutes(3), Some(Outcome::Withdrawn)),
        ]
    );
}

#[test]
fn a_no_show_who_comes_back_was_not_there_in_between() {
    let returned = HallEvent::TicketReturned {
        ticket: id(),
        number: number(),
        desk: desk(1),
        place: in_series("A", 30),
    };
    let events = [
        (0, issued()),
        (5, called(1, 1)),
        (9, closed(Some(1), Outcome::NoShow)),
        (30, returned),
        (33, called(1, 1)),
        (34, closed(Some(1), Outcome::Served)),
    ];

    let before = visit_of(&events[..3]);
    let visit = visit_of(&events);

    assert_eq!(before.outcome(), Some(Outcome::NoShow));
    assert_eq!(visit.outcome(), Some(Outcome::Served));
    assert_eq!(summary(&visit)[1], (Phase::Called, 5, Some(9), Some(Outcome::NoShow)));
    assert_eq!(summary(&visit)[2], (Phase::Waiting, 30, Some(33), None));
}

#[test]
fn a_ticket_from_before_the_first_entry_is_left_out() {
    let visits = Visits::of(&entries(&[(7, called(1, 1)), (9, served(1))]));

    assert_eq!(visits.iter().count(), 0);
}

fn summary(visit: &Visit) -> Vec<(Phase, i64, Option<i64>, Option<Outcome>)> {
    let minute = |moment: Timestamp| (moment - at(0)).num_minutes();
    let line = |one: &shared::visit::Interval| {
        (one.phase, minute(one.from), one.to.map(minute), one.outcome)
    };
    visit.intervals.iter().map(line).collect()
}

fn visit_of(events: &[(i64, HallEvent)]) -> Visit {
    Visits::of(&entries(events)).get(id()).expect("it was issued").clone()
}

fn entries(events: &[(i64, HallEvent)]) -> Vec<Entry> {
    let entry = |(seq, (minute, event)): (u64, &(i64, HallEvent))| Entry {
        position: Position { epoch: 1, seq },
        at: at(*minute),
        event: event.clone(),
    };
    (1..).zip(events).map(entry).collect()
}

fn issued() -> HallEvent {
    HallEvent::TicketIssued {
        ticket: id(),
        number: number(),
        class: TicketClass::Ordinary,
        procedure: "1.001193".into(),
        service_day: ServiceDay::of(at(0)),
    }
}

fn called(counter: u16, calls: u8) -> HallEvent {
    HallEvent::TicketCalled {
        ticket: id(),
        number: number(),
        desk: desk(counter),
        calls,
        reason: Reason::OrderOfArrival,
        act: ActId(Uuid::from_u128(3)),
    }
}

fn served(counter: u16) -> HallEvent {
    HallEvent::TicketServed { ticket: id(), number: number(), desk: desk(counter) }
}

fn transferred(series: &str, minute: i64) -> HallEvent {
    let place = in_series(series, minute);
    HallEvent::TicketTransferred { ticket: id(), number: number(), desk: desk(1), place }
}

fn closed(counter: Option<u16>, outcome: Outcome) -> HallEvent {
    let desk = counter.map(desk);
    HallEvent::TicketClosed { ticket: id(), number: number(), outcome, desk }
}

fn in_series(series: &str, minute: i64) -> Place {
    Place::in_series(&series.into(), at(minute), Precedence::First)
}

fn id() -> TicketId {
    TicketId(Uuid::from_u128(1))
}

fn number() -> TicketNumber {
    TicketNumber { series: "A".into(), sequence: 7 }
}

fn desk(counter: u16) -> Desk {
    Desk { counter: CounterId(counter), officer: OfficerId(Uuid::from_u128(9)) }
}

fn at(minute: i64) -> Timestamp {
    Utc.with_ymd_and_hms(2026, 11, 23, 1, 0, 0).unwrap() + TimeDelta::minutes(minute)
}
