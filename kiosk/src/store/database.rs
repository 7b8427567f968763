//! Opening the database file, and reading back what the writer keeps in memory.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use redb::{Builder, Database};

use super::disk::Disk;
use super::error::StoreFault;
use super::rooms::{Room, Rows as _, WriteRows};

/// The pages kept in memory, so that the whole node stays below 64 MiB; redb would take a gibibyte.
const CACHE_BYTES: usize = 32 * 1024 * 1024;
/// The layout of the rows.
const LAYOUT: u32 = 1;

const FILE: &str = "hall.redb";
const HALF_MADE: &str = "hall.redb.new";

/// Opens the database; the first time it is made under another name and renamed, so that a cut
/// in the middle leaves nothing that looks like a database.
pub(super) fn open(data_dir: &Path, disk: &dyn Disk) -> Result<Database, StoreFault> {
    let path = data_dir.join(FILE);
    if !disk.has(&path) {
        let half_made = data_dir.join(HALF_MADE);
        match disk.remove(&half_made) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            Ok(()) | Err(_) => {}
        }
        drop(furnish(disk.create(&builder(), &half_made)?)?);
        disk.rename(&half_made, &path)?;
        disk.sync_folder(data_dir)?;
    }
    // Some files that a lying disk leaves make redb panic where it should refuse.
    let opening = AssertUnwindSafe(|| furnish(disk.open(&builder(), &path)?));
    catch_unwind(opening).unwrap_or(Err(StoreFault::Panicked))
}

fn builder() -> Builder {
    let mut builder = Builder::new();
    builder.set_cache_size(CACHE_BYTES);
    builder
}

/// Makes sure that every table is there; the commit also proves that the disk takes writes.
fn furnish(database: Database) -> Result<Database, StoreFault> {
    let transaction = database.begin_write()?;
    {
        let rows = WriteRows::new(&transaction);
        rows.open_all()?;
        let layout: Option<u32> = rows.row(Room::Settings, b"layout")?;
        if layout.is_some_and(|layout| layout > LAYOUT) {
            return Err(io::Error::other("the store was written by a newer version").into());
        }
        rows.put(Room::Settings, b"layout", &LAYOUT)?;
    }
    transaction.commit()?;
    Ok(database)
}
