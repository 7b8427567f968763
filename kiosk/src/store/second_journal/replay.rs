//! Takes over from the second journal what the database does not hold.

use std::io;
use std::path::Path;

use redb::{Database, ReadableDatabase as _, StorageBackend};

use super::record::{Record, RowChange};
use super::segment::with_padding;
use super::{FOLDER, names};
use crate::store::database::APPLIED;
use crate::store::disk::Disk;
use crate::store::error::StoreFault;
use crate::store::rooms::{ReadRows, Room, Rows as _, WriteRows};

/// Records that the database takes over in one transaction.
const AT_ONCE: usize = 1024;

/// What taking over came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Replayed {
    /// The number of the last record; 0 when there is none.
    pub(in crate::store) last: u64,
    /// Whether every record was there.
    pub(in crate::store) is_whole: bool,
    /// Whether the second journal is begun now, over whatever the database holds.
    pub(in crate::store) is_new: bool,
    /// The last record, if it was taken over now: after a failed sync memory may show what the
    /// disk does not hold, so it is to be written once more.
    pub(in crate::store) once_more: Option<Vec<u8>>,
}

/// Applies every record that the database does not hold, in order, and makes that durable.
pub(in crate::store) fn replay(
    disk: &dyn Disk,
    data_dir: &Path,
    database: &Database,
) -> Result<Replayed, StoreFault> {
    let folder = data_dir.join(FOLDER);
    disk.create_folder(&folder)?;
    let names = names(disk, &folder)?;
    let mut replayed = Replayed {
        last: applied(database)?,
        is_whole: true,
        is_new: names.is_empty(),
        once_more: None,
    };
    for (place, name) in names.iter().enumerate() {
        let is_held = names.get(place + 1).is_some_and(|next| next.first <= replayed.last + 1);
        if replayed.last > 0 && is_held {
            continue;
        }
        let file = disk.open_file(&folder.join(name.to_string()))?;
        if replayed.last == 0 {
            // Of a database that holds nothing: older files may be gone, what is left is all.
            replayed.last = name.first.saturating_sub(1);
        }
        take_over(&*file, database, &mut replayed)?;
    }
    Ok(replayed)
}

fn applied(database: &Database) -> Result<u64, StoreFault> {
    let rows = ReadRows(database.begin_read()?);
    Ok(rows.row(Room::Settings, APPLIED)?.unwrap_or(0))
}

fn take_over(
    file: &dyn StorageBackend,
    database: &Database,
    replayed: &mut Replayed,
) -> Result<(), StoreFault> {
    let mut bytes = vec![0; usize::try_from(file.len()?).map_err(io::Error::other)?];
    file.read(0, &mut bytes)?;
    let mut wanted = Vec::new();
    let mut at = 0;
    while let Some(record) = Record::read(&bytes[at..]) {
        if record.number > replayed.last {
            replayed.is_whole &= record.number == replayed.last + 1;
            replayed.last = record.number;
            wanted.push(record);
        }
        at += with_padding(record.whole.len());
        if at >= bytes.len() {
            break;
        }
    }
    if let Some(last) = wanted.last() {
        replayed.once_more = Some(last.whole.to_vec());
    }
    wanted.chunks(AT_ONCE).try_for_each(|records| apply(database, records))
}

fn apply(database: &Database, records: &[Record<'_>]) -> Result<(), StoreFault> {
    let mut transaction = database.begin_write()?;
    transaction.set_quick_repair(true);
    {
        let rows = WriteRows::unrecorded(&transaction);
        for record in records {
            for change in record.changes() {
                match change.ok_or_else(newer)? {
                    RowChange::Put { room, key, value } => rows.put_bytes(room, key, value)?,
                    RowChange::Removed { room, key } => rows.remove(room, key)?,
                }
            }
            rows.put(Room::Settings, APPLIED, &record.number)?;
        }
    }
    Ok(transaction.commit()?)
}

fn newer() -> StoreFault {
    StoreFault::Newer("a record of the second journal".to_owned())
}
