//! Who is next, and why.

use chrono::{TimeDelta, TimeZone, Utc};
use proptest::prelude::*;
use shared::ids::TicketId;
use shared::queue::{
    Candidate, QueueRules, Reason, Waiting, after_call, estimate, next, people_before,
};
use shared::ticket::{PriorityGroup, TicketClass};
use shared::time::Timestamp;
use uuid::Uuid;

const PRIORITY: TicketClass = TicketClass::Priority(PriorityGroup::Elderly);
const ORDINARY: TicketClass = TicketClass::Ordinary;

#[test]
fn nobody_is_chosen_from_an_empty_hall() {
    let choice = next(&[], 0, QueueRules::default(), now());

    assert_eq!(choice, None);
}

#[test]
fn one_class_alone_goes_in_order_of_arrival() {
    let waiting = [candidate(2, ORDINARY, 1), candidate(1, ORDINARY, 5)];

    let choice = next(&waiting, 9, QueueRules::default(), now()).unwrap();

    assert_eq!(choice.ticket, waiting[1].ticket);
    assert_eq!(choice.reason, Reason::OrderOfArrival);
}

#[test]
fn a_priority_ticket_follows_two_ordinary_ones() {
    let waiting = [candidate(1, ORDINARY, 5), candidate(2, PRIORITY, 1)];

    let first = next(&waiting, 1, QueueRules::default(), now()).unwrap();
    let second = next(&waiting, 2, QueueRules::default(), now()).unwrap();

    assert_eq!(first.reason, Reason::OrdinaryTurn { ordinary_before: 1 });
    assert_eq!(second.ticket, waiting[1].ticket);
    assert_eq!(second.reason, Reason::PriorityTurn { ordinary_before: 2 });
}

#[test]
fn whoever_waited_longest_beyond_the_limit_goes_before_any_ratio() {
    let waiting = [candidate(1, ORDINARY, 61), candidate(2, PRIORITY, 25)];

    let choice = next(&waiting, 2, QueueRules::default(), now()).unwrap();

    assert_eq!(choice.ticket, waiting[0].ticket);
    assert_eq!(choice.reason, Reason::LongestWait { waited_minutes: 61 });
}

#[test]
fn the_estimate_widens_to_whole_fives_and_never_promises_nothing() {
    let now_free = estimate(0, 10, 2);
    let seven_before = estimate(7, 10, 3);

    assert_eq!((now_free.low_minutes, now_free.high_minutes), (0, 5));
    assert_eq!((seven_before.low_minutes, seven_before.high_minutes), (15, 35));
}

proptest! {
    #[test]
    fn inside_a_class_nobody_is_overtaken(classes in prop::collection::vec(any::<bool>(), 1..60)) {
        let called = call_all(&candidates(&classes), 0);

        for is_priority in [false, true] {
            let order: Vec<u32> = called
                .iter()
                .filter(|c| c.class.is_priority() == is_priority)
                .map(|c| c.sequence)
                .collect();
            prop_assert!(order.is_sorted(), "{order:?}");
        }
    }

    #[test]
    fn people_before_is_what_calling_everybody_shows(
        classes in prop::collection::vec(any::<bool>(), 1..60),
        ordinary_before in 0_u32..5,
        pick in any::<prop::sample::Index>(),
    ) {
        let waiting = candidates(&classes);
        let own = waiting[pick.index(waiting.len())];

        let shown = people_before(
            ahead_of(&own, &waiting), own.class, ordinary_before, QueueRules::default(),
        );

        let called = call_all(&waiting, ordinary_before);
        let before = called.iter().position(|c| c.ticket == own.ticket).unwrap();
        prop_assert_eq!(shown as usize, before);
    }
}

fn ahead_of(own: &Candidate, waiting: &[Candidate]) -> Waiting {
    let count = |is_priority: bool| {
        let counts = |c: &&Candidate| {
            c.class.is_priority() == is_priority
                && (own.class.is_priority() != is_priority || c.sequence < own.sequence)
        };
        u32::try_from(waiting.iter().filter(counts).count()).expect("few wait")
    };
    Waiting { ordinary: count(false), priority: count(true) }
}

fn call_all(waiting: &[Candidate], ordinary_before: u32) -> Vec<Candidate> {
    let mut left = waiting.to_vec();
    let mut ordinary_before = ordinary_before;
    let mut called = Vec::new();
    while let Some(choice) = next(&left, ordinary_before, QueueRules::default(), now()) {
        let at = left
            .iter()
            .position(|c| c.ticket == choice.ticket)
            .expect("the choice is one of the waiting");
        let candidate = left.remove(at);
        ordinary_before = after_call(candidate.class, ordinary_before);
        called.push(candidate);
    }
    called
}

fn candidates(classes: &[bool]) -> Vec<Candidate> {
    let class = |is_priority: bool| if is_priority { PRIORITY } else { ORDINARY };
    (1..).zip(classes).map(|(n, is_priority)| candidate(n, class(*is_priority), 0)).collect()
}

fn candidate(n: u32, class: TicketClass, waited_minutes: i64) -> Candidate {
    Candidate {
        ticket: TicketId(Uuid::from_u128(n.into())),
        class,
        arrived_at: now() - TimeDelta::minutes(waited_minutes),
        sequence: n,
    }
}

fn now() -> Timestamp {
    Utc.with_ymd_and_hms(2026, 11, 23, 1, 0, 0).unwrap()
}
