//! What happened in a run, digested: two runs of one seed have the same.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// What happened so far. Ids, times and statuses go in; sealed bytes, which are never the same
/// twice, and what is digested or signed over them do not.
#[derive(Clone)]
pub struct Trace {
    hasher: Sha256,
    line: String,
    lines: u64,
    counts: BTreeMap<&'static str, u64>,
    is_shown: bool,
}

impl Trace {
    /// Nothing happened yet.
    pub fn new(is_shown: bool) -> Self {
        let counts = BTreeMap::new();
        Self { hasher: Sha256::new(), line: String::new(), lines: 0, counts, is_shown }
    }

    /// Notes that something happened at a moment.
    pub fn note(&mut self, at: u64, what: std::fmt::Arguments<'_>) {
        self.line.clear();
        writeln!(self.line, "{at} {what}").expect("memory takes everything");
        self.hasher.update(self.line.as_bytes());
        self.lines += 1;
        if self.is_shown {
            eprint!("{}", self.line);
        }
    }

    /// Counts something, so that a run shows that it met it.
    pub fn count(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    /// What was counted.
    pub fn counts(&self) -> &BTreeMap<&'static str, u64> {
        &self.counts
    }

    /// How much happened.
    pub fn lines(&self) -> u64 {
        self.lines
    }

    /// The digest of it all.
    pub fn digest(&self) -> [u8; 32] {
        self.hasher.clone().finalize().into()
    }
}
