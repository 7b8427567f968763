//! A copy of all rows as they are at one moment, laid out as records of the second journal, and
//! the way back: a hall that has such records and no database makes its database from them.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write as _};
use std::ops::ControlFlow;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use shared::time::Timestamp;

use super::database::APPLIED;
use super::disk::sync_folder;
use super::error::{StoreError, StoreFault};
use super::put_back::HOME;
use super::rooms::{Room, Rows as _};
use super::second_journal::{Recorder, SEGMENT_BYTES, file_of, with_padding};
use super::{Store, layout};

/// A record is handed on when it has come to this size.
const RECORD_BYTES: usize = 1024 * 1024;
const SECRETS: [&str; 2] = ["hall.key", "hall.secret"];

impl Store {
    /// Hands on all rows of one moment, record by record; nobody waits meanwhile. Blocks.
    pub(crate) fn copy_rows(
        &self,
        mut each: impl FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<u64, StoreError> {
        self.read(|rows| {
            let (mut recorder, mut number, mut count) = (Recorder::default(), 0, 0);
            let mut hand_on = |recorder: &mut Recorder| -> io::Result<()> {
                number += 1;
                each(&std::mem::take(recorder).seal(number))
            };
            for room in Room::ALL {
                let mut fault = None;
                rows.visit(*room, &[], &mut |key, value| {
                    if *room == Room::Settings && [APPLIED, HOME].contains(&key) {
                        return ControlFlow::Continue(());
                    }
                    recorder.put(*room, key, value);
                    count += 1;
                    if recorder.bytes() < RECORD_BYTES {
                        return ControlFlow::Continue(());
                    }
                    match hand_on(&mut recorder) {
                        Ok(()) => ControlFlow::Continue(()),
                        Err(error) => {
                            fault = Some(error);
                            ControlFlow::Break(())
                        }
                    }
                })?;
                fault.map_or(Ok(()), Err).map_err(StoreFault::from)?;
            }
            hand_on(&mut recorder).map_err(StoreFault::from)?;
            Ok(count)
        })
    }

    /// What cannot be made anew, by its name: the hall's key and what its digests are keyed with.
    /// The key of the day is not among them: it is to be destroyed when the day ends.
    pub(crate) fn copy_secrets(&self) -> io::Result<Vec<(&'static str, Vec<u8>)>> {
        let read = |name| Ok((name, fs::read(self.shared.data_dir.join(name))?));
        SECRETS.into_iter().map(read).collect()
    }

    /// The sealed files, by their names below the folder of the hall.
    pub(crate) fn sealed_files(&self) -> io::Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        list(&self.shared.data_dir, Path::new("files"), &mut found)?;
        found.sort();
        Ok(found)
    }

    /// Reads a sealed file; none if it has gone since it was listed.
    pub(crate) fn sealed_file(&self, name: &Path) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.shared.data_dir.join(name)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            read => read.map(Some),
        }
    }
}

fn list(data_dir: &Path, folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    let entries = match fs::read_dir(data_dir.join(folder)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        read => read?,
    };
    for entry in entries {
        let entry = entry?;
        let name = folder.join(entry.file_name());
        if entry.file_type()?.is_dir() { list(data_dir, &name, found)? } else { found.push(name) }
    }
    Ok(())
}

/// The folder of a hall that is laid out from a copy.
pub(crate) struct LaidOut {
    data_dir: PathBuf,
    made_at: Timestamp,
    /// The file of records at hand, and its length.
    records: Option<(File, u64)>,
    number: u64,
}

impl LaidOut {
    /// Makes an empty folder.
    pub(crate) fn begin(data_dir: &Path, made_at: Timestamp) -> io::Result<Self> {
        folder(data_dir)?;
        layout::write(data_dir)?;
        Ok(Self { data_dir: data_dir.to_owned(), made_at, records: None, number: 0 })
    }

    /// Adds a record of rows.
    pub(crate) fn add_record(&mut self, record: &[u8]) -> io::Result<()> {
        self.number += 1;
        let (mut file, at) = match self.records.take() {
            Some((file, at)) if at < SEGMENT_BYTES => (file, at),
            full_or_none => {
                if let Some((file, _)) = full_or_none {
                    file.sync_all()?;
                }
                let path = file_of(&self.data_dir, self.number, self.made_at);
                folder(path.parent().expect("it is in a folder"))?;
                (create(&path)?, 0)
            }
        };
        file.write_all(record)?;
        let end = with_padding(record.len());
        file.write_all(&vec![0; end - record.len()])?;
        self.records = Some((file, at + end as u64));
        Ok(())
    }

    /// Adds a file under its name.
    pub(crate) fn add_file(&self, name: &Path, bytes: &[u8]) -> io::Result<()> {
        let path = self.data_dir.join(name);
        let parent = path.parent().expect("it is in a folder");
        folder(parent)?;
        let mut file = create(&path)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        sync_folder(parent)
    }

    /// Makes all of it durable.
    pub(crate) fn end(self) -> io::Result<()> {
        if let Some((file, _)) = self.records {
            file.sync_all()?;
            let path = file_of(&self.data_dir, 1, self.made_at);
            sync_folder(path.parent().expect("it is in a folder"))?;
        }
        sync_folder(&self.data_dir)
    }
}

fn folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

fn create(path: &Path) -> io::Result<File> {
    File::options().write(true).create_new(true).mode(0o600).open(path)
}
