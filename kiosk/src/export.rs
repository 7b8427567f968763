//! What is owed, written to files for a stick: the very bytes that the wire would carry. Nothing
//! changes at the hall; what was exported stays owed until the centre's signed word comes back.

use std::fs::{self, DirBuilder, File};
use std::io::{self, BufReader, BufWriter, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use serde::Serialize;
use shared::carried::{
    ABOUT, About, Acknowledgements, END, ENDING, ENVELOPE, chunk_name, run_name,
};
use shared::digest::Digest;
use shared::ids::HallId;
use shared::journal::Position;
use shared::signature::Verifier;
use shared::time::Timestamp;

use crate::forwarder::{Unreadable, chunk, envelope};
use crate::journal_sender::{Due, run, run_after};
use crate::restore::places;
use crate::store::{OutboxItem, Store, StoreError};

/// The longest file of acknowledgements that is read.
const WORDS_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Applications between two words of progress.
const WORD_EVERY: usize = 100;

/// Why nothing was exported, or nothing taken back.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Nothing is sealed for anybody yet.
    #[error("the hall is not enrolled, so it owes nothing; enrol it first: kiosk enrol")]
    NotEnrolled,
    /// Something is there already.
    #[error("{} is there already and stays as it is; name a folder that is not there",
        .0.display())]
    Occupied(PathBuf),
    /// The stick does not hold it.
    #[error(
        "it cannot be written ({0}); what was written of it is removed, and everything stays \
        owed. Free some room or take another stick"
    )]
    Written(io::Error),
    /// What was written reads otherwise.
    #[error("{0} reads otherwise than it was written; everything stays owed. Take another stick")]
    ReadsOtherwise(String),
    /// It is no file of acknowledgements.
    #[error(
        "this is not a file of acknowledgements, or it is damaged; nothing was changed. Name the \
        file that `central import` wrote"
    )]
    Foreign,
    /// It was made by a newer version.
    #[error(
        "this file was made by a newer version ({version}); nothing was changed. Bring this node \
        up to date first"
    )]
    Newer {
        /// Its version.
        version: u32,
    },
    /// It cannot be read.
    #[error("the file cannot be read ({0}); nothing was changed")]
    Unread(io::Error),
    /// The store does not give what is owed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<io::Error> for ExportError {
    fn from(error: io::Error) -> Self {
        Self::Written(error)
    }
}

/// What was exported.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exported {
    /// Applications.
    pub submissions: usize,
    /// Applications whose bytes on the disk are damaged; they are not in it.
    pub left_out: Vec<String>,
    /// Entries of the journal.
    pub entries: usize,
}

/// Exports everything that is owed to a folder that is not there yet, and reads it back. Blocks.
pub fn export(
    store: &Store,
    to: &Path,
    tell: &mut dyn FnMut(String),
) -> Result<Exported, ExportError> {
    let hall = store.enrolment()?.ok_or(ExportError::NotEnrolled)?.hall;
    if to.symlink_metadata().is_ok() {
        return Err(ExportError::Occupied(to.to_owned()));
    }
    let half_made = to.with_added_extension(format!("{:08x}.part", rand::random::<u32>()));
    let written = write(store, hall, &half_made, tell).and_then(|exported| {
        fs::rename(&half_made, to)?;
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
        Ok(exported)
    });
    if written.is_err() {
        // It is ours, and nobody knows its name.
        let _ = fs::remove_dir_all(&half_made);
    }
    written
}

fn write(
    store: &Store,
    hall: HallId,
    to: &Path,
    tell: &mut dyn FnMut(String),
) -> Result<Exported, ExportError> {
    DirBuilder::new().mode(0o700).create(to)?;
    let mut exported = Exported::default();
    for item in store.outbox_due(Timestamp::MAX_UTC, usize::MAX)? {
        let path = to.join(format!("{}.{ENDING}", item.submission));
        match submission(store, hall, &path, &item) {
            Ok(()) => exported.submissions += 1,
            Err(Fault::Unreadable(error)) => {
                fs::remove_file(&path)?;
                exported.left_out.push(format!("{}: {error}", item.submission));
            }
            Err(Fault::Export(error)) => return Err(error),
        }
        if exported.submissions.is_multiple_of(WORD_EVERY) {
            tell(format!("{} applications exported", exported.submissions));
        }
    }
    exported.entries = journal(store, hall, to)?;
    File::open(to)?.sync_all()?;
    Ok(exported)
}

enum Fault {
    Unreadable(Unreadable),
    Export(ExportError),
}

impl<T: Into<ExportError>> From<T> for Fault {
    fn from(error: T) -> Self {
        Self::Export(error.into())
    }
}

fn submission(store: &Store, hall: HallId, path: &Path, item: &OutboxItem) -> Result<(), Fault> {
    let mut archive = Archive::begin(path, hall)?;
    archive.add_json(ENVELOPE, &envelope(store, item).map_err(Fault::Unreadable)?)?;
    for place in item.files.iter().flat_map(places) {
        let sealed = chunk(store, item, place).map_err(Fault::Unreadable)?;
        archive.add(&chunk_name(place.file, place.n), &sealed)?;
    }
    Ok(archive.finish()?)
}

