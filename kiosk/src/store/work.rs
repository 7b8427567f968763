//! What one operation of the store works with, inside the transaction of its batch.

use std::sync::Arc;

use shared::catalogue::Catalogue;
use shared::digest::Digest;
use shared::hall::Change;
use shared::journal::{Entry, HallEvent, Position};
use shared::refusal::Refusal;
use shared::time::Timestamp;

use super::error::{StoreError, StoreFault};
use super::queues::{Move, Queues};
use super::rooms::{Room, Rows as _, WriteRows};
use super::{Rules, Secrets};
use super::{journal, keys};

/// How far the clock may stand before the last entry of the journal.
const CLOCK_BACK_MAX: chrono::TimeDelta = chrono::TimeDelta::minutes(2);

/// The second journal reaches back beyond the bytes that a centre may ask for again.
const SECOND_JOURNAL_KEPT: chrono::TimeDelta = chrono::TimeDelta::days(35);

/// The last entry of the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) position: Position,
    pub(super) hash: Digest,
    pub(super) at: Option<Timestamp>,
}

/// What the writer knows without looking; read back from the rows after a failure.
#[derive(Debug, Clone)]
pub(super) struct Memory {
    pub(super) head: Head,
    pub(super) queues: Queues,
}

impl Memory {
    /// From when on the second journal keeps everything.
    pub(super) fn kept_since(&self, now: Timestamp) -> Timestamp {
        if self.queues.parked > 0 {
            // What waits for a person may wait for long.
            return Timestamp::MIN_UTC;
        }
        let since = now - SECOND_JOURNAL_KEPT;
        let oldest = self.queues.pending.first().map(|(accepted_at, _)| *accepted_at);
        oldest.map_or(since, |oldest| oldest.min(since))
    }
}

/// What is told once a batch is durable.
#[derive(Debug, Default)]
pub(super) struct News {
    pub(super) moves: Vec<Move>,
    pub(super) changes: Vec<Change>,
    pub(super) outbox: bool,
    pub(super) prints: bool,
}

/// The place where one operation after the other decides and writes.
pub(super) struct Work<'t> {
    pub(super) rows: WriteRows<'t>,
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) rules: &'t Rules,
    pub(super) secrets: &'t Secrets,
    memory: &'t mut Memory,
    news: News,
    clock: Timestamp,
    writes: u32,
}

impl<'t> Work<'t> {
    pub(super) fn new(
        rows: WriteRows<'t>,
        memory: &'t mut Memory,
        rules: &'t Rules,
        secrets: &'t Secrets,
        clock: Timestamp,
    ) -> Self {
        let catalogue = Arc::clone(&rules.catalogue);
        Self { rows, catalogue, rules, secrets, memory, news: News::default(), clock, writes: 0 }
    }

    /// The queues as this batch has left them so far.
    pub(super) fn queues(&self) -> &Queues {
        &self.memory.queues
    }

    /// This moment, never before the last entry of the journal.
    pub(super) fn now(&self) -> Timestamp {
        self.memory.head.at.map_or(self.clock, |last| last.max(self.clock))
    }

    /// This moment, unless the clock went back too far to number or date anything by it.
    pub(super) fn sure_now(&self) -> Result<Timestamp, StoreError> {
        match self.memory.head.at {
            Some(last) if self.clock < last - CLOCK_BACK_MAX => Err(Refusal::ClockWentBack.into()),
            Some(_) | None => Ok(self.now()),
        }
    }

    /// Writes a row.
    pub(super) fn put<T: serde::Serialize>(
        &mut self,
        room: Room,
        key: &[u8],
        value: &T,
    ) -> Result<(), StoreFault> {
        self.writes += 1;
        self.rows.put(room, key, value)
    }

    /// Writes the bytes of a row.
    pub(super) fn put_bytes(
        &mut self,
        room: Room,
        key: &[u8],
        value: &[u8],
    ) -> Result<(), StoreFault> {
        self.writes += 1;
        self.rows.put_bytes(room, key, value)
    }

    /// Removes a row.
    pub(super) fn remove(&mut self, room: Room, key: &[u8]) -> Result<(), StoreFault> {
        self.writes += 1;
        self.rows.remove(room, key)
    }

    /// Chains an entry to the journal; returns where it stands and the hash before it.
    pub(super) fn journal(&mut self, event: HallEvent) -> Result<(Position, Digest), StoreFault> {
        let before = self.memory.head;
        let position = Position { seq: before.position.seq + 1, ..before.position };
        let at = self.now();
        let link = Entry { position, at, event }.chain(before.hash);
        self.put_bytes(Room::Journal, &keys::position(position), &journal::to_row(&link))?;
        self.memory.head = Head { position, hash: link.hash, at: Some(at) };
        Ok((position, before.hash))
    }

    /// Moves the queues.
    pub(super) fn apply(&mut self, one: Move) {
        self.memory.queues.apply(&one);
        self.news.moves.push(one);
    }

    /// Tells displays, once it is durable.
    pub(super) fn tell(&mut self, change: Change) {
        self.news.changes.push(change);
    }

    /// Wakes the forwarder, once it is durable.
    pub(super) fn outbox_changed(&mut self) {
        self.news.outbox = true;
    }

    /// Wakes the print loop, once it is durable.
    pub(super) fn prints_changed(&mut self) {
        self.news.prints = true;
    }

    /// From when on the second journal keeps everything.
    pub(super) fn kept_since(&self) -> Timestamp {
        self.memory.kept_since(self.now())
    }

    /// How many rows were written so far.
    pub(super) fn writes(&self) -> u32 {
        self.writes
    }

    /// Reads a row.
    pub(super) fn row<T: serde::de::DeserializeOwned>(
        &self,
        room: Room,
        key: &[u8],
    ) -> Result<Option<T>, StoreFault> {
        self.rows.row(room, key)
    }

    /// Closes the tables and hands over what is to be told.
    pub(super) fn finish(self) -> News {
        self.news
    }
}
