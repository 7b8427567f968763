//! The great outage: many halls, each with very many submissions, whose line is down for 30 days.

use std::collections::BTreeSet;
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use shared::digest::Digest;

use super::asking::Faith;
use super::book::{Book, Memory};
use super::plan::Plan;
use super::premises::Premises;
use super::run::entered;
use super::trace::Trace;
use super::weather::DAY;
use super::world::World;
use crate::power_cut::breach::Breach;

/// How great it is.
#[derive(Debug, Clone, Copy)]
pub struct Outage {
    /// Halls that are simulated together; a run holds their disks in memory.
    pub halls: usize,
    /// How many times so many.
    pub shifts: u64,
    /// Submissions of each hall.
    pub submissions: usize,
    /// The chance that an exchange goes wrong once the line is back.
    pub chance: f64,
}

/// What came of it.
#[derive(Debug, Clone, Default)]
pub struct Passed {
    /// What the halls accepted: manifests and envelopes.
    pub accepted: BTreeSet<(Digest, Digest)>,
    /// What the centre holds and began a dossier of.
    pub held: BTreeSet<(Digest, Digest)>,
    /// Dossiers.
    pub dossiers: usize,
    /// Tries that had to be made again.
    pub again: u64,
    /// The longest time from the end of the outage until a hall owed nothing any more.
    pub longest: u64,
}

impl Outage {
    /// Lets it pass, shift by shift on every core; each hall is compared with the centre as in any
    /// other run. Each worker's centre keeps what all its shifts brought.
    pub fn pass(
        self,
        premises: &Premises,
        seed: u64,
        say: impl Fn(u64, &Passed) + Sync,
    ) -> Result<Passed, Breach> {
        let (next, all) = (AtomicU64::new(0), Mutex::new(Passed::default()));
        let work = || -> Result<(), Breach> {
            let runtime = entered();
            let _entered = runtime.enter();
            let mut book = Book::new(Memory::Permanent);
            loop {
                let shift = next.fetch_add(1, Ordering::SeqCst);
                if shift >= self.shifts {
                    break;
                }
                book = self.shift(premises, seed + shift, book, &all)?;
                say(shift + 1, &all.lock().expect("no worker panicked"));
            }
            all.lock().expect("no worker panicked").read(&book);
            Ok(())
        };
        let workers = thread::available_parallelism().map_or(1, NonZero::get);
        thread::scope(|scope| {
            let working: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
            working.into_iter().try_for_each(|one| one.join().expect("no worker panicked"))
        })?;
        Ok(all.into_inner().expect("no worker panicked"))
    }

    fn shift(
        self,
        premises: &Premises,
        seed: u64,
        book: Book,
        all: &Mutex<Passed>,
    ) -> Result<Book, Breach> {
        let Self { halls, submissions, chance, .. } = self;
        let plan = Plan::of_the_great_outage(seed, halls, submissions, chance);
        let mut world = World::begin(premises, plan, book, Faith::Verified, false);
        world.run()?;
        let mut passed = all.lock().expect("no worker panicked");
        let bytes = world.accepted.values().map(|one| (one.manifest, one.envelope));
        passed.accepted.extend(bytes);
        passed.longest = passed.longest.max(world.last_settled_at.saturating_sub(30 * DAY));
        passed.again += again(&world.trace);
        drop(passed);
        Ok(world.close())
    }
}

impl Passed {
    /// Takes in what a centre holds.
    fn read(&mut self, book: &Book) {
        let inbox = book.inbox.iter().filter(|(id, _)| book.dossiers.contains_key(*id));
        self.held.extend(inbox.map(|(_, held)| (held.manifest_hash, held.envelope_hash)));
        self.dossiers += book.dossiers.values().map(Vec::len).sum::<usize>();
    }
}

/// The tries that ended without the centre's word.
fn again(trace: &Trace) -> u64 {
    let ends = ["silence", "not the centre's word", "a status to try again after", "lane stopped"];
    ends.iter().filter_map(|what| trace.counts().get(what)).sum()
}
