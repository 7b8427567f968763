//! What a hall has stored, as far as a refused request might have changed it.

use std::fs;
use std::path::{Path, PathBuf};

use shared::journal::Position;

use super::TestHall;

/// What would show if something were half-stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footprint {
    journal: Position,
    owed: u64,
    waiting: String,
    files: Vec<PathBuf>,
}

impl Footprint {
    /// The last entry of the journal.
    pub fn journal(&self) -> Position {
        self.journal
    }

    /// The series and who waits in them.
    pub fn waiting(&self) -> &str {
        &self.waiting
    }

    /// The sealed chunks on the disk.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }
}

impl TestHall {
    /// Everything that a half-stored request would have changed.
    pub fn footprint(&self) -> Footprint {
        let waiting = match self.store().hall(shared::hall::LineState::NotEnrolled) {
            Ok(hall) => format!("{:?}", hall.series),
            Err(error) => error.to_string(),
        };
        let mut files = Vec::new();
        list(&self.config.data_dir.join("files"), &mut files);
        Footprint {
            journal: self.store().journal_head().0,
            owed: self.store().outbox_counts().pending,
            waiting,
            files,
        }
    }
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            list(&path, files);
        } else {
            files.push(path);
        }
    }
    files.sort();
}
