//! Looks at a store and changes nothing: at one that is open, or at the files of one that is not.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use redb::{Builder, ReadOnlyDatabase, ReadableDatabase as _};
use serde::{Deserialize, Serialize};
use shared::bytes::Base64;
use shared::digest::Digest;
use shared::intake::Enrolment;
use shared::journal::{Entry, Position};
use shared::time::Timestamp;

use super::error::{StoreError, StoreFault};
use super::outbox::Due;
use super::rooms::{ReadRows, Room, Rows, parse};
use super::second_journal::{self, SecondLook};
use super::settings::ENROLMENT;
use super::{Store, journal, keys, layout};

/// What the rows say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsLook {
    /// The last entry of the journal.
    pub head: Option<Position>,
    /// When it was written.
    pub last_at: Option<Timestamp>,
    /// Entries whose hash was checked.
    pub entries: u64,
    /// The first entry that does not meet the one before.
    pub broken_at: Option<Position>,
    /// Applications owed to the centre.
    pub pending: u64,
    /// When the oldest of them was accepted.
    pub oldest_pending_at: Option<Timestamp>,
    /// Applications that wait for a person.
    pub parked: u64,
    /// The centre that the hall is enrolled at.
    pub enrolment: Option<Enrolment>,
    /// The hall's public key, where the node that runs tells it.
    pub hall_key: Option<Base64>,
}

/// How the database was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatabaseLook {
    /// There is none.
    Missing,
    /// Whoever had it open did not close it, or has it open.
    Unclosed,
    /// It cannot be read.
    Damaged(String),
    /// It opens, and its rows say this.
    Whole(Box<RowsLook>),
}

/// What lies in a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FolderLook {
    /// Whether this version knows its layout.
    pub layout: Result<(), String>,
    /// The bytes of the database.
    pub database_bytes: Option<u64>,
    /// The mode of the file of the hall's key; none where it is missing.
    pub key_mode: Option<u32>,
    /// The second journal.
    pub second: Result<SecondLook, String>,
    /// What was set aside.
    pub set_aside: Vec<String>,
}

impl Store {
    /// Checks the journal from end to end and counts what is owed. Blocks.
    pub(crate) fn look(&self) -> Result<RowsLook, StoreError> {
        let looked = self.read(|rows| Ok(rows_look(rows)?))?;
        Ok(RowsLook { hall_key: Some(self.hall_signer().public()), ..looked })
    }
}

/// Looks at the files of a hall.
pub(crate) fn folder(data_dir: &Path) -> FolderLook {
    use std::os::unix::fs::PermissionsExt as _;
    let names = fs::read_dir(data_dir).into_iter().flatten().flatten();
    let names = names.filter_map(|entry| entry.file_name().into_string().ok());
    let mut set_aside: Vec<String> =
        names.filter(|name| name.contains(super::database::SET_ASIDE)).collect();
    set_aside.sort();
    let key = fs::metadata(data_dir.join("hall.key"));
    FolderLook {
        layout: layout::check(data_dir).map_err(|fault| fault.to_string()),
        database_bytes: fs::metadata(data_dir.join(super::database::FILE)).ok().map(|m| m.len()),
        key_mode: key.ok().map(|found| found.permissions().mode() & 0o777),
        second: second_journal::look(data_dir).map_err(|error| error.to_string()),
        set_aside,
    }
}

/// Looks at a database that no node has open.
pub(crate) fn closed_database(data_dir: &Path) -> DatabaseLook {
    let path = data_dir.join(super::database::FILE);
    if !path.exists() {
        return DatabaseLook::Missing;
    }
    let opened = std::panic::catch_unwind(|| Builder::new().open_read_only(&path));
    match opened {
        Ok(Ok(database)) => match look_at(&database) {
            Ok(looked) => DatabaseLook::Whole(Box::new(looked)),
            Err(fault) => DatabaseLook::Damaged(words(&fault)),
        },
        Ok(Err(redb::DatabaseError::RepairAborted | redb::DatabaseError::DatabaseAlreadyOpen)) => {
            DatabaseLook::Unclosed
        }
        Ok(Err(error)) => DatabaseLook::Damaged(error.to_string()),
        Err(_) => DatabaseLook::Damaged("reading it panicked".to_owned()),
    }
}

fn look_at(database: &ReadOnlyDatabase) -> Result<RowsLook, StoreFault> {
    rows_look(&ReadRows(database.begin_read()?))
}

fn rows_look(rows: &impl Rows) -> Result<RowsLook, StoreFault> {
    let mut chain = Chain::default();
    let mut fault = None;
    rows.visit(Room::Journal, &[], &mut |key, value| match chain.take(key, value) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            fault = Some(error);
            ControlFlow::Break(())
        }
    })?;
    fault.map_or(Ok(()), Err)?;
    let due = rows.collect(Room::Due, &[], usize::MAX, |_, value| {
        Ok(parse::<Due>(Room::Due, value)?.accepted_at)
    })?;
    Ok(RowsLook {
        head: chain.before.map(|(position, _)| position),
        last_at: chain.last_at,
        entries: chain.entries,
        broken_at: chain.broken_at,
        pending: due.len() as u64,
        oldest_pending_at: due.into_iter().min(),
        parked: rows.keys(Room::Parked, &[], usize::MAX)?.len() as u64,
        enrolment: rows.row(Room::Settings, ENROLMENT)?,
        hall_key: None,
    })
}

/// The journal, as far as it was walked.
#[derive(Default)]
struct Chain {
    before: Option<(Position, Digest)>,
    last_at: Option<Timestamp>,
    entries: u64,
    broken_at: Option<Position>,
}

impl Chain {
    fn take(&mut self, key: &[u8], value: &[u8]) -> Result<(), StoreFault> {
        let Some(position) = keys::read_position(key) else { return Ok(()) };
        let link = journal::from_row(value)?;
        let entry: Entry = parse(Room::Journal, link.body.as_bytes())?;
        let hash = Digest::of_all(&[&link.prev_hash.0, link.body.as_bytes()]);
        let meets = match self.before {
            Some((before, hash)) if before.epoch == position.epoch => {
                before.seq + 1 == position.seq && hash == link.prev_hash
            }
            Some(_) => position.seq == 1 && link.prev_hash == Digest::ZERO,
            // Older entries may have had their time.
            None => true,
        };
        if !meets || hash != link.hash || entry.position != position {
            self.broken_at.get_or_insert(position);
        }
        self.before = Some((position, link.hash));
        (self.last_at, self.entries) = (Some(entry.at), self.entries + 1);
        Ok(())
    }
}

fn words(fault: &StoreFault) -> String {
    let cause = std::error::Error::source(fault).map(|cause| format!(": {cause}"));
    format!("{fault}{}", cause.unwrap_or_default())
}
