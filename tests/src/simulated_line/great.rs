//! The great outage: many halls, each with very many submissions, whose line is down for 30 days.

use std::collections::BTreeSet;

use shared::digest::Digest;

use super::asking::Faith;
use super::book::{Book, Memory};
use super::plan::Plan;
use super::premises::Premises;
use super::run::entered;
use super::weather::DAY;
use super::world::World;
use crate::power_cut::breach::Breach;

/// How great it is.
#[derive(Debug, Clone, Copy)]
pub struct Outage {
    /// Halls that are simulated together; a run holds their disks in memory.
    pub halls: usize,
    /// How many times so many, one after the other, at one centre that keeps everything.
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
    /// What the centre holds, of which it began a dossier.
    pub held: BTreeSet<(Digest, Digest)>,
    /// Dossiers.
    pub dossiers: usize,
    /// Tries that had to be made again.
    pub again: u64,
    /// The longest time from the end of the outage until a hall owed nothing any more.
    pub longest: u64,
}

impl Outage {
    /// Lets it pass; each hall is compared with the centre as any other, and then all together.
    pub fn pass(
        self,
        premises: &Premises,
        seed: u64,
        mut say: impl FnMut(u64, &Passed),
    ) -> Result<Passed, Breach> {
        let runtime = entered();
        let _entered = runtime.enter();
        let (mut book, mut passed) = (Book::new(Memory::Permanent), Passed::default());
        for shift in 0..self.shifts {
            let Self { halls, submissions, chance, .. } = self;
            let plan = Plan::of_the_great_outage(seed + shift, halls, submissions, chance);
            let mut world = World::begin(premises, plan, book, Faith::Verified, false);
            world.run()?;
            let bytes = world.accepted.values().map(|one| (one.manifest, one.envelope));
            passed.accepted.extend(bytes);
            passed.longest = passed.longest.max(world.last_settled_at.saturating_sub(30 * DAY));
            let counts = world.trace.counts();
            let settled = counts.get("settled").copied().unwrap_or(0);
            let tries: u64 = ["settled", "silence", "not the centre's word"]
                .into_iter()
                .chain(["a status to try again after", "lane stopped"])
                .filter_map(|what| counts.get(what))
                .sum();
            passed.again += tries - settled;
            book = world.close();
            say(shift + 1, &passed);
        }
        let inbox = book.inbox.iter().filter(|(id, _)| book.dossiers.contains_key(*id));
        passed.held = inbox.map(|(_, held)| (held.manifest_hash, held.envelope_hash)).collect();
        passed.dossiers = book.dossiers.values().map(Vec::len).sum();
        Ok(passed)
    }
}
