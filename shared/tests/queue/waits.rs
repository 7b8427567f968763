//! How many go before, and how long that takes.

use proptest::prelude::*;
use shared::queue::{
    Candidate, QueueRules, Queued, SERVICE_TIMES_ENOUGH, SERVICE_TIMES_KEPT, SeriesQueue,
    ServiceTimes, Turns, estimate, next, people_before,
};
use shared::ticket::Precedence;

use crate::{ORDINARY, PRIORITY, booked_in, candidate, now};

#[test]
fn the_estimate_widens_to_whole_fives_and_never_promises_nothing() {
    let now_free = estimate(0, 600, 2);
    let seven_before = estimate(7, 600, 3);

    assert_eq!((now_free.low_minutes, now_free.high_minutes), (0, 5));
    assert_eq!((seven_before.low_minutes, seven_before.high_minutes), (15, 35));
}

#[test]
fn the_usual_length_is_measured_once_enough_matters_were() {
    let mut times = ServiceTimes::default();
    (1..SERVICE_TIMES_ENOUGH).for_each(|_| times.push(100));

    let before = times.usual_s(8);
    times.push(5_000);
    let after = times.usual_s(8);

    assert_eq!((before, after), (480, 100));
}

#[test]
fn only_the_latest_matters_count() {
    let mut times = ServiceTimes::default();

    (0..SERVICE_TIMES_KEPT).for_each(|_| times.push(900));
    (0..SERVICE_TIMES_KEPT).for_each(|_| times.push(60));

    assert_eq!(times.usual_s(8), 60);
}

#[test]
fn who_came_back_waits_for_calls_and_an_appointment_for_its_time() {
    let mut queue = SeriesQueue::default();
    (1..=9).for_each(|n| queue.insert(queued(candidate(n, ORDINARY, 0))));
    queue.set_calls(4);
    let back = Queued {
        precedence: Precedence::AfterCalls { calls: 6 },
        ..queued(candidate(10, ORDINARY, 0))
    };
    let booked = queued(candidate(11, booked_in(5), 0));
    queue.insert(back);
    queue.insert(booked);

    let rules = QueueRules::default();
    let before = |one| queue.people_before(one, Turns::default(), &rules);

    assert_eq!((before(&back), before(&booked)), (2, 0));
    assert_eq!((queue.waiting().ordinary, queue.waiting().priority), (11, 0));
}

proptest! {
    #[test]
    fn people_before_is_what_calling_everybody_shows(
        classes in prop::collection::vec(any::<bool>(), 1..60),
        ordinary_before in 0_u32..5,
        pick in any::<prop::sample::Index>(),
    ) {
        let waiting: Vec<Candidate> = (1..).zip(&classes).map(|(n, is_priority)| {
            candidate(n, if *is_priority { PRIORITY } else { ORDINARY }, 0)
        }).collect();
        let own = waiting[pick.index(waiting.len())];
        let mut queue = SeriesQueue::default();
        waiting.iter().for_each(|one| queue.insert(queued(*one)));
        let turns = Turns { ordinary_before };

        let shown = queue.people_before(&queued(own), turns, &QueueRules::default());

        prop_assert_eq!(shown as usize, called_before(&own, waiting, turns));
    }

    #[test]
    fn a_new_ticket_is_told_what_its_place_says(
        classes in prop::collection::vec(any::<bool>(), 1..60),
        ordinary_before in 0_u32..5,
        is_priority in any::<bool>(),
    ) {
        let mut queue = SeriesQueue::default();
        for (n, is_priority) in (1..).zip(&classes) {
            queue.insert(queued(candidate(n, if *is_priority { PRIORITY } else { ORDINARY }, 0)));
        }
        let class = if is_priority { PRIORITY } else { ORDINARY };
        let (turns, rules) = (Turns { ordinary_before }, QueueRules::default());

        let told = people_before(queue.waiting(), class, turns, &rules);

        let own = queued(candidate(1_000, class, 0));
        queue.insert(own);
        prop_assert_eq!(told, queue.people_before(&own, turns, &rules));
    }
}

fn called_before(own: &Candidate, mut left: Vec<Candidate>, mut turns: Turns) -> usize {
    for before in 0.. {
        let choice = next(&left, turns, &QueueRules::default(), now()).expect("somebody waits");
        if choice.ticket == own.ticket {
            return before;
        }
        let at = left.iter().position(|one| one.ticket == choice.ticket).expect("it waits");
        turns = turns.after(left.remove(at).class, &choice.reason);
    }
    unreachable!("everybody is called")
}

fn queued(one: Candidate) -> Queued {
    let Candidate { ticket, class, since, sequence, .. } = one;
    Queued { ticket, class, since, sequence, precedence: Precedence::InTurn }
}
