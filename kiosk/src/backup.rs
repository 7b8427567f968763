//! A copy of everything that the hall must not lose, in one file that a passphrase opens.
//!
//! Inside the seal is a tar archive: the rows as records of the second journal, the hall's two
//! secrets, the sealed files, and at the end a list of all of these with their digests.

mod contents;
mod sealed;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use shared::time::Timestamp;

use crate::store::{Store, StoreError};

pub use contents::Passphrase;
pub(crate) use contents::{CONTENTS, Contents, Part, RECORDS, SECRETS_AND_FILES};
pub(crate) use sealed::OpeningReader;

use contents::name_of_record;
use sealed::{Header, SealingWriter};

/// Parts between two words of progress.
const WORD_EVERY: u64 = 500;

/// Why there is no copy, or no hall made from one.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Something is there already.
    #[error("{} is there already and stays as it is; name another place", .0.display())]
    Occupied(PathBuf),
    /// It is no copy of a hall.
    #[error(
        "this file is not a copy of a hall; nothing was changed. Name a file that `kiosk backup` \
        made"
    )]
    Foreign,
    /// It was made by a newer version.
    #[error(
        "this copy was made by a newer version (format {version}); nothing was changed. Put it \
        back with the version that made it, or a later one"
    )]
    Newer {
        /// The version of its format.
        version: u32,
    },
    /// The passphrase is wrong, or the beginning was altered.
    #[error(
        "the copy does not open: the passphrase is wrong, or the file was altered. Nothing was \
        changed; try the passphrase again, then another copy"
    )]
    DoesNotOpen,
    /// It opens, but is not whole.
    #[error("the copy is not whole: {0}. Nothing was changed; take another copy")]
    Broken(String),
    /// The passphrase is too short.
    #[error("a passphrase has at least {0} signs; nothing was written")]
    TooShort(usize),
    /// The store does not give the rows.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The machine could not.
    #[error("it cannot be read or written ({0}); nothing that was there is changed")]
    File(io::Error),
}

impl From<io::Error> for BackupError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::InvalidData => Self::Broken(error.to_string()),
            io::ErrorKind::UnexpectedEof => Self::Broken("it ends too early".to_owned()),
            _ => Self::File(error),
        }
    }
}

/// What a copy holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// Its parts.
    pub parts: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// Copies a hall to a file that is not there yet, then reads all of it back. The store goes on
/// accepting. Blocks.
pub fn back_up(
    store: &Store,
    to: &Path,
    passphrase: &Passphrase,
    made_at: Timestamp,
    tell: &mut dyn FnMut(String),
) -> Result<Copied, BackupError> {
    passphrase.check_length()?;
    if to.symlink_metadata().is_ok() {
        return Err(BackupError::Occupied(to.to_owned()));
    }
    let half_made = to.with_added_extension(format!("{:08x}.part", rand::random::<u32>()));
    let written = write(store, &half_made, passphrase, made_at, tell).and_then(|copied| {
        tell(format!("reading {} parts back", copied.parts));
        crate::restore::check(&half_made, passphrase)?;
        take_name(&half_made, to)?;
        Ok(copied)
    });
    if written.is_err() {
        // It is ours, and nobody knows its name.
        let _ = fs::remove_file(&half_made);
    }
    written
}

fn write(
    store: &Store,
    to: &Path,
    passphrase: &Passphrase,
    made_at: Timestamp,
    tell: &mut dyn FnMut(String),
) -> Result<Copied, BackupError> {
    let file = File::options().write(true).create_new(true).mode(0o600).open(to)?;
    let header = Header::new(made_at);
    let sealing = SealingWriter::begin(BufWriter::new(file), &header, passphrase.reveal())?;
    let mut archive = Archive { tar: tar::Builder::new(sealing), contents: Contents::new(made_at) };
    let mut number = 0;
    store.copy_rows(|record| {
        number += 1;
        archive.add(&name_of_record(number), record)
    })?;
    for (name, secret) in store.copy_secrets()? {
        archive.add(name, &secret)?;
    }
    for name in store.sealed_files()? {
        // What has gone since the rows were copied was settled long ago, or never handed in.
        let Some(sealed) = store.sealed_file(&name)? else { continue };
        archive.add(&name.to_string_lossy(), &sealed)?;
        let parts = archive.contents.parts.len() as u64;
        if parts.is_multiple_of(WORD_EVERY) {
            tell(format!("{parts} parts copied"));
        }
    }
    let copied = archive.contents.copied();
    archive.finish()?;
    Ok(copied)
}

struct Archive<W: Write> {
    tar: tar::Builder<SealingWriter<BufWriter<W>>>,
    contents: Contents,
}

impl Archive<File> {
    fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.append(name, bytes)?;
        self.contents.parts.push(Part::of(name, bytes));
        Ok(())
    }

    fn append(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o600);
        self.tar.append_data(&mut header, name, bytes)
    }

    fn finish(mut self) -> io::Result<()> {
        let contents = self.contents.sealed_list();
        self.append(CONTENTS, &contents)?;
        let buffered = self.tar.into_inner()?.finish()?;
        buffered.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }
}

/// Gives a file its name, unless something has taken that meanwhile.
fn take_name(from: &Path, to: &Path) -> Result<(), BackupError> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Ok(()) => {}
        Err(rustix::io::Errno::EXIST) => return Err(BackupError::Occupied(to.to_owned())),
        // Some file systems do not know the flag.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) if !to.exists() => {
            fs::rename(from, to)?;
        }
        Err(error) => return Err(BackupError::File(error.into())),
    }
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    Ok(File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?)
}
