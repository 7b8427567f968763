//! The way back from a copy: all of it is verified in a folder of its own beside the place, opened
//! there as a hall that begins another epoch, and only then given its name.

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Component, Path, PathBuf};

use shared::intake::MissingChunk;
use shared::submission::ManifestFile;
use shared::time::Timestamp;

use crate::backup::{
    BackupError, CONTENTS, Contents, Copied, OpeningReader, Part, Passphrase, RECORDS,
    SECRETS_AND_FILES,
};
use crate::forwarder::chunk;
use crate::store::{LaidOut, PutBack, Store, StoreError, StoreOptions};

/// The largest part that is read.
const PART_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// When the copy was made.
    pub copied_at: Timestamp,
    /// What was in it.
    pub copied: Copied,
    /// Applications that are owed to the centre.
    pub pending: u64,
    /// Those of them that lack sealed bytes.
    pub damaged: u64,
}

/// Reads a copy from end to end and changes nothing. Blocks.
pub fn check(from: &Path, passphrase: &Passphrase) -> Result<Copied, BackupError> {
    Ok(unpack(from, passphrase, |_| Ok(()))?.copied())
}

/// Makes a hall from a copy in a place where there is none. `options` name that place. Blocks.
pub fn restore(
    mut options: StoreOptions,
    from: &Path,
    passphrase: &Passphrase,
    numbers_after: Option<u32>,
) -> Result<Restored, BackupError> {
    let place = options.data_dir.clone();
    if !is_free(&place)? {
        return Err(BackupError::Occupied(place));
    }
    let beside = place.with_added_extension(format!("{:08x}.restoring", rand::random::<u32>()));
    options.data_dir.clone_from(&beside);
    let made = make(options, from, passphrase, numbers_after).and_then(|restored| {
        fs::rename(&beside, &place)?;
        let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
        Ok(restored)
    });
    if made.is_err() {
        // It is ours, and nobody knows its name.
        let _ = fs::remove_dir_all(&beside);
    }
    made
}

fn is_free(place: &Path) -> io::Result<bool> {
    match fs::read_dir(place) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(false),
        Err(error) => Err(error),
    }
}

fn make(
    options: StoreOptions,
    from: &Path,
    passphrase: &Passphrase,
    numbers_after: Option<u32>,
) -> Result<Restored, BackupError> {
    let contents = {
        let mut laid_out = LaidOut::begin(&options.data_dir, options.clock.now())?;
        let contents = unpack(from, passphrase, |piece| match piece {
            Piece::Record(record) => laid_out.add_record(record),
            Piece::File(name, bytes) => laid_out.add_file(name, bytes),
        })?;
        laid_out.end()?;
        contents
    };
    let copied_at = contents.made_at;
    let store = Store::put_back(options, PutBack { copied_at: Some(copied_at), numbers_after })?;
    let looked = look(&store);
    store.close();
    let (pending, damaged) = looked?;
    Ok(Restored { copied_at, copied: contents.copied(), pending, damaged })
}

/// Counts what is owed, and what of it cannot be sent.
fn look(store: &Store) -> Result<(u64, u64), StoreError> {
    let owed = store.outbox_due(Timestamp::MAX_UTC, usize::MAX)?;
    let is_damaged = |item: &&crate::store::OutboxItem| {
        let mut places = item.files.iter().flat_map(places);
        !places.all(|place| chunk(store, item, place).is_ok())
    };
    Ok((owed.len() as u64, owed.iter().filter(is_damaged).count() as u64))
}

/// The places of a file's chunks, in order.
pub(crate) fn places(file: &ManifestFile) -> impl Iterator<Item = MissingChunk> + use<> {
    let name = file.file;
    (0..).take(file.chunks.len()).map(move |n| MissingChunk { file: name, n })
}

/// A part that was verified.
enum Piece<'a> {
    Record(&'a [u8]),
    File(&'a Path, &'a [u8]),
}

fn unpack(
    from: &Path,
    passphrase: &Passphrase,
    mut take: impl FnMut(Piece<'_>) -> io::Result<()>,
) -> Result<Contents, BackupError> {
    let file = BufReader::new(File::open(from)?);
    let (mut opening, _) = OpeningReader::begin(file, passphrase.reveal())?;
    let mut archive = tar::Archive::new(&mut opening);
    let (mut found, mut contents) = (Vec::new(), None);
    for entry in archive.entries()? {
        let mut entry = entry?;
        let name = entry.path()?.into_owned();
        let bytes = read_part(&mut entry)?;
        if name == Path::new(CONTENTS) {
            contents = Some(Contents::read(&bytes, &found)?);
            continue;
        }
        let text = name.to_str().filter(|_| contents.is_none());
        let text = text.ok_or_else(|| unknown(&name))?;
        found.push(Part::of(text, &bytes));
        if text.starts_with(RECORDS) {
            take(Piece::Record(&bytes))?;
        } else if is_known(&name) {
            take(Piece::File(&name, &bytes))?;
        } else {
            return Err(unknown(&name));
        }
    }
    // The end of the archive is before the end of the seal, which tells that nothing was cut off.
    io::copy(&mut opening, &mut io::sink())?;
    contents.ok_or_else(|| BackupError::Broken("its list of parts is missing".to_owned()))
}

fn read_part(entry: &mut impl Read) -> Result<Vec<u8>, BackupError> {
    let mut bytes = Vec::new();
    entry.take(PART_BYTES_MAX + 1).read_to_end(&mut bytes)?;
    let is_small = bytes.len() as u64 <= PART_BYTES_MAX;
    if is_small { Ok(bytes) } else { Err(BackupError::Broken("a part is too large".to_owned())) }
}

/// Whether a name stays below the folder and is one that a copy has.
fn is_known(name: &Path) -> bool {
    let is_plain = name.components().all(|part| match part {
        Component::Normal(_) => true,
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => {
            false
        }
    });
    let is_listed = |text: &str| {
        SECRETS_AND_FILES
            .iter()
            .any(|one| text == *one || (one.ends_with('/') && text.starts_with(one)))
    };
    is_plain && name.to_str().is_some_and(is_listed)
}

fn unknown(name: &Path) -> BackupError {
    let name: PathBuf = name.into();
    BackupError::Broken(format!("it has a part that no hall has: {}", name.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_part_leaves_the_folder() {
        for (name, expected) in [
            ("hall.key", true),
            ("files/a/b/0", true),
            ("files/../../etc/passwd", false),
            ("/etc/passwd", false),
            ("hall.redb", false),
            ("hall.key/x", false),
        ] {
            assert_eq!(is_known(Path::new(name)), expected, "{name}");
        }
    }
}
