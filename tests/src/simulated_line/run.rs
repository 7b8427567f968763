//! Runs from seeds, each of them twice, on every core.

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use tokio::runtime::{Builder, Runtime};

use super::asking::Faith;
use super::book::{Book, Memory};
use super::plan::Plan;
use super::premises::Premises;
use super::world::World;
use crate::power_cut::breach::{Breach, BreachKind};
use crate::power_cut::run::Seeds;

/// What came of a run.
#[derive(Debug, Clone)]
pub struct Ran {
    /// What happened, digested.
    pub trace: [u8; 32],
    /// How much happened.
    pub happened: u64,
    /// Submissions that the halls accepted.
    pub accepted: u64,
    /// Simulated milliseconds.
    pub lasted: u64,
    /// How long it took from the calm on.
    pub calm: u64,
    /// What was met, and how often.
    pub counts: BTreeMap<&'static str, u64>,
    /// The promise that was broken.
    pub breach: Option<Breach>,
}

/// What came of many.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Seeds.
    pub seeds: u64,
    /// Events, of the first run of each seed.
    pub happened: u64,
    /// Submissions that halls accepted.
    pub accepted: u64,
    /// Simulated milliseconds.
    pub lasted: u64,
    /// The longest time from the calm to the end.
    pub calm_max: u64,
    /// What was met, and how often.
    pub counts: BTreeMap<&'static str, u64>,
    /// Seeds whose second run was another.
    pub differ: Vec<u64>,
    /// Broken promises.
    pub breaches: BTreeMap<BreachKind, u64>,
    /// The first of them, with its seed.
    pub failures: Vec<(u64, Breach)>,
}

/// Runs a plan.
pub fn run(premises: &Premises, plan: Plan, faith: Faith, memory: Memory, is_shown: bool) -> Ran {
    let runtime = entered();
    let _entered = runtime.enter();
    let calm_at = plan.calm_at;
    let mut world = World::begin(premises, plan, Book::new(memory), faith, is_shown);
    let breach = world.run().err();
    let ran = Ran {
        trace: world.trace.digest(),
        happened: world.trace.lines(),
        accepted: world.accepted.len() as u64,
        lasted: world.now,
        calm: world.done_at.saturating_sub(calm_at),
        counts: world.trace.counts().clone(),
        breach,
    };
    drop(world.close());
    ran
}

/// A runtime on whose threads the store seals files.
pub(super) fn entered() -> Runtime {
    let runtime = Builder::new_multi_thread().worker_threads(1).max_blocking_threads(1).build();
    runtime.expect("a runtime can be made")
}

impl Tally {
    /// Whether every promise was kept and every second run was the first one again.
    pub fn is_clean(&self) -> bool {
        self.breaches.is_empty() && self.differ.is_empty()
    }

    fn add(&mut self, seed: u64, first: Ran, is_same: bool) {
        self.seeds += 1;
        self.happened += first.happened;
        self.accepted += first.accepted;
        self.lasted += first.lasted;
        self.calm_max = self.calm_max.max(first.calm);
        for (what, count) in first.counts {
            *self.counts.entry(what).or_default() += count;
        }
        if !is_same {
            self.differ.push(seed);
        }
        if let Some(breach) = first.breach {
            *self.breaches.entry(breach.kind).or_default() += 1;
            self.failures.push((seed, breach));
        }
    }
}

/// Runs seeds on every core, each twice.
pub fn twice(premises: &Premises, seeds: Seeds, count: u64) -> Tally {
    let (first, count) = match seeds {
        Seeds::From(first) => (first, count),
        Seeds::Only(seed) => (seed, 1),
    };
    let is_shown = matches!(seeds, Seeds::Only(_));
    let (next, all) = (AtomicU64::new(first), Mutex::new(Tally::default()));
    let once = |seed, is_shown| {
        let plan = Plan::of_seed(seed);
        run(premises, plan, Faith::Verified, Memory::Permanent, is_shown)
    };
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::SeqCst);
            if seed >= first + count {
                return;
            }
            let (one, other) = (once(seed, is_shown), once(seed, false));
            let is_same = one.trace == other.trace && one.breach == other.breach;
            all.lock().expect("no worker panicked").add(seed, one, is_same);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
            scope.spawn(work);
        }
    });
    all.into_inner().expect("no worker panicked")
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seeds, happened, accepted, breaches, differ, .. } = self;
        let days = self.lasted / super::weather::DAY;
        writeln!(
            formatter,
            "{seeds} seeds twice, {accepted} submissions, {happened} events, {days} days, calm at \
             most {} min, {breaches:?}, other the second time: {differ:?}",
            self.calm_max / super::weather::MINUTE,
        )?;
        writeln!(formatter, "{:?}", self.counts)?;
        for (seed, breach) in self.failures.iter().take(10) {
            writeln!(formatter, "SEED={seed}: {breach}")?;
        }
        Ok(())
    }
}
