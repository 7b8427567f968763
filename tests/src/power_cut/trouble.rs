//! What goes wrong at a disk, and when.

use std::io;

use super::cache::Honesty;

/// What goes wrong at a disk, and when. Nothing does by default.
#[derive(Debug, Clone, Copy, Default)]
pub struct Plan {
    /// The power goes while this act is under way.
    pub cut_at: Option<u64>,
    /// Something fails.
    pub trouble: Option<Trouble>,
    /// Whether a sync does what it says.
    pub honesty: Honesty,
}

/// A failure, and when it comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trouble {
    /// What it is.
    pub fault: Fault,
    /// The act at which it begins; of a read the read, of a growth the growth. From 0.
    pub at: u64,
}

/// A failure of a disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// One act fails, the next do not.
    Once,
    /// Every act fails until the disk is mended.
    Lasting,
    /// No act that needs room succeeds until there is some.
    NoSpace,
    /// The file cannot grow until there is room; what it has can be written.
    NoGrowth,
    /// One read fails, the next do not.
    Read,
}

impl Fault {
    /// What whoever met it is told.
    pub fn error(self) -> io::Error {
        match self {
            Self::Once | Self::Lasting => io::Error::other("the disk broke"),
            Self::NoSpace | Self::NoGrowth => io::ErrorKind::StorageFull.into(),
            Self::Read => io::Error::other("the disk cannot read"),
        }
    }
}
