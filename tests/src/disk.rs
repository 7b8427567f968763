//! A disk under the hall's database and second journal that a test can fill.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use redb::backends::FileBackend;
use redb::{Builder, Database, DatabaseError, StorageBackend};

/// A disk; clones are the same disk.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    is_full: Arc<AtomicBool>,
}

impl Disk {
    /// From now on nothing more goes onto it.
    pub fn fill(&self) {
        self.is_full.store(true, Ordering::SeqCst);
    }

    /// There is room again.
    pub fn make_room(&self) {
        self.is_full.store(false, Ordering::SeqCst);
    }

    fn file(&self, options: &OpenOptions, path: &Path) -> Result<FullableFile, DatabaseError> {
        let file = options.clone().read(true).write(true).open(path)?;
        Ok(FullableFile { file: FileBackend::new(file)?, disk: self.clone() })
    }

    fn check(&self) -> io::Result<()> {
        if self.is_full.load(Ordering::SeqCst) {
            Err(io::ErrorKind::StorageFull.into())
        } else {
            Ok(())
        }
    }
}

impl kiosk::store::Disk for Disk {
    fn open(&self, builder: &Builder, path: &Path) -> Result<Database, DatabaseError> {
        builder.create_with_backend(self.file(&File::options(), path)?)
    }

    fn create_file(&self, path: &Path) -> io::Result<Box<dyn StorageBackend>> {
        self.check()?;
        let file = self.file(File::options().create(true).truncate(true), path);
        Ok(Box::new(file.map_err(io::Error::other)?))
    }

    fn open_file(&self, path: &Path) -> io::Result<Box<dyn StorageBackend>> {
        Ok(Box::new(self.file(&File::options(), path).map_err(io::Error::other)?))
    }
}

#[derive(Debug)]
struct FullableFile {
    file: FileBackend,
    disk: Disk,
}

impl StorageBackend for FullableFile {
    fn len(&self) -> io::Result<u64> {
        self.file.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.file.read(offset, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.disk.check()?;
        self.file.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.disk.check()?;
        self.file.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.disk.check()?;
        self.file.write(offset, data)
    }

    fn close(&self) -> io::Result<()> {
        self.file.close()
    }
}
