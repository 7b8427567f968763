//! What a disk has taken but not yet made durable, and what a power cut leaves of it.

use std::mem;

use rand::rngs::StdRng;
use rand::seq::IteratorRandom as _;
use rand::{Rng as _, RngExt as _};

use super::act::{Act, Platter};

/// What a disk writes wholly or not at all.
pub const SECTOR: usize = 512;

/// Whether a disk does what it says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Honesty {
    /// What it says is durable is durable.
    #[default]
    Honest,
    /// It says so, and keeps it in a cache that forgets.
    Lying,
}

/// How a cut treats a sector that was being written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Wear {
    /// It holds the old bytes or the new ones.
    #[default]
    Whole,
    /// One of them holds garbage, but not the one with the header of the database.
    Garbage,
    /// The one with the header of the database holds garbage, if it was being written.
    GarbageHeader,
}

/// A disk with a cache that a cut empties.
#[derive(Debug, Clone, Default)]
pub struct Cache {
    durable: Platter,
    waiting: Vec<Act>,
}

/// What of the waiting writes a cut keeps.
#[derive(Debug, Clone, Copy)]
enum Keeping {
    Nothing,
    Everything,
    /// The first ones, and of the next a part.
    First(usize),
    /// Each write, or not: one bit for each.
    Writes(u64),
    /// Each sector of each write, or not.
    Sectors,
    /// All sectors but very few.
    MostSectors,
    /// One write alone.
    Only(usize),
    /// All writes but one.
    AllBut(usize),
}

impl Cache {
    /// A disk whose cache is empty.
    pub fn over(durable: Platter) -> Self {
        Self { durable, waiting: Vec::new() }
    }

    /// Takes one thing.
    pub fn take(&mut self, act: Act, honesty: Honesty) {
        match (&act, honesty) {
            (Act::Sync { .. } | Act::SyncFolder, Honesty::Lying) => {}
            (Act::Sync { file }, Honesty::Honest) => {
                let file = *file;
                self.settle(|act| match act {
                    Act::Write { file: of, .. } | Act::SetLen { file: of, .. } => *of == file,
                    Act::Sync { .. } | Act::Name(_) | Act::SyncFolder => false,
                });
            }
            (Act::SyncFolder, Honesty::Honest) => {
                self.settle(|act| matches!(act, Act::Name(_)));
            }
            (Act::Write { .. } | Act::SetLen { .. } | Act::Name(_), _) => self.waiting.push(act),
        }
    }

    /// What a cut leaves. An act in flight may have been taken in part.
    pub fn cut(&self, in_flight: Option<&Act>, wear: Wear, random: &mut StdRng) -> Platter {
        let waiting: Vec<&Act> = self.waiting.iter().chain(in_flight).collect();
        let keeping = Keeping::choose(waiting.len(), random);
        let mut left = self.durable.clone();
        // A journalling file system keeps changes of names in their order.
        let names = waiting.iter().filter(|act| matches!(act, Act::Name(_))).count();
        let mut names_kept = random.random_range(0..=names);
        for (index, act) in waiting.iter().copied().enumerate() {
            match act {
                Act::Name(_) if names_kept > 0 => {
                    names_kept -= 1;
                    left.apply(act);
                }
                Act::SetLen { .. } if keeping.keeps(index, random) => left.apply(act),
                Act::Write { file, offset, data } => {
                    let image = left.file(*file);
                    for (at, sector) in sectors(*offset, data) {
                        if keeping.keeps(index, random) {
                            image.write(at, sector);
                        }
                    }
                }
                Act::Name(_) | Act::SetLen { .. } | Act::Sync { .. } | Act::SyncFolder => {}
            }
        }
        spoil(&mut left, &waiting, wear, random);
        left
    }

    fn settle(&mut self, is_synced: impl Fn(&Act) -> bool) {
        for act in mem::take(&mut self.waiting) {
            if is_synced(&act) {
                self.durable.apply(&act);
            } else {
                self.waiting.push(act);
            }
        }
    }
}

impl Keeping {
    fn choose(waiting: usize, random: &mut StdRng) -> Self {
        let one = random.random_range(0..waiting.max(1));
        match random.random_range(0..16) {
            0 => Self::Nothing,
            1 => Self::Everything,
            2..=4 => Self::First(one),
            5..=7 => Self::Writes(random.next_u64()),
            8..=10 => Self::Sectors,
            11..=12 => Self::MostSectors,
            13 => Self::Only(one),
            _ => Self::AllBut(one),
        }
    }

    /// Whether one more part of an act is kept.
    fn keeps(self, write: usize, random: &mut StdRng) -> bool {
        match self {
            Self::Nothing => false,
            Self::Everything => true,
            Self::First(n) => write < n || write == n && random.random_bool(0.5),
            Self::Writes(bits) => bits >> (write % 64) & 1 == 1,
            Self::Sectors => random.random_bool(0.5),
            Self::MostSectors => random.random_bool(0.97),
            Self::Only(n) => write == n,
            Self::AllBut(n) => write != n,
        }
    }
}

/// Puts garbage into one of the sectors that were being written.
fn spoil(left: &mut Platter, waiting: &[&Act], wear: Wear, random: &mut StdRng) {
    let may_spoil = |at: usize| match wear {
        Wear::Whole => false,
        Wear::Garbage => at >= SECTOR,
        Wear::GarbageHeader => at < SECTOR,
    };
    let writes = waiting.iter().filter_map(|act| match act {
        Act::Write { file, offset, data } => Some((*file, *offset, data)),
        Act::SetLen { .. } | Act::Sync { .. } | Act::Name(_) | Act::SyncFolder => None,
    });
    let written = writes.flat_map(|(file, offset, data)| {
        sectors(offset, data).map(move |(at, sector)| (file, at, sector.len()))
    });
    if let Some((file, at, len)) = written.filter(|(_, at, _)| may_spoil(*at)).choose(random) {
        let mut garbage = vec![0; len];
        random.fill_bytes(&mut garbage);
        left.file(file).write(at, &garbage);
    }
}

/// The parts of a write that lie in different sectors.
fn sectors(offset: usize, data: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let first = (SECTOR - offset % SECTOR).min(data.len());
    let (head, rest) = data.split_at(first);
    let rest = rest.chunks(SECTOR).enumerate();
    let rest = rest.map(move |(n, sector)| (offset + first + n * SECTOR, sector));
    std::iter::once((offset, head)).chain(rest)
}
