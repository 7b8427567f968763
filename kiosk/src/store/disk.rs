//! The disk that the database file lies on: a port, so that a test can put a faulty one there.

use std::fs::{self, DirBuilder, File, Permissions};
use std::io;
use std::os::unix::fs::{
    DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _,
};
use std::path::Path;
use std::time::UNIX_EPOCH;

use redb::backends::FileBackend;
use redb::{Builder, Database, DatabaseError, StorageBackend};
use serde::{Deserialize, Serialize};

/// A disk as the database needs it. What is not said otherwise happens to the machine's files.
pub trait Disk: Send + Sync {
    /// Whether there is a file.
    fn has(&self, path: &Path) -> bool {
        path.exists()
    }

    /// Makes a database in a file that only the hall's account can read.
    fn create(&self, builder: &Builder, path: &Path) -> Result<Database, DatabaseError> {
        let database = builder.create(path)?;
        fs::set_permissions(path, Permissions::from_mode(0o600))?;
        Ok(database)
    }

    /// Opens a database that was made before.
    fn open(&self, builder: &Builder, path: &Path) -> Result<Database, DatabaseError> {
        builder.open(path)
    }

    /// Makes an empty file that only the hall's account can read, in the place of any of its name.
    fn create_file(&self, path: &Path) -> io::Result<Box<dyn StorageBackend>> {
        let mut options = File::options();
        options.read(true).write(true).create(true).truncate(true).mode(0o600);
        backend(options.open(path)?)
    }

    /// Opens a file that was made before.
    fn open_file(&self, path: &Path) -> io::Result<Box<dyn StorageBackend>> {
        backend(File::options().read(true).write(true).open(path)?)
    }

    /// Makes a folder that only the hall's account can read, unless it is there.
    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)
    }

    /// Names the files of a folder.
    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(folder)? {
            names.extend(entry?.file_name().into_string());
        }
        Ok(names)
    }

    /// Gives a file another name.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    /// Tells a file from a copy of it; none where the disk cannot.
    fn identity(&self, path: &Path) -> io::Result<Option<FileIdentity>> {
        let found = fs::metadata(path)?;
        let born = found.created().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        let born_ns = born.and_then(|since| u64::try_from(since.as_nanos()).ok());
        Ok(Some(FileIdentity { inode: found.ino(), born_ns }))
    }

    /// All bytes of the file system that a folder lies on, and those that may still be written.
    fn space(&self, folder: &Path) -> io::Result<(u64, u64)> {
        let disk = rustix::fs::statvfs(folder)?;
        let bytes = |blocks: u64| blocks.saturating_mul(disk.f_frsize);
        Ok((bytes(disk.f_blocks), bytes(disk.f_bavail)))
    }

    /// Makes the names in a folder durable.
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        sync_folder(folder)
    }
}

/// What a file keeps for its life and a copy of it does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileIdentity {
    /// Its number on its disk.
    pub inode: u64,
    /// When it was made, in nanoseconds since 1970, where the disk tells.
    pub born_ns: Option<u64>,
}

impl FileIdentity {
    /// Whether these are two files. A disk that stopped telling when they were made raises no
    /// alarm.
    pub fn differs(self, other: Self) -> bool {
        let born = self.born_ns.zip(other.born_ns);
        self.inode != other.inode || born.is_some_and(|(one, another)| one != another)
    }
}

/// The machine's own disk.
#[derive(Debug, Clone, Copy, Default)]
pub struct OwnDisk;

impl Disk for OwnDisk {}

fn backend(file: File) -> io::Result<Box<dyn StorageBackend>> {
    Ok(Box::new(FileBackend::new(file).map_err(io::Error::other)?))
}

/// Makes the entries of a folder durable.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
