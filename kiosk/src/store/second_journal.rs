//! The second journal: what happened to the rows, batch by batch, in files beside the database.
//!
//! A batch is durable once its record is here. The database follows at once in memory and on the
//! disk now and then; at the next start it takes what it missed from here. When it is gone or
//! damaged it is made anew from here.

mod look;
mod record;
mod replay;
mod segment;
#[cfg(test)]
mod tests;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use shared::time::Timestamp;

use super::disk::Disk;
use super::error::StoreFault;

pub use look::SecondLook;
pub(super) use look::look;
pub(super) use record::Recorder;
pub(super) use replay::{Replayed, replay};

use segment::Segment;
pub(super) use segment::with_padding;

const FOLDER: &str = "second";
/// A file that has come to this size is followed by another.
pub(super) const SEGMENT_BYTES: u64 = 32 * 1024 * 1024;

/// The place where the writer appends.
pub(super) struct SecondJournal {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    segment: Segment,
    last: u64,
}

impl SecondJournal {
    /// Begins a file after what was replayed.
    pub(super) fn begin(
        disk: &Arc<dyn Disk>,
        data_dir: &Path,
        replayed: &Replayed,
        now: Timestamp,
    ) -> io::Result<Self> {
        let (folder, last) = (data_dir.join(FOLDER), replayed.last);
        let first = if replayed.once_more.is_some() { last } else { last + 1 };
        let mut segment = begin_segment(&**disk, &folder, first, now)?;
        if let Some(record) = &replayed.once_more {
            segment.append(record)?;
        }
        Ok(Self { disk: Arc::clone(disk), folder, segment, last })
    }

    /// The number of the last record.
    pub(super) fn last(&self) -> u64 {
        self.last
    }

    /// Appends a batch and makes it durable; returns its bytes. After an error it is of no use.
    pub(super) fn append(&mut self, changes: Recorder) -> Result<u64, StoreFault> {
        let record = changes.seal(self.last + 1);
        self.segment.append(&record)?;
        self.last += 1;
        Ok(record.len() as u64)
    }

    /// Whether the next batch is to begin a new file.
    pub(super) fn is_full(&self) -> bool {
        self.segment.bytes() >= SEGMENT_BYTES
    }

    /// Begins a new file; its first batch restates the standing facts.
    pub(super) fn turn_over(&mut self, now: Timestamp) -> Result<(), StoreFault> {
        self.segment = begin_segment(&*self.disk, &self.folder, self.last + 1, now)?;
        Ok(())
    }

    /// Removes the files that hold nothing from `since` on; what cannot be removed now waits.
    pub(super) fn forget_before(&self, since: Timestamp) {
        if let Err(error) = self.try_forget_before(since) {
            tracing::warn!(%error, "old files of the second journal stay");
        }
    }

    fn try_forget_before(&self, since: Timestamp) -> io::Result<()> {
        let names = names(&*self.disk, &self.folder)?;
        for pair in names.windows(2) {
            if let [old, next] = pair
                && next.begun_at_ms < since.timestamp_millis()
            {
                self.disk.remove(&self.folder.join(old.to_string()))?;
            }
        }
        Ok(())
    }
}

fn begin_segment(
    disk: &dyn Disk,
    folder: &Path,
    first: u64,
    now: Timestamp,
) -> io::Result<Segment> {
    let name = SegmentName { first, begun_at_ms: now.timestamp_millis() };
    let file = disk.create_file(&folder.join(name.to_string()))?;
    disk.sync_folder(folder)?;
    Ok(Segment::new(file))
}

/// Where the file is that begins with this record.
pub(super) fn file_of(data_dir: &Path, first: u64, begun_at: Timestamp) -> PathBuf {
    let name = SegmentName { first, begun_at_ms: begun_at.timestamp_millis() };
    data_dir.join(FOLDER).join(name.to_string())
}

/// Names a file by its first record and by when it was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct SegmentName {
    first: u64,
    begun_at_ms: i64,
}

impl std::fmt::Display for SegmentName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:020}-{}", self.first, self.begun_at_ms)
    }
}

impl std::str::FromStr for SegmentName {
    type Err = std::num::ParseIntError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let (first, begun_at_ms) = name.split_once('-').unwrap_or((name, ""));
        Ok(Self { first: first.parse()?, begun_at_ms: begun_at_ms.parse()? })
    }
}

/// The files of the second journal, oldest first.
fn names(disk: &dyn Disk, folder: &Path) -> io::Result<Vec<SegmentName>> {
    let mut names: Vec<SegmentName> =
        disk.names(folder)?.iter().filter_map(|name| name.parse().ok()).collect();
    names.sort_unstable();
    Ok(names)
}
