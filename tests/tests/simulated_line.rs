//! Whatever the line does, what a hall accepted is at the centre once, and both ends agree.

use std::time::Instant;

use promises::bench::marks::Marks;
use promises::power_cut::breach::BreachKind;
use promises::power_cut::run::Seeds;
use promises::simulated_line::asking::Faith;
use promises::simulated_line::book::Memory;
use promises::simulated_line::great::{Outage, Passed};
use promises::simulated_line::plan::Plan;
use promises::simulated_line::premises::Premises;
use promises::simulated_line::run::{Tally, run, twice};
use promises::simulated_line::weather::MINUTE;

/// Where the usual run begins.
const USUAL: u64 = 2026;
/// Seeds of the usual run.
const SEEDS: u64 = 200;
/// Seeds until a canary must have been noticed.
const CANARY: u64 = 200;
/// What a run that proves anything must have met.
const MET: [&str; 31] = [
    "a status to try again after",
    "about to be cut",
    "arrived",
    "arrived late",
    "arrived twice",
    "broke half",
    "chunk",
    "clock turned back",
    "clock turned forward",
    "cut at rest",
    "cut while keeping",
    "cut while opening",
    "cut while sending",
    "kept although nobody heard so",
    "kept house",
    "killed",
    "lane stopped",
    "lost its answer",
    "met a portal",
    "not the centre's word",
    "parked",
    "settled",
    "silence",
    "stopped",
    "tried again by a person",
    "was answered late",
    "was done and said to have failed",
    "was forgotten by a centre that fell",
    "was lost",
    "was put off",
    "was refused a connection",
];

#[test]
fn whatever_the_line_does_everything_arrives_once_and_the_same_seed_is_the_same_run() {
    let premises = Premises::furnish();
    let seeds = Seeds::named_or_from(USUAL);

    let tally = twice(&premises, seeds, SEEDS);

    assert!(tally.is_clean(), "{tally}");
    assert!(has_met_everything(&tally) || matches!(seeds, Seeds::Only(_)), "{tally}");
}

#[test]
fn a_hall_that_believes_any_word_is_noticed() {
    let premises = Premises::furnish();

    let found = canary(&premises, Faith::Blind, Memory::Permanent, BreachKind::Lost);

    assert!(found.is_some(), "nothing was noticed");
}

#[test]
fn a_centre_that_forgets_its_permanent_key_is_noticed() {
    let premises = Premises::furnish();

    let found = canary(&premises, Faith::Verified, Memory::Forgets, BreachKind::Doubled);

    assert!(found.is_some(), "nothing was noticed");
}

#[test]
fn after_an_outage_of_thirty_days_both_ends_hold_the_same() {
    let outage = Outage { halls: 2, shifts: 2, submissions: 100, chance: 0.3 };

    let passed = outage.pass(&Premises::furnish(), USUAL, |_, _| {}).expect("no broken promise");

    assert_eq!(passed.accepted.len(), 400);
    assert_eq!((&passed.held, passed.dossiers), (&passed.accepted, 400));
}

#[test]
#[ignore = "it takes many minutes: cargo xtask torture"]
fn ten_thousand_lines() {
    let premises = Premises::furnish();
    let seeds = Seeds::named_or_from(rand::random::<u32>().into());
    eprintln!("{seeds:?}");

    let begun = Instant::now();
    let tally = twice(&premises, seeds, 10_000);

    eprintln!("after {} s: {tally}", begun.elapsed().as_secs());
    if let Seeds::From(_) = seeds {
        write(&tally);
        assert!(has_met_everything(&tally), "{tally}");
    }
    assert!(tally.is_clean(), "{tally}");
}

#[test]
#[ignore = "it takes many minutes: cargo xtask torture"]
fn a_million_submissions_after_thirty_days() {
    let outage = Outage { halls: 4, shifts: 25, submissions: 10_000, chance: 0.3 };
    let seed = match Seeds::named_or_from(rand::random::<u32>().into()) {
        Seeds::From(seed) | Seeds::Only(seed) => seed,
    };
    eprintln!("SEED={seed}");

    let begun = Instant::now();
    let say = |shift, passed: &Passed| {
        let (accepted, again) = (passed.accepted.len(), passed.again);
        let seconds = begun.elapsed().as_secs();
        eprintln!("shift {shift} after {seconds} s: {accepted} accepted, {again} tries again");
    };
    let passed = outage.pass(&Premises::furnish(), seed, say).expect("no broken promise");

    let mut marks = Marks::default();
    marks.set("torture.line.submissions", passed.accepted.len() as f64);
    marks.set("torture.line.tries_again", passed.again as f64);
    marks.set("torture.line.drained_min", (passed.longest / MINUTE) as f64);
    marks.write().expect("the marks can be written");
    eprintln!("{}", marks.table());
    assert_eq!(passed.accepted.len(), 1_000_000);
    assert_eq!(passed.dossiers, 1_000_000);
    assert!(passed.held == passed.accepted, "both ends hold the same");
}

/// The first seed with which such a breach is found.
fn canary(premises: &Premises, faith: Faith, memory: Memory, kind: BreachKind) -> Option<u64> {
    let breach = |seed| run(premises, Plan::of_seed(seed), faith, memory, false).breach;
    (USUAL..USUAL + CANARY).find(|seed| breach(*seed).is_some_and(|found| found.kind == kind))
}

fn has_met_everything(tally: &Tally) -> bool {
    MET.iter().all(|what| tally.counts.contains_key(what))
}

fn write(tally: &Tally) {
    let mut marks = Marks::default();
    marks.set("torture.line.seeds", tally.seeds as f64);
    marks.set("torture.line.events", tally.happened as f64);
    marks.set("torture.line.accepted", tally.accepted as f64);
    marks.set("torture.line.broken", tally.breaches.values().sum::<u64>() as f64);
    marks.set("torture.line.differ", tally.differ.len() as f64);
    marks.set("torture.line.calm_max_min", (tally.calm_max / MINUTE) as f64);
    marks.write().expect("the marks can be written");
    eprintln!("{}", marks.table());
}
