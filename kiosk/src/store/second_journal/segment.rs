//! One file of the second journal.

use std::io;

use redb::StorageBackend;

/// The file grows by this much, filled with zeros, so that appending rarely moves its end: a sync
/// that need not write the length of the file is the cheaper one.
const STEP: u64 = 128 * 1024;

/// Where records may begin: a page that was synced is never written again, so whatever becomes of
/// a page that was being written when the power went, none before it is touched.
const PAGE: usize = 4096;

/// Where the record after one of this length begins.
pub(in crate::store) fn with_padding(length: usize) -> usize {
    length.next_multiple_of(PAGE)
}

/// A file that records are appended to.
#[derive(Debug)]
pub(super) struct Segment {
    file: Box<dyn StorageBackend>,
    /// Where the next record goes.
    end: u64,
    /// How far the file is filled.
    filled: u64,
}

impl Segment {
    /// Takes an empty file.
    pub(super) fn new(file: Box<dyn StorageBackend>) -> Self {
        Self { file, end: 0, filled: 0 }
    }

    /// The bytes of its records.
    pub(super) fn bytes(&self) -> u64 {
        self.end
    }

    /// Appends a record and makes it durable. After an error nothing more may be appended.
    pub(super) fn append(&mut self, record: &[u8]) -> io::Result<()> {
        let end = self.end + with_padding(record.len()) as u64;
        if end > self.filled {
            self.fill(end.next_multiple_of(STEP))?;
        }
        self.file.write(self.end, record)?;
        self.file.sync_data()?;
        self.end = end;
        Ok(())
    }

    fn fill(&mut self, up_to: u64) -> io::Result<()> {
        let zeros = usize::try_from(up_to - self.filled).map_err(io::Error::other)?;
        self.file.set_len(up_to)?;
        self.file.write(self.filled, &vec![0; zeros])?;
        self.filled = up_to;
        Ok(())
    }
}
