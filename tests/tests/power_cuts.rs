//! The power goes at any moment, and once more while the hall comes back: what was promised is
//! there, whole and once, and the hall goes on.

use std::time::Instant;

use kiosk::store::Promise;
use promises::bench::marks::Marks;
use promises::power_cut::breach::BreachKind;
use promises::power_cut::cache::{Honesty, Wear};
use promises::power_cut::cuts::Cuts;
use promises::power_cut::premises::Premises;
use promises::power_cut::record::Record;
use promises::power_cut::run::{Seeds, in_rounds, until};
use promises::power_cut::tally::Tally;

/// Where the usual run begins.
const USUAL: u64 = 2026;

#[test]
fn ten_thousand_cuts_lose_nothing_double_nothing_and_leave_a_hall_that_opens() {
    let premises = Premises::furnish();

    let tally = until(10_000, Seeds::named_or_from(USUAL), |seed| mornings(&premises, seed, 2));

    assert_eq!(tally.broken(), 0, "{tally}");
    assert!(tally.nested * 2 >= tally.cuts, "{tally}");
}

#[test]
fn a_cut_in_the_first_creation_leaves_a_hall_that_opens() {
    let premises = Premises::furnish();

    let tally = Cuts::honest(10).of(&Record::of_creation(&premises, USUAL), &premises);

    assert_eq!(tally.broken(), 0, "{tally}");
    assert!(tally.nested * 2 >= tally.cuts, "{tally}");
}

#[test]
fn a_disk_that_lies_about_a_sync_is_noticed() {
    let premises = Premises::furnish();
    let record = Record::of_seed(&premises, USUAL, Promise::AfterCommit);

    let lying = Cuts { honesty: Honesty::Lying, ..Cuts::honest(2) };
    let tally = lying.of(&record, &premises);

    assert!(tally.of(BreachKind::Lost) > 0, "{tally}");
}

#[test]
fn an_answer_before_its_commit_is_noticed() {
    let premises = Premises::furnish();
    let record = Record::of_seed(&premises, USUAL, Promise::BeforeCommit);

    let tally = Cuts::honest(2).of(&record, &premises);

    assert!(tally.of(BreachKind::Lost) > 0, "{tally}");
}

#[test]
fn garbage_in_a_sector_that_was_being_written_breaks_no_promise() {
    let premises = Premises::furnish();
    let record = Record::of_seed(&premises, USUAL, Promise::AfterCommit);

    let worn = Cuts { wear: Wear::Garbage, ..Cuts::honest(4) };
    let tally = worn.of(&record, &premises);

    assert_eq!(tally.broken(), 0, "{tally}");
}

#[test]
fn garbage_in_the_header_breaks_no_promise_because_there_is_a_second_journal() {
    let premises = Premises::furnish();
    let record = Record::of_seed(&premises, USUAL, Promise::AfterCommit);

    let worn = Cuts { wear: Wear::GarbageHeader, ..Cuts::honest(4) };
    let tally = worn.of(&record, &premises);

    assert_eq!(tally.broken(), 0, "{tally}");
}

#[test]
fn the_same_seed_cuts_the_same() {
    let premises = Premises::furnish();

    let [first, second] = [(); 2].map(|()| {
        let record = Record::of_seed(&premises, USUAL + 1, Promise::AfterCommit);
        (record.shape(), Cuts::honest(1).of(&record, &premises).nested)
    });

    assert_eq!(first, second);
}

#[test]
#[ignore = "it takes many minutes: cargo xtask torture"]
fn a_million_cuts() {
    let premises = Premises::furnish();
    let first = rand::random::<u32>().into();
    let seeds = Seeds::named_or_from(first);
    eprintln!("{seeds:?}");

    let begun = Instant::now();
    let say = |tally: &Tally| eprint!("after {} s: {tally}", begun.elapsed().as_secs());
    let cuts = in_rounds(10, 100_000, seeds, |seed| mornings(&premises, seed, 4), say);
    let creation = |seed| Cuts::honest(20).of(&Record::of_creation(&premises, seed), &premises);
    let creations = in_rounds(2, 50_000, seeds, creation, say);

    if let Seeds::From(_) = seeds {
        write(&cuts, &creations);
        assert!(cuts.nested * 2 >= cuts.cuts, "{cuts}");
    }
    assert_eq!(cuts.broken() + creations.broken(), 0, "{cuts}\n{creations}");
}

fn mornings(premises: &Premises, seed: u64, remains: u64) -> Tally {
    Cuts::honest(remains).of(&Record::of_seed(premises, seed, Promise::AfterCommit), premises)
}

fn write(cuts: &Tally, creations: &Tally) {
    let sum = |of: fn(&Tally) -> u64| (of(cuts) + of(creations)) as f64;
    let mut marks = Marks::default();
    marks.set("torture.cuts", sum(|tally| tally.cuts));
    marks.set("torture.nested", sum(|tally| tally.nested));
    marks.set("torture.creations", creations.cuts as f64);
    marks.set("torture.lost", sum(|tally| tally.of(BreachKind::Lost)));
    marks.set("torture.doubled", sum(|tally| tally.of(BreachKind::Doubled)));
    marks.set(
        "torture.altered",
        sum(|tally| tally.of(BreachKind::Altered) + tally.of(BreachKind::Partial)),
    );
    marks.set(
        "torture.unopenable",
        sum(|tally| tally.of(BreachKind::Unopenable) + tally.of(BreachKind::Stuck)),
    );
    marks.write().expect("the marks can be written");
    eprintln!("{}", marks.table());
}
