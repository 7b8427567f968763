//! Who is next, and why.

use chrono::TimeDelta;
use shared::queue::{Candidate, Choice, QueueRules, Reason, Turns, Wait, next};

use crate::{ORDINARY, PRIORITY, booked_in, candidate, now};

#[test]
fn nobody_is_chosen_from_an_empty_hall() {
    assert_eq!(chosen(&[], 0), None);
}

#[test]
fn one_class_alone_goes_in_order_of_arrival() {
    let waiting = [candidate(2, ORDINARY, 1), candidate(1, ORDINARY, 5)];

    assert_eq!(chosen(&waiting, 9), choice(waiting[1], Reason::OrderOfArrival));
}

#[test]
fn a_priority_ticket_follows_two_ordinary_ones() {
    let waiting = [candidate(1, ORDINARY, 5), candidate(2, PRIORITY, 1)];

    let ordinary = Reason::OrdinaryTurn { ordinary_before: 1 };
    let priority = Reason::PriorityTurn { ordinary_before: 2 };
    assert_eq!(chosen(&waiting, 1), choice(waiting[0], ordinary));
    assert_eq!(chosen(&waiting, 2), choice(waiting[1], priority));
}

#[test]
fn whoever_waited_longest_beyond_the_limit_goes_before_any_ratio() {
    let late = [candidate(1, ORDINARY, 61), candidate(2, PRIORITY, 25)];
    let later = [candidate(1, ORDINARY, 61), candidate(2, PRIORITY, 62)];

    assert_eq!(chosen(&late, 2), choice(late[0], Reason::LongestWait { waited_minutes: 61 }));
    assert_eq!(chosen(&later, 0), choice(later[1], Reason::LongestWait { waited_minutes: 62 }));
}

#[test]
fn the_longest_wait_is_the_reason_even_where_one_class_waits_alone() {
    let waiting = [candidate(1, ORDINARY, 59), candidate(2, ORDINARY, 75)];

    let reason = Reason::LongestWait { waited_minutes: 75 };
    assert_eq!(chosen(&waiting, 0), choice(waiting[1], reason));
}

#[test]
fn who_is_first_in_line_goes_before_the_class_and_not_before_the_ratio() {
    let first = Candidate { wait: Wait::First, ..candidate(9, ORDINARY, 0) };
    let waiting = [candidate(1, ORDINARY, 5), first, candidate(2, PRIORITY, 1)];

    let priority = Reason::PriorityTurn { ordinary_before: 2 };
    assert_eq!(chosen(&waiting, 0), choice(first, Reason::FirstInLine));
    assert_eq!(chosen(&waiting, 2), choice(waiting[2], priority));
}

#[test]
fn who_is_first_in_line_does_not_hide_who_waited_too_long() {
    let first = Candidate { wait: Wait::First, ..candidate(9, ORDINARY, 0) };
    let waiting = [first, candidate(1, ORDINARY, 61)];

    assert_eq!(chosen(&waiting, 0).unwrap().ticket, waiting[1].ticket);
}

#[test]
fn an_appointment_is_first_inside_its_window_and_last_before_it() {
    let table = [
        (11, false, Reason::EarlyAppointment { booked_for: booked(11) }),
        (10, true, Reason::Appointment { booked_for: booked(10) }),
        (-15, true, Reason::Appointment { booked_for: booked(-15) }),
    ];

    for (minutes, is_first, reason) in table {
        let appointment = candidate(3, booked_in(minutes), 30);
        let others = [candidate(1, ORDINARY, 40), appointment, candidate(2, PRIORITY, 1)];

        let among_others = chosen(&others, 2).unwrap();
        assert_eq!(among_others.ticket == appointment.ticket, is_first, "in {minutes}");
        assert_eq!(chosen(&[appointment], 0), choice(appointment, reason));
    }
}

#[test]
fn a_late_appointment_waits_like_an_ordinary_ticket_from_its_booked_time() {
    let late = candidate(3, booked_in(-16), 120);
    let before = candidate(1, ORDINARY, 17);
    let after = candidate(2, ORDINARY, 15);

    assert_eq!(chosen(&[late, before, after], 0), choice(before, Reason::OrderOfArrival));
    assert_eq!(chosen(&[late, after], 0), choice(late, Reason::OrderOfArrival));
}

#[test]
fn who_comes_late_to_an_appointment_does_not_overtake_those_who_came_before() {
    let late = candidate(3, booked_in(-40), 1);
    let before = candidate(1, ORDINARY, 2);

    assert_eq!(chosen(&[late, before], 0), choice(before, Reason::OrderOfArrival));
}

#[test]
fn who_waited_too_long_goes_before_an_appointment() {
    let waiting = [candidate(3, booked_in(0), 5), candidate(1, ORDINARY, 60)];

    assert_eq!(chosen(&waiting, 0).unwrap().ticket, waiting[1].ticket);
}

#[test]
fn a_no_show_who_came_back_is_called_after_the_further_calls() {
    let back = |calls_to_go| {
        let wait = Wait::Returned { calls_to_go };
        Candidate { wait, ..candidate(1, ORDINARY, 3) }
    };
    let other = candidate(2, PRIORITY, 1);

    assert_eq!(chosen(&[back(1), other], 2), choice(other, Reason::OrderOfArrival));
    assert_eq!(chosen(&[back(0), other], 2), choice(back(0), Reason::Returned));
    assert_eq!(chosen(&[back(1)], 2), choice(back(1), Reason::Returned));
}

#[test]
fn who_is_kept_for_the_counter_goes_before_everybody() {
    let kept = Candidate { wait: Wait::Reserved, ..candidate(9, ORDINARY, 0) };
    let waiting = [candidate(1, ORDINARY, 90), kept, candidate(3, booked_in(0), 5)];

    assert_eq!(chosen(&waiting, 0), choice(kept, Reason::Reserved));
}

#[test]
fn only_a_turn_of_the_queue_counts_for_the_ratio() {
    let turns = Turns { ordinary_before: 1 };
    let booked_for = booked(0);

    let table = [
        (ORDINARY, Reason::OrderOfArrival, 2),
        (ORDINARY, Reason::FirstInLine, 2),
        (ORDINARY, Reason::Reserved, 1),
        (booked_in(0), Reason::Appointment { booked_for }, 1),
        (booked_in(0), Reason::OrderOfArrival, 2),
        (PRIORITY, Reason::LongestWait { waited_minutes: 20 }, 0),
        (PRIORITY, Reason::Reserved, 1),
    ];

    for (class, reason, ordinary_before) in table {
        assert_eq!(turns.after(class, &reason), Turns { ordinary_before }, "{class:?} {reason:?}");
    }
}

fn booked(minutes: i64) -> shared::time::Timestamp {
    now() + TimeDelta::minutes(minutes)
}

fn chosen(waiting: &[Candidate], ordinary_before: u32) -> Option<Choice> {
    next(waiting, Turns { ordinary_before }, &QueueRules::default(), now())
}

fn choice(of: Candidate, reason: Reason) -> Option<Choice> {
    Some(Choice { ticket: of.ticket, reason })
}
