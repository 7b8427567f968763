//! What travels by hand where there is no line: the same bytes as on the wire, in files.
//!
//! A hall's export is a folder. Each owed application is one tar archive, so that damage to one
//! harms no other; runs of the journal lie in archives of their own. The first part of an archive
//! is [`About`], the last is [`END`].

use serde::{Deserialize, Serialize};

use crate::ids::{FileId, HallId};
use crate::intake::SignedAcknowledgement;

/// The version of these files.
pub const VERSION: u32 = 1;
/// How the name of a file ends that goes to the centre.
pub const ENDING: &str = "mot-cua";
/// The part that says whose it is.
pub const ABOUT: &str = "about.json";
/// The part that holds the request of an envelope.
pub const ENVELOPE: &str = "envelope.json";
/// What the names of sealed chunks begin with.
pub const FILES: &str = "files/";
/// What the names of runs of the journal begin with.
pub const JOURNAL: &str = "journal/";
/// The last part, which is empty.
pub const END: &str = "end";

/// Whose a file is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Tells these files from all others.
    pub mark: String,
    /// The version of the file.
    pub version: u32,
    /// The hall.
    pub hall: HallId,
}

impl About {
    const MARK: &str = "MOT-CUA EXPORT";

    /// A file of this hall.
    pub fn of(hall: HallId) -> Self {
        Self { mark: Self::MARK.to_owned(), version: VERSION, hall }
    }

    /// Whether it is such a file at all.
    pub fn is_ours(&self) -> bool {
        self.mark == Self::MARK
    }
}

/// The centre's signed words, on their way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledgements {
    /// Tells these files from all others.
    pub mark: String,
    /// The version of the file.
    pub version: u32,
    /// The words.
    pub words: Vec<SignedAcknowledgement>,
}

impl Acknowledgements {
    const MARK: &str = "MOT-CUA ACKNOWLEDGEMENTS";

    /// A file of these words.
    pub fn of(words: Vec<SignedAcknowledgement>) -> Self {
        Self { mark: Self::MARK.to_owned(), version: VERSION, words }
    }

    /// Whether it is such a file at all.
    pub fn is_ours(&self) -> bool {
        self.mark == Self::MARK
    }
}

/// The name of a sealed chunk in its archive.
pub fn chunk_name(file: FileId, n: u32) -> String {
    format!("{FILES}{file}/{n}")
}

/// Reads the name of a sealed chunk.
pub fn read_chunk_name(name: &str) -> Option<(FileId, u32)> {
    let (file, n) = name.strip_prefix(FILES)?.split_once('/')?;
    Some((file.parse().ok()?, n.parse().ok()?))
}

/// The name of a run of the journal in its archive.
pub fn run_name(epoch: u32, first_seq: u64) -> String {
    format!("{JOURNAL}{epoch}/{first_seq}")
}

/// Reads the name of a run of the journal.
pub fn read_run_name(name: &str) -> Option<(u32, u64)> {
    let (epoch, first_seq) = name.strip_prefix(JOURNAL)?.split_once('/')?;
    Some((epoch.parse().ok()?, first_seq.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_as_they_were_written() {
        let file = FileId(uuid::Uuid::from_u128(7));

        assert_eq!(read_chunk_name(&chunk_name(file, 3)), Some((file, 3)));
        assert_eq!(read_run_name(&run_name(2, 501)), Some((2, 501)));
        for name in ["files/7/0", "files/", "journal/2", "journal/x/1", "end"] {
            assert_eq!(read_chunk_name(name), None, "{name}");
            assert_eq!(read_run_name(name), None, "{name}");
        }
    }
}
