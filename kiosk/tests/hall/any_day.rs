//! Any day, with retries, cuts and restarts in it: numbers without gaps, tickets at one counter.

mod hall;

use std::collections::BTreeMap;

use proptest::prelude::*;
use shared::hall::Verb;
use shared::queue::PickGround;
use shared::ticket::{Ending, Keeps, Transfer};

use hall::{COUNTERS, DayHall};

/// What happens on a day.
#[derive(Debug, Clone)]
enum Step {
    /// Somebody asks for a number; the same slot is the same request again.
    Asks { slot: usize },
    /// An officer presses a verb.
    Presses { counter: u16, press: Press },
    /// Time passes.
    Passes { minutes: i64 },
    /// The node stops in order and starts again.
    Restarts,
    /// The plug is pulled after so many writes to the disk.
    Cut { after_writes: i64 },
}

/// A verb; those about tickets that are not at hand name them by slot.
#[derive(Debug, Clone)]
enum Press {
    Next,
    Pick { slot: usize },
    Recall,
    Serve,
    GoOn,
    Hold,
    Resume { slot: usize },
    Return { slot: usize },
    Again { slot: usize },
    ToSeries { keeps: Keeps },
    ToCounter { counter: u16 },
    Close { ending: Ending },
}

/// Tickets that may be asked for; the even ones are of series A, the odd ones of C.
const SLOTS: usize = 16;

proptest! {
    // Each case opens a store several times, with every fsync that belongs to it.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_happens_numbers_have_no_gap_and_no_ticket_is_at_two_counters(steps in day()) {
        let mut hall = DayHall::open();

        for step in &steps {
            match step {
                Step::Asks { slot } => hall.ask(*slot),
                Step::Presses { counter, press } => hall.press(*counter, &verb(&hall, press)),
                Step::Passes { minutes } => hall.pass(*minutes),
                Step::Restarts => hall.restart(),
                Step::Cut { after_writes } => hall.cut_after(*after_writes),
            }
            hall.assert_each_ticket_at_one_counter();
        }
        hall.cut_after(0);
        for slot in 0..SLOTS {
            hall.ask(slot);
        }

        assert_gapless(&hall.numbers());
        hall.assert_the_journal_tells_the_same();
    }
}

fn day() -> impl Strategy<Value = Vec<Step>> {
    let slot = 0..SLOTS;
    let press = prop_oneof![
        6 => Just(Press::Next),
        1 => slot.clone().prop_map(|slot| Press::Pick { slot }),
        1 => Just(Press::Recall),
        2 => Just(Press::Serve),
        1 => Just(Press::GoOn),
        1 => Just(Press::Hold),
        1 => slot.clone().prop_map(|slot| Press::Resume { slot }),
        1 => slot.clone().prop_map(|slot| Press::Return { slot }),
        1 => slot.clone().prop_map(|slot| Press::Again { slot }),
        1 => prop_oneof![Just(Keeps::Arrival), Just(Keeps::FirstInLine)]
            .prop_map(|keeps| Press::ToSeries { keeps }),
        1 => (1..=COUNTERS).prop_map(|counter| Press::ToCounter { counter }),
        3 => prop_oneof![Just(Ending::Served), Just(Ending::NoShow)]
            .prop_map(|ending| Press::Close { ending }),
    ];
    let step = prop_oneof![
        8 => slot.prop_map(|slot| Step::Asks { slot }),
        12 => (1..=COUNTERS, press).prop_map(|(counter, press)| Step::Presses { counter, press }),
        2 => (1..40_i64).prop_map(|minutes| Step::Passes { minutes }),
        1 => Just(Step::Restarts),
        2 => (0..14_i64).prop_map(|after_writes| Step::Cut { after_writes }),
    ];
    prop::collection::vec(step, 1..60)
}

fn verb(hall: &DayHall, press: &Press) -> Verb {
    match press {
        Press::Next => Verb::Next,
        Press::Pick { slot } => {
            let (ticket, ground) = (hall.ticket(*slot), PickGround::ShortMatter);
            Verb::Pick { ticket, ground, note: None }
        }
        Press::Recall => Verb::Recall,
        Press::Serve => Verb::Serve,
        Press::GoOn => Verb::GoOn { procedure: crate::support::COPIES.into() },
        Press::Hold => Verb::Hold { minutes: 10 },
        Press::Resume { slot } => Verb::Resume { ticket: hall.ticket(*slot) },
        Press::Return { slot } => Verb::Return { ticket: hall.ticket(*slot) },
        Press::Again { slot } => Verb::Again { ticket: hall.ticket(*slot) },
        Press::ToSeries { keeps } => {
            let transfer = Transfer::Series { series: "C".into(), keeps: *keeps };
            Verb::Transfer { transfer }
        }
        Press::ToCounter { counter } => {
            let transfer = Transfer::Counter { counter: shared::ids::CounterId(*counter) };
            Verb::Transfer { transfer }
        }
        Press::Close { ending } => Verb::Close { ending: *ending },
    }
}

fn assert_gapless(numbers: &BTreeMap<String, Vec<u32>>) {
    for (series, numbers) in numbers {
        let count = u32::try_from(numbers.len()).expect("few tickets");
        assert_eq!(*numbers, (1..=count).collect::<Vec<_>>(), "in series {series}");
    }
}
