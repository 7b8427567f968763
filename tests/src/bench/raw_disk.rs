//! What the disk itself can do: 4 KiB written in place and made durable, one after the other.

use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;

const BLOCK: usize = 4096;
/// Blocks that are written over in turn.
const BLOCKS: u64 = 4096;

/// A file that was made to its full length before, so that only data is flushed.
pub struct RawDisk {
    file: File,
    next: u64,
}

impl RawDisk {
    /// Makes the file.
    pub fn open(folder: &Path) -> Result<Self> {
        let file = File::create(folder.join("raw"))?;
        let block = [7; BLOCK];
        for place in 0..BLOCKS {
            file.write_all_at(&block, place * BLOCK as u64)?;
        }
        file.sync_all()?;
        Ok(Self { file, next: 0 })
    }

    /// Durable blocks a second.
    pub fn fdatasyncs_per_s(&mut self, span: Duration) -> Result<f64> {
        let begun = Instant::now();
        let mut done = 0_u32;
        while begun.elapsed() < span {
            let block = [(done % 251) as u8; BLOCK];
            self.file.write_all_at(&block, self.next % BLOCKS * BLOCK as u64)?;
            self.file.sync_data()?;
            self.next += 1;
            done += 1;
        }
        Ok(f64::from(done) / begun.elapsed().as_secs_f64())
    }
}
