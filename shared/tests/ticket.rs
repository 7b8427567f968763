//! What may happen to a ticket.

use chrono::{TimeDelta, TimeZone, Utc};
use shared::ids::{CounterId, OfficerId, SeriesCode, TicketId};
use shared::queue::Reason;
use shared::ticket::{
    CALLS_MAX, CalledBy, Desk, Ending, Keeps, MATTERS_MAX, Outcome, Place, Precedence, Ticket,
    TicketClass, TicketError, TicketNumber, TicketRequest, TicketState, Transfer,
};
use shared::time::Timestamp;
use uuid::Uuid;

#[test]
fn a_counter_cannot_take_a_ticket_another_counter_is_calling() {
    let refused = called().call(desk(2), Reason::OrderOfArrival, now()).unwrap_err();

    assert_eq!(refused, TicketError::Elsewhere(CounterId(1)));
}

#[test]
fn the_call_after_the_last_closes_the_ticket_as_a_no_show() {
    let absent = absent();

    let at = Some(desk(1));
    assert_eq!(absent.state, TicketState::Closed { outcome: Outcome::NoShow, since: now(), at });
}

#[test]
fn serving_keeps_the_rule_that_chose_the_ticket() {
    let reason = Reason::PriorityTurn { ordinary_before: 2 };
    let called = waiting().call(desk(1), reason.clone(), now()).unwrap();

    let serving = called.serve(desk(1), later(1)).unwrap();

    assert_eq!(serving.state, TicketState::Serving { at: desk(1), since: later(1), reason });
}

#[test]
fn only_the_counter_that_has_a_ticket_can_move_it() {
    let here = TicketError::Elsewhere(CounterId(1));
    let to = Transfer::Counter { counter: CounterId(3) };

    let answers = [
        serving().recall(desk(2), now()),
        called().serve(desk(2), now()),
        serving().go_on_with(desk(2), "2.000815".into(), now()),
        serving().hold(desk(2), later(10), now()),
        serving().transfer(desk(2), &to, later(30), now()),
        serving().close(desk(2), Ending::Served, now()),
    ];

    for answer in answers {
        assert_eq!(answer, Err(here));
    }
}

#[test]
fn a_closed_ticket_takes_no_verb() {
    let closed = || waiting().end_of_day(now()).unwrap();
    let to = Transfer::Counter { counter: CounterId(3) };

    let answers = [
        closed().call(desk(1), Reason::OrderOfArrival, now()),
        closed().recall(desk(1), now()),
        closed().serve(desk(1), now()),
        closed().go_on_with(desk(1), "2.000815".into(), now()),
        closed().hold(desk(1), later(10), now()),
        closed().resume(now()),
        closed().transfer(desk(1), &to, later(30), now()),
        closed().close(desk(1), Ending::Served, now()),
        closed().end_of_day(now()),
    ];

    for answer in answers {
        assert_eq!(answer, Err(TicketError::Closed));
    }
}

#[test]
fn a_waiting_ticket_must_be_called_first() {
    let answers = [
        waiting().recall(desk(1), now()),
        waiting().serve(desk(1), now()),
        waiting().hold(desk(1), later(10), now()),
        waiting().close(desk(1), Ending::Served, now()),
    ];

    for answer in answers {
        assert_eq!(answer, Err(TicketError::NotCalled));
    }
}

#[test]
fn who_is_being_served_is_no_no_show() {
    let refused = serving().close(desk(1), Ending::NoShow, now());

    assert_eq!(refused, Err(TicketError::Serving));
}

#[test]
fn a_visit_goes_on_with_another_matter_at_the_same_desk() {
    let second = serving().go_on_with(desk(1), "2.000815".into(), later(5)).unwrap();

    assert_eq!(second.procedure().as_str(), "2.000815");
    assert_eq!(second.request.procedure.as_str(), "1.001193");
    let reason = Reason::OrderOfArrival;
    assert_eq!(second.state, TicketState::Serving { at: desk(1), since: later(5), reason });
}

#[test]
fn a_visit_has_a_bound_number_of_matters_and_needs_its_citizen() {
    let mut ticket = serving();
    for _ in 1..MATTERS_MAX {
        ticket = ticket.go_on_with(desk(1), "2.000815".into(), now()).unwrap();
    }

    let one_more = ticket.go_on_with(desk(1), "2.000815".into(), now());
    let nobody_there = called().go_on_with(desk(1), "2.000815".into(), now());

    assert_eq!(one_more, Err(TicketError::TooManyMatters));
    assert_eq!(nobody_there, Err(TicketError::NotServing));
}

#[test]
fn a_held_ticket_comes_back_first_in_line_when_asked_or_when_its_time_is_over() {
    let held = || serving().hold(desk(1), later(10), now()).unwrap();

    let asked = held().resume(later(4)).unwrap();
    let not_yet = held().expire(later(9));
    let over = held().expire(later(12)).unwrap();

    assert_eq!(place(&asked), &in_series("A", later(4), Precedence::First));
    assert_eq!(not_yet, None);
    assert_eq!(place(&over), &in_series("A", later(10), Precedence::First));
}

#[test]
fn only_a_held_ticket_is_resumed_and_a_held_one_takes_no_other_verb() {
    let held = || serving().hold(desk(1), later(10), now()).unwrap();

    for ticket in [waiting(), called(), serving()] {
        assert_eq!(ticket.resume(now()), Err(TicketError::NotHeld));
    }
    for answer in [
        held().call(desk(1), Reason::OrderOfArrival, now()),
        held().recall(desk(1), now()),
        held().serve(desk(1), now()),
        held().close(desk(1), Ending::Served, now()),
    ] {
        assert_eq!(answer, Err(TicketError::Held));
    }
}

