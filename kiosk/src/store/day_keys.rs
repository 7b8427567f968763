//! The key of a service day: random, in a file of its own, and destroyed when the day is over.
//!
//! It does not lie in the database, whose freed pages keep what was in them. Without the key
//! nothing can be told from what was digested with it.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use shared::digest::Digest;
use shared::time::ServiceDay;
use zeroize::Zeroizing;

use super::disk::sync_folder;
use super::secrets::{mac, read_or_make};

const NAME_START: &str = "day-";
const NAME_END: &str = ".key";

type Key = Zeroizing<[u8; 32]>;

/// The keys of service days; at most one is held.
pub(super) struct DayKeys {
    folder: PathBuf,
    held: Mutex<Option<(ServiceDay, Key)>>,
}

impl DayKeys {
    pub(super) fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), held: Mutex::new(None) }
    }

    /// A digest that means something on this day only; the first one of a day makes its key.
    pub(super) fn digest(
        &self,
        day: ServiceDay,
        purpose: &[u8],
        bytes: &[u8],
    ) -> io::Result<Digest> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let key = match held.take() {
            Some((of, key)) if of == day => key,
            Some(_) | None => Zeroizing::new(read_or_make(&self.folder, &name(day))?),
        };
        let digest = mac(&key, purpose, bytes);
        *held = Some((day, key));
        Ok(digest)
    }

    /// Destroys every key but that of this day.
    pub(super) fn destroy_but(&self, day: ServiceDay) -> io::Result<()> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.take_if(|(of, _)| *of != day);
        let kept = name(day);
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let is_key = name.to_str().is_some_and(|name| {
                name.starts_with(NAME_START) && name.ends_with(NAME_END) && name != kept
            });
            if is_key {
                destroy(&entry.path())?;
                sync_folder(&self.folder)?;
            }
        }
        Ok(())
    }
}

fn name(day: ServiceDay) -> String {
    format!("{NAME_START}{day}{NAME_END}")
}

/// Overwrites a key before its name goes.
fn destroy(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    file.write_all(&[0; 32])?;
    file.sync_all()?;
    fs::remove_file(path)
}
