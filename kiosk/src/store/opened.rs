//! The database and the second journal, opened together and kept in step.

use std::sync::Arc;
use std::time::Duration;

use redb::{Database, Durability, ReadableDatabase as _, WriteTransaction};
use shared::hall::HallSnapshot;
use shared::time::Timestamp;

use super::database::{self, APPLIED, Found};
use super::day;
use super::error::StoreFault;
use super::put_back::{Home, PutBack};
use super::readback;
use super::rooms::{ReadRows, Room, Rows as _, WriteRows};
use super::second_journal::{self, SecondJournal};
use super::shared_state::Shared;
use super::work::Memory;

/// When the database, which is durable in the second journal, is made durable by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saving {
    /// When nothing was asked for so long.
    pub rest: Duration,
    /// When a start would have to take over so many bytes of records.
    pub bytes: u64,
}

impl Default for Saving {
    fn default() -> Self {
        Self { rest: Duration::from_secs(1), bytes: 128 * 1024 * 1024 }
    }
}

/// Where the writer writes.
pub(super) struct Opened {
    pub(super) database: Arc<Database>,
    second: SecondJournal,
    /// The bytes of the records that the database holds in memory only.
    unsaved: u64,
}

impl Opened {
    /// Opens both, and lets the database take over what it missed. A damaged database is set
    /// aside, and what the second journal holds is put in its place.
    pub(super) fn open(
        shared: &Shared,
        is_damaged: bool,
        put_back: Option<PutBack>,
    ) -> Result<(Self, Memory, HallSnapshot), StoreFault> {
        let (disk, data_dir, now) = (&shared.disk, &shared.data_dir, shared.clock.now());
        let (database, found) = database::open(data_dir, &**disk, is_damaged, now)?;
        let replayed = second_journal::replay(&**disk, data_dir, &database)?;
        if !replayed.is_whole {
            tracing::error!("the second journal has a gap; what was in it is lost to the hall");
        }
        let home = Home::find(shared, &database)?;
        if put_back.is_none() && home.is_another() {
            return Err(StoreFault::Copied);
        }
        let is_lost = replayed.is_new && is_lost(shared, found, &database)?;
        if is_lost {
            shared.vault.set_aside(&database::set_aside_suffix(now))?;
        }
        let second = SecondJournal::begin(disk, data_dir, &replayed, now)?;
        let mut opened = Self { database: Arc::new(database), second, unsaved: 0 };
        let start = readback::Start {
            restates_everything: replayed.is_new,
            begins_epoch: is_lost || !replayed.is_whole || put_back.is_some(),
            is_whole: !is_lost && replayed.is_whole,
            home: home.to_note(),
            put_back,
            is_made_anew: found == Found::Damaged || is_lost,
        };
        let (memory, snapshot) = readback::begin(&mut opened, shared, start)?;
        opened.save()?;
        opened.second.forget_before(memory.kept_since(now));
        Ok((opened, memory, snapshot))
    }

    /// Begins a transaction; what it commits is durable if it was recorded before.
    pub(super) fn begin_write(&self) -> Result<WriteTransaction, StoreFault> {
        let mut transaction = self.database.begin_write()?;
        transaction.set_durability(Durability::None)?;
        Ok(transaction)
    }

    /// Makes durable what happened to the rows of a transaction; it is to be committed next.
    pub(super) fn record(
        &mut self,
        rows: &WriteRows<'_>,
        now: Timestamp,
        kept_since: Timestamp,
    ) -> Result<(), StoreFault> {
        if self.second.is_full() {
            self.second.turn_over(now)?;
            rows.restate(false)?;
            self.second.forget_before(kept_since);
        }
        self.unsaved += self.second.append(rows.recorded())?;
        rows.put(Room::Settings, APPLIED, &self.second.last())
    }

    /// The bytes of the records that a start would have to take over.
    pub(super) fn unsaved(&self) -> u64 {
        self.unsaved
    }

    /// Makes the database durable, in such a way that it opens quickly after a cut.
    pub(super) fn save(&mut self) -> Result<(), StoreFault> {
        let mut transaction = self.database.begin_write()?;
        transaction.set_quick_repair(true);
        transaction.commit()?;
        self.unsaved = 0;
        Ok(())
    }
}

/// Whether there was a hall whose rows are gone, given that the second journal is gone too. Where
/// the power failed while they were set aside, the database is missing or was never begun, and
/// what lies beside it tells this from a first start.
fn is_lost(shared: &Shared, found: Found, database: &Database) -> Result<bool, StoreFault> {
    let is_begun = match found {
        Found::Damaged => return Ok(true),
        Found::Nothing => false,
        Found::Whole => {
            let rows = ReadRows(database.begin_read()?);
            rows.has(Room::Settings, day::OPEN_DAY)?
        }
    };
    let is_set_aside = |name: &String| name.contains(database::SET_ASIDE);
    let names = shared.disk.names(&shared.data_dir)?;
    let has_remains = !shared.vault.files()?.is_empty() || names.iter().any(is_set_aside);
    Ok(!is_begun && has_remains)
}