#[test]
fn a_no_show_comes_back_once() {
    let back = absent().put_back(8, later(3)).unwrap();
    let again = recalled_to_the_end(back.clone());

    assert_eq!(place(&back), &in_series("A", later(3), Precedence::AfterCalls { calls: 8 }));
    assert_eq!(again.put_back(12, later(9)), Err(TicketError::ReturnedBefore));
    for ticket in [waiting(), called(), serving(), served()] {
        assert_eq!(ticket.put_back(8, now()), Err(TicketError::NotAbsent));
    }
}

#[test]
fn who_was_served_here_comes_again_without_queueing_for_a_while() {
    let again = served().come_again(desk(1), later(30), later(5)).unwrap();

    let elsewhere = again.clone().call(desk(2), Reason::Reserved, later(6));
    let here = again.clone().call(desk(1), Reason::Reserved, later(6));
    let released = again.expire(later(31)).unwrap();

    assert_eq!(elsewhere, Err(TicketError::Reserved(CounterId(1))));
    assert_eq!(here.unwrap().counter(), Some(CounterId(1)));
    assert_eq!(place(&released), &in_series("A", later(5), Precedence::InTurn));
}

#[test]
fn who_was_not_served_here_does_not_come_again() {
    assert_eq!(served().come_again(desk(2), later(30), now()), Err(TicketError::NotFromHere));
    for ticket in [waiting(), called(), absent(), waiting().end_of_day(now()).unwrap()] {
        let refused = ticket.come_again(desk(1), later(30), now());

        assert_eq!(refused, Err(TicketError::NotFromHere));
    }
}

#[test]
fn a_transferred_ticket_keeps_its_number_and_its_arrival_or_goes_first() {
    let table = [
        (Keeps::Arrival, in_series("D", now(), Precedence::InTurn)),
        (Keeps::FirstInLine, in_series("D", later(9), Precedence::First)),
    ];

    for (keeps, expected) in table {
        let to = Transfer::Series { series: "D".into(), keeps };
        let moved = serving().transfer(desk(1), &to, later(30), later(9)).unwrap();

        assert_eq!(place(&moved), &expected);
        assert_eq!(moved.number.to_string(), "A007");
        assert_eq!(moved.series(), &SeriesCode::from("D"));
    }
}

#[test]
fn a_ticket_handed_to_a_counter_waits_for_it_and_then_in_its_own_series() {
    let to = Transfer::Counter { counter: CounterId(3) };

    let moved = serving().transfer(desk(1), &to, later(30), later(2)).unwrap();
    let released = moved.clone().expire(later(30)).unwrap();

    let by = CalledBy::Counter { counter: CounterId(3), until: later(30) };
    assert_eq!(place(&moved).called_by, by);
    assert_eq!(place(&released), &in_series("A", later(2), Precedence::InTurn));
}

#[test]
fn the_end_of_the_day_closes_whatever_is_open() {
    let held = serving().hold(desk(1), later(10), now()).unwrap();

    for ticket in [waiting(), called(), serving(), held, absent().put_back(3, now()).unwrap()] {
        let closed = ticket.end_of_day(later(600)).unwrap();

        let outcome = Outcome::NotServed;
        assert_eq!(closed.state, TicketState::Closed { outcome, since: later(600), at: None });
    }
}

#[test]
fn the_first_answer_can_be_given_for_ever() {
    let to = Transfer::Series { series: "D".into(), keeps: Keeps::FirstInLine };
    let moved = serving().transfer(desk(1), &to, later(30), later(9)).unwrap();

    assert_eq!(moved.as_issued(), waiting());
    assert_eq!(absent().put_back(3, now()).unwrap().as_issued(), waiting());
}

#[test]
fn numbers_have_three_digits_and_grow_beyond_without_loss() {
    let written =
        [7, 999, 1_000].map(|sequence| TicketNumber { series: "A".into(), sequence }.to_string());

    assert_eq!(written, ["A007", "A999", "A1000"]);
}

fn waiting() -> Ticket {
    let request = TicketRequest {
        procedure: "1.001193".into(),
        class: TicketClass::Ordinary,
        papers: Vec::new(),
    };
    let number = TicketNumber { series: "A".into(), sequence: 7 };
    Ticket::issue(TicketId(Uuid::from_u128(1)), number, request, now())
}

fn called() -> Ticket {
    waiting().call(desk(1), Reason::OrderOfArrival, now()).expect("it is lawful")
}

fn serving() -> Ticket {
    called().serve(desk(1), now()).expect("it is lawful")
}

fn served() -> Ticket {
    serving().close(desk(1), Ending::Served, now()).expect("it is lawful")
}

fn absent() -> Ticket {
    recalled_to_the_end(waiting())
}

fn recalled_to_the_end(waiting: Ticket) -> Ticket {
    let mut ticket = waiting.call(desk(1), Reason::OrderOfArrival, now()).expect("it is lawful");
    for _ in 0..CALLS_MAX {
        ticket = ticket.recall(desk(1), now()).expect("it is lawful");
    }
    ticket
}

fn place(ticket: &Ticket) -> &Place {
    let TicketState::Waiting { place } = &ticket.state else { panic!("{ticket:?} waits") };
    place
}

fn in_series(series: &str, since: Timestamp, precedence: Precedence) -> Place {
    Place::in_series(&series.into(), since, precedence)
}

fn desk(counter: u16) -> Desk {
    Desk { counter: CounterId(counter), officer: OfficerId(Uuid::from_u128(9)) }
}

fn later(minutes: i64) -> Timestamp {
    now() + TimeDelta::minutes(minutes)
}

fn now() -> Timestamp {
    Utc.with_ymd_and_hms(2026, 11, 23, 1, 0, 0).unwrap()
}