/// Exports what the centre is not known to hold of the journal.
fn journal(store: &Store, hall: HallId, to: &Path) -> Result<usize, ExportError> {
    let (mut after, mut entries) = (store.journal_sent()?, 0);
    loop {
        let (first, links) = match run_after(store, after)? {
            Due::Links(first, links) => (first, links),
            Due::Nothing => return Ok(entries),
            Due::EpochEnds(_, epoch) => {
                after = Position { epoch, seq: 0 };
                continue;
            }
        };
        let run = run(first, links, store.hall_signer()).expect("there are links");
        let name = format!("journal-{:010}-{:012}.{ENDING}", first.epoch, first.seq);
        let mut archive = Archive::begin(&to.join(name), hall)?;
        archive.add_json(&run_name(first.epoch, first.seq), &run.batch)?;
        archive.finish()?;
        entries += run.batch.links.len();
        after = run.last;
    }
}

/// One file of an export; remembers what it wrote, to compare.
struct Archive {
    path: PathBuf,
    tar: tar::Builder<BufWriter<File>>,
    written: Vec<(String, Digest)>,
}

impl Archive {
    fn begin(path: &Path, hall: HallId) -> Result<Self, ExportError> {
        let file = File::options().write(true).create_new(true).mode(0o600).open(path)?;
        let tar = tar::Builder::new(BufWriter::new(file));
        let mut archive = Self { path: path.to_owned(), tar, written: Vec::new() };
        archive.add_json(ABOUT, &About::of(hall))?;
        Ok(archive)
    }

    fn add_json(&mut self, name: &str, value: &impl Serialize) -> Result<(), ExportError> {
        let json = serde_json::to_vec(value).expect("what travels has no map keys that can fail");
        self.add(name, &json)
    }

    fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), ExportError> {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o600);
        self.tar.append_data(&mut header, name, bytes)?;
        self.written.push((name.to_owned(), Digest::of(bytes)));
        Ok(())
    }

    /// Writes the end, makes it durable and reads it back.
    fn finish(mut self) -> Result<(), ExportError> {
        self.add(END, &[])?;
        let mut buffered = self.tar.into_inner()?;
        buffered.flush()?;
        buffered.get_ref().sync_all()?;
        let read = read_back(&self.path).unwrap_or_default();
        if read == self.written {
            Ok(())
        } else {
            Err(ExportError::ReadsOtherwise(self.path.display().to_string()))
        }
    }
}

fn read_back(path: &Path) -> io::Result<Vec<(String, Digest)>> {
    let mut archive = tar::Archive::new(BufReader::new(File::open(path)?));
    let mut read = Vec::new();
    for entry in archive.entries()? {
        let mut entry = entry?;
        let name = entry.path()?.to_string_lossy().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes)?;
        read.push((name, Digest::of(&bytes)));
    }
    Ok(read)
}

/// What came of a file of acknowledgements.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TakenBack {
    /// Applications that are owed no more.
    pub settled: usize,
    /// Applications that were settled before.
    pub known: usize,
    /// Words that are not of this hall's centre, or of an application that is not this hall's.
    pub not_ours: usize,
}

/// Takes the centre's words back; each is verified with the key that was pinned.
pub async fn take_back(store: &Store, from: &Path) -> Result<TakenBack, ExportError> {
    let enrolment = store.enrolment()?.ok_or(ExportError::NotEnrolled)?;
    let centre = Verifier::read(&enrolment.centre_key).ok_or(ExportError::NotEnrolled)?;
    let mut taken = TakenBack::default();
    for signed in read_words(from)?.words {
        let Some(word) = centre.read_acknowledgement(&signed) else {
            taken.not_ours += 1;
            continue;
        };
        if store.acknowledgement(word.submission)?.is_some() {
            taken.known += 1;
            continue;
        }
        match store.outbox_item(word.submission)? {
            Some(item) if item.manifest_digest == word.manifest => {
                store.settle(item.submission, signed).await?;
                taken.settled += 1;
            }
            Some(_) | None => taken.not_ours += 1,
        }
    }
    Ok(taken)
}

fn read_words(from: &Path) -> Result<Acknowledgements, ExportError> {
    let mut text = Vec::new();
    let file = File::open(from).map_err(ExportError::Unread)?;
    file.take(WORDS_BYTES_MAX).read_to_end(&mut text).map_err(ExportError::Unread)?;
    let words: Acknowledgements =
        serde_json::from_slice(&text).map_err(|_| ExportError::Foreign)?;
    match words.version {
        _ if !words.is_ours() => Err(ExportError::Foreign),
        version if version > shared::carried::VERSION => Err(ExportError::Newer { version }),
        _ => Ok(words),
    }
}
