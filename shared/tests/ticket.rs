//! What may happen to a ticket.

use chrono::{TimeDelta, TimeZone, Utc};
use shared::ids::{CounterId, OfficerId, TicketId};
use shared::queue::Reason;
use shared::ticket::{
    CALLS_MAX, Desk, Outcome, Ticket, TicketClass, TicketError, TicketNumber, TicketRequest,
    TicketState,
};
use shared::time::{ServiceDay, Timestamp};
use uuid::Uuid;

#[test]
fn a_counter_cannot_take_a_ticket_another_counter_is_calling() {
    let called = waiting_ticket().call(desk(1), Reason::OrderOfArrival, now()).unwrap();

    let refused = called.call(desk(2), Reason::OrderOfArrival, now()).unwrap_err();

    assert_eq!(refused, TicketError::Elsewhere(CounterId(1)));
}

#[test]
fn the_call_after_the_last_closes_the_ticket_as_a_no_show() {
    let mut ticket = waiting_ticket().call(desk(1), Reason::OrderOfArrival, now()).unwrap();

    for _ in 1..CALLS_MAX {
        ticket = ticket.recall(desk(1), now()).unwrap();
    }
    let absent = ticket.recall(desk(1), now()).unwrap();

    assert_eq!(absent.state, TicketState::Closed { outcome: Outcome::NoShow, since: now() });
}

#[test]
fn serving_keeps_the_rule_that_chose_the_ticket() {
    let reason = Reason::PriorityTurn { ordinary_before: 2 };
    let called = waiting_ticket().call(desk(1), reason.clone(), now()).unwrap();

    let later = now() + TimeDelta::minutes(1);
    let serving = called.serve(desk(1), later).unwrap();

    assert_eq!(serving.state, TicketState::Serving { at: desk(1), since: later, reason });
}

#[test]
fn only_the_counter_that_has_a_ticket_can_close_it() {
    let called = waiting_ticket().call(desk(1), Reason::OrderOfArrival, now()).unwrap();

    let refused = called.clone().close(desk(2), Outcome::Served, now()).unwrap_err();
    let closed = called.close(desk(1), Outcome::Served, now()).unwrap();

    assert_eq!(refused, TicketError::Elsewhere(CounterId(1)));
    assert_eq!(closed.counter(), None);
}

#[test]
fn a_closed_ticket_takes_no_verb() {
    let closed = waiting_ticket().end_of_day(now()).unwrap();

    let answers = [
        closed.clone().call(desk(1), Reason::OrderOfArrival, now()),
        closed.clone().recall(desk(1), now()),
        closed.clone().serve(desk(1), now()),
        closed.clone().close(desk(1), Outcome::Served, now()),
        closed.end_of_day(now()),
    ];

    for answer in answers {
        assert_eq!(answer, Err(TicketError::Closed));
    }
}

#[test]
fn a_waiting_ticket_must_be_called_first() {
    let answers = [
        waiting_ticket().recall(desk(1), now()),
        waiting_ticket().serve(desk(1), now()),
        waiting_ticket().close(desk(1), Outcome::Served, now()),
    ];

    for answer in answers {
        assert_eq!(answer, Err(TicketError::NotCalled));
    }
}

#[test]
fn numbers_have_three_digits_and_grow_beyond_without_loss() {
    let written =
        [7, 999, 1_000].map(|sequence| TicketNumber { series: "A".into(), sequence }.to_string());

    assert_eq!(written, ["A007", "A999", "A1000"]);
}

fn waiting_ticket() -> Ticket {
    Ticket {
        id: TicketId(Uuid::from_u128(1)),
        number: TicketNumber { series: "A".into(), sequence: 7 },
        service_day: ServiceDay::of(now()),
        request: TicketRequest {
            procedure: "1.001193".into(),
            class: TicketClass::Ordinary,
            papers: Vec::new(),
        },
        issued_at: now(),
        state: TicketState::Waiting,
    }
}

fn desk(counter: u16) -> Desk {
    Desk { counter: CounterId(counter), officer: OfficerId(Uuid::from_u128(9)) }
}

fn now() -> Timestamp {
    Utc.with_ymd_and_hms(2026, 11, 23, 1, 0, 0).unwrap()
}
