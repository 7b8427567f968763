//! What an earlier build worked out, kept by the content it was worked out from.

use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};

use super::{digest, files_in};

/// How long an answer that no build asked for is kept.
const KEPT: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Tells apart what two threads write at once.
static PARTS: AtomicU32 = AtomicU32::new(0);

/// Remembers the answers of slow pure functions between builds.
pub(super) struct Memo {
    folder: PathBuf,
}

impl Memo {
    /// Opens the memory in a folder.
    pub(super) fn open(folder: PathBuf) -> Result<Self> {
        fs::create_dir_all(&folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        Ok(Self { folder })
    }

    /// Returns the answer to `question` about `input`, working it out at most once.
    pub(super) fn recall(
        &self,
        question: &str,
        input: &[u8],
        work_out: impl FnOnce() -> Result<Vec<u8>>,
    ) -> Result<Vec<u8>> {
        let path = self.folder.join(digest(&[question.as_bytes(), input]));
        if let Ok(answer) = fs::read(&path) {
            File::options().append(true).open(&path)?.set_modified(SystemTime::now())?;
            return Ok(answer);
        }
        let answer = work_out()?;
        let number = PARTS.fetch_add(1, Ordering::Relaxed);
        let fresh = path.with_extension(format!("part{number}"));
        fs::write(&fresh, &answer)?;
        fs::rename(&fresh, &path)?;
        Ok(answer)
    }

    /// Removes the answers nobody asked for lately.
    pub(super) fn forget_old(&self) -> Result<()> {
        for path in files_in(&self.folder)? {
            let age = fs::metadata(&path)?.modified()?.elapsed().unwrap_or_default();
            if age > KEPT {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }
}
