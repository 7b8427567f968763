//! A hall that is put back from a copy of itself. The machine that it was copied from may have gone
//! on, so another epoch begins, no number of the day comes twice and no slip is printed twice.

use std::collections::BTreeMap;

use redb::{Database, ReadableDatabase as _};
use serde::{Deserialize, Serialize};
use shared::ids::SeriesCode;
use shared::journal::HallEvent;
use shared::ticket::TicketNumber;
use shared::time::{ServiceDay, Timestamp};

use super::disk::FileIdentity;
use super::error::StoreFault;
use super::prints;
use super::queues::{Move, Queues};
use super::rooms::{ReadRows, Room, Rows};
use super::shared_state::Shared;
use super::work::Work;

/// The setting that remembers the file in which the hall's key was made.
pub(super) const HOME: &[u8] = b"home";
const NUMBERS_AFTER: &[u8] = b"numbers_after";
/// Numbers begin behind a whole hundred, and one hundred more for what officers gave out beyond
/// the numbers of the day.
const HUNDRED: u32 = 100;

/// How a hall is put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PutBack {
    /// When the copy was made, where that is known.
    pub copied_at: Option<Timestamp>,
    /// A number that is known to have been given out today, in whatever series.
    pub numbers_after: Option<u32>,
}

/// Where the hall is, and where it was.
pub(super) struct Home {
    here: Option<FileIdentity>,
    known: Option<FileIdentity>,
}

impl Home {
    pub(super) fn find(shared: &Shared, database: &Database) -> Result<Self, StoreFault> {
        let here = shared.disk.identity(&shared.data_dir.join("hall.key"))?;
        let rows = ReadRows(database.begin_read()?);
        Ok(Self { here, known: rows.row(Room::Settings, HOME)? })
    }

    /// Whether the hall was made elsewhere.
    pub(super) fn is_another(&self) -> bool {
        self.here.zip(self.known).is_some_and(|(here, known)| here.differs(known))
    }

    /// What is to be remembered.
    pub(super) fn to_note(&self) -> Option<FileIdentity> {
        self.here.filter(|_| self.here != self.known)
    }
}

/// Where the numbers of a day go on.
#[derive(Serialize, Deserialize)]
struct NumbersAfter {
    day: ServiceDay,
    after: BTreeMap<SeriesCode, u32>,
}

/// Begins the life after a copy.
pub(super) fn begin(work: &mut Work<'_>, put_back: PutBack) -> Result<(), StoreFault> {
    let (catalogue, day) = (std::sync::Arc::clone(&work.catalogue), work.queues().day);
    let mut after = BTreeMap::new();
    for field in &catalogue.fields {
        let floor = work.queues().numbers_after(&field.series);
        let series = field.series.clone();
        let gap = go_on_after(floor, field.daily_capacity).max(put_back.numbers_after.unwrap_or(0));
        work.apply(Move::NumbersAfter { series: series.clone(), after: gap });
        after.insert(series, gap);
    }
    let told = after
        .iter()
        .map(|(series, after)| TicketNumber { series: series.clone(), sequence: *after });
    let numbers_after = told.collect();
    work.put(Room::Settings, NUMBERS_AFTER, &NumbersAfter { day, after })?;
    prints::forget_what_waits(work)?;
    work.journal(HallEvent::PutBack { copied_at: put_back.copied_at, numbers_after })?;
    Ok(())
}

/// Reads back where the numbers of the day go on.
pub(super) fn numbers(rows: &impl Rows, queues: &mut Queues) -> Result<(), StoreFault> {
    let known: Option<NumbersAfter> = rows.row(Room::Settings, NUMBERS_AFTER)?;
    if let Some(known) = known.filter(|known| known.day == queues.day) {
        for (series, after) in known.after {
            queues.apply(&Move::NumbersAfter { series, after });
        }
    }
    Ok(())
}

/// The first hundred that the old machine cannot have come to: it stops giving out numbers at the
/// capacity of the day, counted from where its numbers began.
fn go_on_after(floor: u32, daily_capacity: u16) -> u32 {
    (floor + u32::from(daily_capacity)).next_multiple_of(HUNDRED) + HUNDRED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_on_beyond_what_the_old_machine_can_have_given_out() {
        for (floor, capacity, after) in
            [(0, 1, 200), (0, 60, 200), (0, 100, 200), (0, 101, 300), (200, 60, 400)]
        {
            assert_eq!(go_on_after(floor, capacity), after, "{floor} {capacity}");
        }
    }

    #[test]
    fn a_copy_of_a_file_is_told_from_the_file() {
        let file = FileIdentity { inode: 1, born_ns: Some(5) };
        for (other, differs) in [
            (file, false),
            (FileIdentity { inode: 2, ..file }, true),
            (FileIdentity { born_ns: Some(6), ..file }, true),
            (FileIdentity { born_ns: None, ..file }, false),
        ] {
            assert_eq!(file.differs(other), differs, "{other:?}");
        }
    }
}
