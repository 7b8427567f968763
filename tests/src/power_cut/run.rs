//! Many records, on every core, until there were enough cuts.

use std::env;
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use super::tally::Tally;

/// The seeds of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seeds {
    /// One after the other from here.
    From(u64),
    /// This one alone, to see it again.
    Only(u64),
}

impl Seeds {
    /// What the variable `SEED` names, or else from `usual` on.
    ///
    /// # Panics
    /// When it is no number.
    pub fn named_or_from(usual: u64) -> Self {
        env::var("SEED")
            .map_or(Self::From(usual), |seed| Self::Only(seed.parse().expect("a number")))
    }
}

/// Runs until there were so many cuts in each of the rounds, and says after each how it stands.
pub fn in_rounds(
    rounds: u64,
    cuts: u64,
    seeds: Seeds,
    of: impl Fn(u64) -> Tally + Sync,
    mut say: impl FnMut(&Tally),
) -> Tally {
    let mut all = Tally::default();
    for round in 0..rounds {
        let seeds = match seeds {
            Seeds::From(first) => Seeds::From(first + (round << 32)),
            Seeds::Only(_) if round > 0 => return all,
            Seeds::Only(_) => seeds,
        };
        all.add(until(cuts, seeds, &of));
        say(&all);
    }
    all
}

/// Runs one seed after the other on every core, until there were so many cuts.
pub fn until(cuts: u64, seeds: Seeds, of: impl Fn(u64) -> Tally + Sync) -> Tally {
    let first = match seeds {
        Seeds::From(first) => first,
        Seeds::Only(seed) => return of(seed),
    };
    let (next, all) = (AtomicU64::new(first), Mutex::new(Tally::default()));
    let work = || {
        while all.lock().expect("no worker panicked").cuts < cuts {
            let tally = of(next.fetch_add(1, Ordering::SeqCst));
            all.lock().expect("no worker panicked").add(tally);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
            scope.spawn(work);
        }
    });
    all.into_inner().expect("no worker panicked")
}
