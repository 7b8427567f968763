//! Ids that tie the parts of one building block together.

use std::sync::atomic::{AtomicU32, Ordering};

static NEXT: AtomicU32 = AtomicU32::new(1);

/// Mints an id that no other part of the page carries.
pub(crate) fn part_id(part: &str) -> String {
    format!("{part}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
