//! What can be said of a store without changing it.

use std::io;
use std::path::Path;

use redb::{DatabaseError, ReadOnlyDatabase, ReadableDatabase as _};
use serde::{Deserialize, Serialize};
use shared::digest::Digest;
use shared::ids::HallId;
use shared::intake::Enrolment;
use shared::journal::{Entry, Position};
use shared::time::Timestamp;

use super::database::{FILE, SET_ASIDE};
use super::error::StoreFault;
use super::layout::{self, LAYOUT};
use super::outbox::Due;
use super::rooms::{ReadRows, Room, Rows, parse};
use super::second_journal::{self, SecondFacts};
use super::settings::{ENROLMENT, journal_sent};
use super::{Store, journal, keys};

/// What was seen of a store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreFacts {
    /// The database.
    pub database: DatabaseFacts,
    /// The second journal.
    pub second: SecondFacts,
    /// The journal; none where the rows cannot be read.
    pub journal: Option<JournalFacts>,
    /// What is owed; none where the rows cannot be read.
    pub owed: Option<OwedFacts>,
    /// Files that were set aside.
    pub set_aside: Vec<String>,
    /// The hall, as the centre named it.
    pub hall: Option<HallId>,
    /// The name it was enrolled under.
    pub enrolled_as: Option<String>,
}

/// How the database is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DatabaseFacts {
    /// A node has it open.
    Open {
        /// Its size.
        bytes: u64,
    },
    /// It was closed in order.
    Closed {
        /// Its size.
        bytes: u64,
    },
    /// It was not, and is repaired at the next start.
    NotClosed {
        /// Its size.
        bytes: u64,
    },
    /// There is none.
    Missing,
    /// A newer version wrote it.
    Newer,
    /// It does not hold.
    Damaged(String),
    /// It cannot be read.
    Unreadable(String),
}

/// How the journal is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalFacts {
    /// Its last entry.
    pub head: Position,
    /// When that was written.
    pub head_at: Option<Timestamp>,
    /// How many entries there are.
    pub entries: u64,
    /// In how many epochs.
    pub epochs: u32,
    /// Whether they meet each other.
    pub chain: Chain,
    /// The last one that the centre is known to hold.
    pub sent: Position,
}

/// Whether the entries of a journal meet each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Chain {
    /// They do.
    Whole,
    /// Not after this one.
    BreaksAfter(Position),
}

/// What a hall owes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwedFacts {
    /// Submissions owed to the centre.
    pub pending: u64,
    /// Submissions that wait for a person.
    pub parked: u64,
    /// When the oldest pending one was accepted.
    pub oldest_pending_at: Option<Timestamp>,
}

impl StoreFacts {
    /// Of a store that could not be looked at.
    pub fn unreadable(why: String) -> Self {
        Self {
            database: DatabaseFacts::Unreadable(why),
            second: SecondFacts::default(),
            journal: None,
            owed: None,
            set_aside: Vec::new(),
            hall: None,
            enrolled_as: None,
        }
    }

    fn read(&mut self, rows: &impl Rows) -> Result<(), StoreFault> {
        self.journal = journal_facts(rows)?;
        self.owed = Some(owed(rows)?);
        let enrolment: Option<Enrolment> = rows.row(Room::Settings, ENROLMENT)?;
        self.hall = enrolment.as_ref().map(|enrolment| enrolment.hall);
        self.enrolled_as = enrolment.map(|enrolment| enrolment.hall_name);
        Ok(())
    }
}

impl Store {
    /// Looks at the store of a running node.
    pub fn examine(&self) -> StoreFacts {
        let data_dir = &self.shared.data_dir;
        let database = DatabaseFacts::Open { bytes: bytes_of(data_dir) };
        let mut facts = around(data_dir, database);
        if let Err(error) = self.read(|rows| Ok(facts.read(rows)?)) {
            facts.database = DatabaseFacts::Unreadable(error.to_string());
        }
        facts
    }
}

/// Looks at a store that no node has open.
pub fn examine(data_dir: &Path) -> StoreFacts {
    let bytes = bytes_of(data_dir);
    let path = data_dir.join(FILE);
    if !path.exists() {
        return around(data_dir, DatabaseFacts::Missing);
    }
    if layout::check(data_dir).is_err() {
        return around(data_dir, DatabaseFacts::Newer);
    }
    let database = match ReadOnlyDatabase::open(&path) {
        Ok(database) => database,
        Err(error) => return around(data_dir, closed_to_us(error, bytes)),
    };
    let mut facts = around(data_dir, DatabaseFacts::Closed { bytes });
    let read = database.begin_read().map_err(StoreFault::from).and_then(|transaction| {
        let rows = ReadRows(transaction);
        let layout: Option<u32> = rows.row(Room::Settings, b"layout")?;
        if layout.is_some_and(|layout| layout > LAYOUT) {
            facts.database = DatabaseFacts::Newer;
            return Ok(());
        }
        facts.read(&rows)
    });
    if let Err(error) = read {
        facts.database = DatabaseFacts::Damaged(error.to_string());
    }
    facts
}

