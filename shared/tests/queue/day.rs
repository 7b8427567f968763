//! Any day: whatever comes, whenever somebody is called, the rules of the house hold.

use chrono::TimeDelta;
use proptest::prelude::*;
use shared::ids::TicketId;
use shared::queue::{
    Candidate, Choice, QueueRules, Queued, Reason, SeriesQueue, Turns, Wait, next,
};
use shared::ticket::{Precedence, TicketClass};
use shared::time::Timestamp;

use crate::{ORDINARY, PRIORITY, now, ticket};

/// What happens in a hall.
#[derive(Debug, Clone)]
enum Step {
    Arrives {
        in_series: usize,
        class: TicketClass,
    },
    /// The latest who was called is back, first in line.
    Resumes,
    /// The latest who was called came back after not showing up.
    Returns,
    Passes {
        minutes: i64,
    },
    Calls,
}

/// Two series, as one counter serves them.
#[derive(Default)]
struct Hall {
    series: [SeriesQueue; 2],
    turns: Turns,
    now: Timestamp,
    issued: u32,
    gone: Vec<(usize, Queued)>,
}

/// One call, and everybody who waited at that moment.
struct Call {
    waiting: Vec<Candidate>,
    turns: Turns,
    now: Timestamp,
    choice: Choice,
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_few_tickets_decide_like_all_of_them(steps in day()) {
        for call in calls(&steps) {
            let all = next(&call.waiting, call.turns, &QueueRules::default(), call.now);

            prop_assert_eq!(all, Some(call.choice));
        }
    }

    #[test]
    fn inside_a_class_nobody_is_overtaken(steps in day()) {
        for call in calls(&steps) {
            let own = call.called();
            let overtaken = call.waiting.iter().find(|one| {
                let same = one.class.is_priority() == own.class.is_priority();
                same && one.wait == Wait::InTurn && one.since < own.since
            });

            if own.wait == Wait::InTurn {
                prop_assert_eq!(overtaken, None);
            }
        }
    }

    #[test]
    fn whoever_waited_too_long_goes_before_everyone_who_did_not_oldest_first(steps in day()) {
        for call in calls(&steps) {
            let overdue = call.waiting.iter().filter(|one| is_overdue(one, call.now));
            let oldest = overdue.map(|one| one.since).min();

            match oldest {
                Some(oldest) => {
                    prop_assert_eq!(call.called().since, oldest);
                    let is_said = matches!(call.choice.reason, Reason::LongestWait { .. });
                    prop_assert!(is_said, "{:?}", call.choice.reason);
                }
                None => prop_assert!(!is_overdue(&call.called(), call.now)),
            }
        }
    }

    #[test]
    fn the_ratio_holds_while_nobody_waited_too_long(steps in day()) {
        for call in calls(&steps) {
            let waits = |is_priority: bool| call.waiting.iter().any(|one| {
                one.class.is_priority() == is_priority && is_in_class(one)
            });
            let is_plain = !call.waiting.iter().any(|one| {
                is_overdue(one, call.now) || one.wait == Wait::Returned { calls_to_go: 0 }
            });

            if is_plain && waits(true) && waits(false) {
                let is_priority_turn = call.turns.ordinary_before >= 2;
                prop_assert_eq!(call.called().class.is_priority(), is_priority_turn);
            }
        }
    }

    #[test]
    fn everybody_is_called_once(steps in day()) {
        let arrivals = steps.iter().filter(|step| matches!(step, Step::Arrives { .. })).count();
        let only_arrivals: Vec<Step> = steps
            .into_iter()
            .filter(|step| !matches!(step, Step::Resumes | Step::Returns))
            .chain(std::iter::repeat_n(Step::Calls, arrivals))
            .collect();

        let mut called: Vec<TicketId> =
            calls(&only_arrivals).into_iter().map(|call| call.choice.ticket).collect();

        called.sort_unstable();
        called.dedup();
        prop_assert_eq!(called.len(), arrivals);
    }
}

