//! Looks at the second journal without opening it for anybody.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::FOLDER;
use super::record::Record;
use super::segment::with_padding;
use super::{SegmentName, names};
use crate::store::disk::OwnDisk;

/// How the second journal was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondLook {
    /// Its files.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Its records that hold.
    pub records: u64,
    /// Whether no record is missing between two others.
    pub is_whole: bool,
}

/// Reads all of it.
pub(in crate::store) fn look(data_dir: &Path) -> io::Result<SecondLook> {
    let folder = data_dir.join(FOLDER);
    let names: Vec<SegmentName> = names(&OwnDisk, &folder)?;
    let mut look = SecondLook { files: names.len(), bytes: 0, records: 0, is_whole: true };
    let mut last = None;
    for name in names {
        let bytes = fs::read(folder.join(name.to_string()))?;
        look.bytes += bytes.len() as u64;
        let mut at = 0;
        while let Some(record) = bytes.get(at..).and_then(Record::read) {
            // A record may have been written once more at the head of the next file.
            let follows = last.is_none_or(|last| [last, last + 1].contains(&record.number));
            look.is_whole &= follows;
            last = Some(record.number);
            look.records += 1;
            at += with_padding(record.whole.len());
        }
    }
    Ok(look)
}
