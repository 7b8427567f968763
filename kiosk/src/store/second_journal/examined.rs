//! What can be said of the second journal without changing anything.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::record::Record;
use super::segment::with_padding;
use super::{FOLDER, names};
use crate::store::disk::OwnDisk;

/// How the second journal is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFacts {
    /// Its files.
    pub files: u32,
    /// Their bytes.
    pub bytes: u64,
    /// Whole records.
    pub records: u64,
    /// The record after which others are missing.
    pub gap_after: Option<u64>,
    /// Whether the last record was cut while it was written.
    pub is_torn: bool,
}

/// Reads every record.
pub(in crate::store) fn examine(data_dir: &Path) -> io::Result<SecondFacts> {
    let folder = data_dir.join(FOLDER);
    let mut facts = SecondFacts::default();
    let mut last = None;
    for name in names(&OwnDisk, &folder)? {
        let bytes = fs::read(folder.join(name.to_string()))?;
        facts.files += 1;
        facts.bytes += bytes.len() as u64;
        let mut at = 0;
        while let Some(record) = bytes.get(at..).and_then(Record::read) {
            // A file may begin with the last record of the one before.
            let follows = last.is_none_or(|last| record.number <= last + 1);
            if !follows {
                facts.gap_after = facts.gap_after.or(last);
            }
            last = Some(record.number);
            facts.records += 1;
            at += with_padding(record.whole.len());
        }
        let rest = bytes.get(at..).unwrap_or_default();
        facts.is_torn = rest.iter().any(|byte| *byte != 0);
    }
    Ok(facts)
}