fn day() -> impl Strategy<Value = Vec<Step>> {
    let class = prop_oneof![3 => Just(ORDINARY), 1 => Just(PRIORITY)];
    let step = prop_oneof![
        5 => (0..2_usize, class).prop_map(|(in_series, class)| Step::Arrives { in_series, class }),
        1 => Just(Step::Resumes),
        1 => Just(Step::Returns),
        2 => (0..30_i64).prop_map(|minutes| Step::Passes { minutes }),
        4 => Just(Step::Calls),
    ];
    prop::collection::vec(step, 1..120)
}

fn calls(steps: &[Step]) -> Vec<Call> {
    let mut hall = Hall { now: now(), ..Hall::default() };
    steps.iter().filter_map(|step| hall.take(step)).collect()
}

impl Hall {
    fn take(&mut self, step: &Step) -> Option<Call> {
        // No two things happen at the same moment, so that the order of arrival is plain.
        self.now += TimeDelta::milliseconds(1);
        match step {
            Step::Arrives { in_series, class } => self.arrives(*in_series, *class),
            Step::Resumes => self.comes_back(|_| Precedence::First),
            Step::Returns => self.comes_back(|calls| Precedence::AfterCalls { calls: calls + 3 }),
            Step::Passes { minutes } => self.now += TimeDelta::minutes(*minutes),
            Step::Calls => return self.calls(),
        }
        None
    }

    fn arrives(&mut self, in_series: usize, class: TicketClass) {
        self.issued += 1;
        let (since, sequence, precedence) = (self.now, self.issued, Precedence::InTurn);
        let one = Queued { ticket: ticket(self.issued), class, since, sequence, precedence };
        self.series[in_series].insert(one);
        self.gone.retain(|(_, gone)| gone.ticket != one.ticket);
    }

    fn comes_back(&mut self, precedence: impl FnOnce(u32) -> Precedence) {
        let Some((in_series, one)) = self.gone.pop() else { return };
        let precedence = precedence(self.series[in_series].calls());
        self.series[in_series].insert(Queued { precedence, since: self.now, ..one });
    }

    fn calls(&mut self) -> Option<Call> {
        let waiting: Vec<Candidate> = self.series.iter().flat_map(SeriesQueue::everyone).collect();
        let heads: Vec<Candidate> = self.series.iter().flat_map(SeriesQueue::heads).collect();
        let choice = next(&heads, self.turns, &QueueRules::default(), self.now)?;
        let call = Call { waiting, turns: self.turns, now: self.now, choice };
        self.leaves(&call.called());
        self.turns = self.turns.after(call.called().class, &call.choice.reason);
        Some(call)
    }

    fn leaves(&mut self, called: &Candidate) {
        let Candidate { ticket, class, since, sequence, wait } = *called;
        let precedence = match wait {
            Wait::First => Precedence::First,
            Wait::InTurn | Wait::Reserved => Precedence::InTurn,
            Wait::Returned { .. } => Precedence::AfterCalls { calls: 0 },
        };
        let one = Queued { ticket, class, since, sequence, precedence };
        let is_there = |queue: &SeriesQueue| queue.everyone().any(|other| other.ticket == ticket);
        let in_series = self.series.iter().position(is_there).expect("who is called waits");
        let queue = &mut self.series[in_series];
        queue.remove(&one);
        queue.set_calls(queue.calls() + 1);
        self.gone.push((in_series, one));
    }
}

impl Call {
    fn called(&self) -> Candidate {
        let is_it = |one: &&Candidate| one.ticket == self.choice.ticket;
        *self.waiting.iter().find(is_it).expect("who is called waits")
    }
}

fn is_overdue(one: &Candidate, now: Timestamp) -> bool {
    let wait_max = if one.class.is_priority() { 20 } else { 60 };
    now - one.since >= TimeDelta::minutes(wait_max)
}

fn is_in_class(one: &Candidate) -> bool {
    match one.wait {
        Wait::First | Wait::InTurn => true,
        Wait::Returned { .. } | Wait::Reserved => false,
    }
}
