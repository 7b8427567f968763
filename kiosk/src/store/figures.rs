//! What the writer counts about itself.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The upper bounds of the buckets of commit times, in microseconds.
pub const COMMIT_BOUNDS_US: [u64; 9] =
    [250, 500, 1_000, 2_000, 5_000, 10_000, 25_000, 100_000, 500_000];

/// Running counts.
#[derive(Debug, Default)]
pub(super) struct Figures {
    commits: AtomicU64,
    operations: AtomicU64,
    commit_us: AtomicU64,
    buckets: [AtomicU64; COMMIT_BOUNDS_US.len()],
}

/// The counts at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoreFigures {
    /// Batches committed.
    pub commits: u64,
    /// Operations in them.
    pub operations: u64,
    /// Microseconds spent on them.
    pub commit_us: u64,
    /// Batches no slower than each of [`COMMIT_BOUNDS_US`].
    pub buckets: [u64; COMMIT_BOUNDS_US.len()],
}

impl Figures {
    pub(super) fn count_commit(&self, operations: usize, took: Duration) {
        let took = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.commits.fetch_add(1, Ordering::Relaxed);
        self.operations.fetch_add(operations as u64, Ordering::Relaxed);
        self.commit_us.fetch_add(took, Ordering::Relaxed);
        for (bound, bucket) in COMMIT_BOUNDS_US.iter().zip(&self.buckets) {
            if took <= *bound {
                bucket.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    pub(super) fn read(&self) -> StoreFigures {
        StoreFigures {
            commits: self.commits.load(Ordering::Relaxed),
            operations: self.operations.load(Ordering::Relaxed),
            commit_us: self.commit_us.load(Ordering::Relaxed),
            buckets: std::array::from_fn(|place| self.buckets[place].load(Ordering::Relaxed)),
        }
    }
}
