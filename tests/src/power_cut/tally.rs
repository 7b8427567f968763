//! What came of many cuts.

use std::collections::BTreeMap;
use std::fmt;

use super::breach::{Breach, BreachKind};

/// Failures that are kept word by word.
const KEPT: usize = 5;

/// What came of many cuts.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Cuts after which a hall was opened and checked.
    pub cuts: u64,
    /// Further cuts while a hall came back.
    pub nested: u64,
    /// Further cuts after a hall had come back and accepted something.
    pub later: u64,
    /// Broken promises of each kind.
    pub breaches: BTreeMap<BreachKind, u64>,
    /// The first of them.
    pub failures: Vec<Failure>,
}

/// A cut after which a promise was broken, and how to see it again.
#[derive(Debug, Clone)]
pub struct Failure {
    /// The seed of the record.
    pub seed: u64,
    /// The act at which the power went.
    pub at: usize,
    /// Which of the remains came back.
    pub remain: u64,
    /// The cuts that followed while it came back.
    pub nested: u64,
    /// The promise.
    pub breach: Breach,
}

impl Tally {
    /// Counts a broken promise.
    pub fn fail(&mut self, failure: Failure) {
        *self.breaches.entry(failure.breach.kind).or_default() += 1;
        if self.failures.len() < KEPT {
            self.failures.push(failure);
        }
    }

    /// How often a promise of this kind was broken.
    pub fn of(&self, kind: BreachKind) -> u64 {
        self.breaches.get(&kind).copied().unwrap_or(0)
    }

    /// How often any promise was broken.
    pub fn broken(&self) -> u64 {
        self.breaches.values().sum()
    }

    /// Takes over another tally.
    pub fn add(&mut self, other: Self) {
        self.cuts += other.cuts;
        self.nested += other.nested;
        self.later += other.later;
        for (kind, count) in other.breaches {
            *self.breaches.entry(kind).or_default() += count;
        }
        self.failures.extend(other.failures);
        self.failures.truncate(KEPT);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cuts, nested, later, breaches, failures } = self;
        writeln!(
            formatter,
            "{cuts} cuts, {nested} more while halls came back, {later} after that, {breaches:?}"
        )?;
        for Failure { seed, at, remain, nested, breach } in failures {
            writeln!(
                formatter,
                "SEED={seed} at act {at}, remain {remain}, {nested} nested: {breach}"
            )?;
        }
        Ok(())
    }
}
