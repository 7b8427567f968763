//! Opening the database file, and reading back what the writer keeps in memory.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use redb::{Builder, Database};
use shared::time::Timestamp;

use super::disk::Disk;
use super::error::StoreFault;
use super::layout::{self, LAYOUT};
use super::rooms::{Room, Rows as _, WriteRows};

/// The pages kept in memory, so that the whole node stays below 64 MiB; redb would take a gibibyte.
const CACHE_BYTES: usize = 32 * 1024 * 1024;
pub(super) const FILE: &str = "hall.redb";
const HALF_MADE: &str = "hall.redb.new";
/// What the name of a thing holds that was set aside.
pub(super) const SET_ASIDE: &str = "set-aside";

/// The setting that numbers the last record of the second journal that the rows hold.
pub(super) const APPLIED: &[u8] = b"second_journal";

/// What was found where the database lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing: this is the first start.
    Nothing,
    /// A database that holds.
    Whole,
    /// A file that is no database any more; it was set aside.
    Damaged,
}

/// Opens the database, or makes an empty one in the place of one that is damaged.
pub(super) fn open(
    data_dir: &Path,
    disk: &dyn Disk,
    is_damaged: bool,
    now: Timestamp,
) -> Result<(Database, Found), StoreFault> {
    let path = data_dir.join(FILE);
    if !disk.has(&path) {
        return Ok((make(data_dir, disk)?, Found::Nothing));
    }
    if !is_damaged {
        match try_open(disk, &path) {
            Err(fault) if fault.is_damage() => {
                tracing::error!(error = &fault as &dyn std::error::Error, "it is damaged");
            }
            opened => return Ok((opened?, Found::Whole)),
        }
    }
    let aside = data_dir.join(format!("{FILE}.{}", set_aside_suffix(now)));
    disk.rename(&path, &aside)?;
    disk.sync_folder(data_dir)?;
    tracing::error!(file = %aside.display(), "the damaged database was set aside");
    Ok((make(data_dir, disk)?, Found::Damaged))
}

/// What a thing is called behind its name that was set aside at this moment.
pub(super) fn set_aside_suffix(now: Timestamp) -> String {
    format!("{SET_ASIDE}-{}", now.timestamp_millis())
}

/// Opens a database; one that breaks its reader is damaged too.
fn try_open(disk: &dyn Disk, path: &Path) -> Result<Database, StoreFault> {
    catch_unwind(AssertUnwindSafe(|| furnish(disk.open(&builder(), path)?))).unwrap_or_else(|_| {
        let broken = redb::Error::Corrupted("reading it panicked".to_owned());
        Err(StoreFault::Database(Box::new(broken)))
    })
}

/// Makes a database under another name and renames it, so that a cut in the middle leaves nothing
/// that looks like a database.
fn make(data_dir: &Path, disk: &dyn Disk) -> Result<Database, StoreFault> {
    let (path, half_made) = (data_dir.join(FILE), data_dir.join(HALF_MADE));
    match disk.remove(&half_made) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        Ok(()) | Err(_) => {}
    }
    drop(furnish(disk.create(&builder(), &half_made)?)?);
    disk.rename(&half_made, &path)?;
    disk.sync_folder(data_dir)?;
    furnish(disk.open(&builder(), &path)?)
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
        let rows = WriteRows::unrecorded(&transaction);
        rows.open_all()?;
        let layout: Option<u32> = rows.row(Room::Settings, b"layout")?;
        if let Some(newer) = layout.filter(|layout| *layout > LAYOUT) {
            return Err(layout::newer(newer));
        }
        rows.put(Room::Settings, b"layout", &LAYOUT)?;
    }
    transaction.commit()?;
    Ok(database)
}
