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