fn closed_to_us(error: DatabaseError, bytes: u64) -> DatabaseFacts {
    match error {
        DatabaseError::RepairAborted => DatabaseFacts::NotClosed { bytes },
        DatabaseError::DatabaseAlreadyOpen => {
            DatabaseFacts::Unreadable("a program that does not answer has it open".to_owned())
        }
        DatabaseError::UpgradeRequired(_) => DatabaseFacts::Newer,
        error => match StoreFault::from(error) {
            fault if fault.is_damage() => DatabaseFacts::Damaged(reason(&fault)),
            fault => DatabaseFacts::Unreadable(reason(&fault)),
        },
    }
}

fn reason(fault: &StoreFault) -> String {
    let source = std::error::Error::source(fault);
    source.map_or_else(|| fault.to_string(), ToString::to_string)
}

/// What lies beside the database.
fn around(data_dir: &Path, database: DatabaseFacts) -> StoreFacts {
    let mut set_aside: Vec<String> = std::fs::read_dir(data_dir)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.contains(SET_ASIDE))
        .collect();
    set_aside.sort();
    let second = second_journal::examine(data_dir).unwrap_or_default();
    StoreFacts { database, second, set_aside, ..StoreFacts::unreadable(String::new()) }
}

fn bytes_of(data_dir: &Path) -> u64 {
    let seen: io::Result<_> = data_dir.join(FILE).metadata();
    seen.map_or(0, |seen| seen.len())
}

fn owed(rows: &impl Rows) -> Result<OwedFacts, StoreFault> {
    let due = rows.collect(Room::Due, &[], usize::MAX, |_, value| {
        Ok(parse::<Due>(Room::Due, value)?.accepted_at)
    })?;
    let parked = rows.keys(Room::Parked, &[], usize::MAX)?.len() as u64;
    let oldest_pending_at = due.iter().min().copied();
    Ok(OwedFacts { pending: due.len() as u64, parked, oldest_pending_at })
}

/// Reads the journal from end to end; none where there is no entry.
fn journal_facts(rows: &impl Rows) -> Result<Option<JournalFacts>, StoreFault> {
    let mut walk = Walk::default();
    rows.visit(Room::Journal, &[], &mut |key, value| {
        walk.pass(keys::read_position(key), value);
        std::ops::ControlFlow::Continue(())
    })?;
    let Walk { entries, epochs, last, head_at, breaks_after, .. } = walk;
    let Some(head) = last else { return Ok(None) };
    let chain = breaks_after.map_or(Chain::Whole, Chain::BreaksAfter);
    let sent = journal_sent(rows)?;
    Ok(Some(JournalFacts { head, head_at, entries, epochs, chain, sent }))
}

/// A walk along the chain.
#[derive(Default)]
struct Walk {
    entries: u64,
    epochs: u32,
    last: Option<Position>,
    hash: Option<Digest>,
    head_at: Option<Timestamp>,
    breaks_after: Option<Position>,
}

impl Walk {
    fn pass(&mut self, at: Option<Position>, row: &[u8]) {
        self.entries += 1;
        let link = journal::from_row(row).ok();
        let begins = at.map(|at| at.epoch) != self.last.map(|last| last.epoch);
        let follows = match (begins, at, self.last) {
            (true, Some(at), _) => at.seq == 1,
            (false, Some(at), Some(last)) => at.seq == last.seq + 1,
            (_, None, _) | (false, Some(_), None) => false,
        };
        let before = if begins { Some(Digest::ZERO) } else { self.hash };
        let holds = link.as_ref().is_some_and(|link| {
            let hash = Digest::of_all(&[&link.prev_hash.0, link.body.as_bytes()]);
            hash == link.hash && Some(link.prev_hash) == before
        });
        if !(follows && holds) {
            self.breaks_after = self.breaks_after.or(self.last).or(at);
        }
        self.epochs += u32::from(begins);
        self.last = at.or(self.last);
        self.hash = link.as_ref().map(|link| link.hash);
        let entry = link.and_then(|link| serde_json::from_str::<Entry>(&link.body).ok());
        self.head_at = entry.map(|entry| entry.at).or(self.head_at);
    }
}
