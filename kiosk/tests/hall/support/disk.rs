//! A disk under the store that a test fills or breaks.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use kiosk::Ports;
use redb::backends::FileBackend;
use redb::{Builder, Database, DatabaseError, StorageBackend};

/// A disk that can be filled, or break at a write of a test's choice.
#[derive(Debug)]
pub(crate) struct Disk {
    pub(crate) full: AtomicBool,
    pub(crate) writes_left: AtomicI64,
}

impl Default for Disk {
    fn default() -> Self {
        Self { full: AtomicBool::new(false), writes_left: AtomicI64::new(i64::MAX) }
    }
}

impl Disk {
    fn take(&self) -> io::Result<()> {
        if self.full.load(Ordering::SeqCst) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        if self.writes_left.fetch_sub(1, Ordering::SeqCst) <= 0 {
            return Err(io::Error::other("the disk broke"));
        }
        Ok(())
    }
}

#[derive(Debug)]
struct OnDisk {
    file: FileBackend,
    disk: Arc<Disk>,
}

impl StorageBackend for OnDisk {
    fn len(&self) -> io::Result<u64> {
        self.file.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.file.read(offset, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.disk.take()?;
        self.file.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.disk.take()?;
        self.file.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.disk.take()?;
        self.file.write(offset, data)
    }

    fn close(&self) -> io::Result<()> {
        self.file.close()
    }
}

/// A node whose database and second journal lie on the disk.
pub(crate) fn over(disk: &Arc<Disk>) -> Ports {
    Ports { disk: Some(port(disk)), ..Ports::default() }
}

/// The disk as a store knows it.
pub(crate) fn port(disk: &Arc<Disk>) -> Arc<dyn kiosk::store::Disk> {
    Arc::new(Shared(Arc::clone(disk)))
}

struct Shared(Arc<Disk>);

impl Shared {
    fn on_disk(&self, options: &OpenOptions, path: &Path) -> Result<OnDisk, DatabaseError> {
        let file = options.clone().read(true).write(true).open(path)?;
        Ok(OnDisk { file: FileBackend::new(file)?, disk: Arc::clone(&self.0) })
    }
}

impl kiosk::store::Disk for Shared {
    fn open(&self, builder: &Builder, path: &Path) -> Result<Database, DatabaseError> {
        builder.create_with_backend(self.on_disk(&File::options(), path)?)
    }

    fn create_file(&self, path: &Path) -> io::Result<Box<dyn StorageBackend>> {
        self.0.take()?;
        let file = self.on_disk(File::options().create(true).truncate(true), path);
        Ok(Box::new(file.map_err(io::Error::other)?))
    }

    fn open_file(&self, path: &Path) -> io::Result<Box<dyn StorageBackend>> {
        Ok(Box::new(self.on_disk(&File::options(), path).map_err(io::Error::other)?))
    }
}
