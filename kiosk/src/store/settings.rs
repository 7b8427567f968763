//! Single facts: the enrolment, and how far the journal and the feed have come.

use serde::Deserialize;
use shared::intake::Enrolment;
use shared::journal::Position;
use shared::refusal::Refusal;
use shared::signature::Signer;

use super::Store;
use super::error::{StoreError, StoreFault};
use super::journal::first_epoch;
use super::rooms::{Room, Rows};

pub(super) const ENROLMENT: &[u8] = b"enrolment";
const JOURNAL_SENT: &[u8] = b"journal_sent";
pub(super) const FEED_CURSOR: &[u8] = b"feed_cursor";

/// How far the centre holds the journal, as it is stored.
#[derive(Deserialize)]
#[serde(untagged)]
enum Sent {
    UpTo(Position),
    /// As halls wrote it that knew of one epoch only.
    OfTheOnlyEpoch(u64),
}

/// The setting that tells where an epoch can be sent no further.
pub(super) fn epoch_end(epoch: u32) -> Vec<u8> {
    [b"journal_end ".as_slice(), &epoch.to_be_bytes()].concat()
}

pub(super) fn journal_sent(rows: &impl Rows) -> Result<Position, StoreFault> {
    let first = first_epoch(rows)?;
    Ok(match rows.row(Room::Settings, JOURNAL_SENT)? {
        Some(Sent::UpTo(position)) => position,
        Some(Sent::OfTheOnlyEpoch(seq)) => Position { epoch: first, seq },
        None => Position { epoch: first, seq: 0 },
    })
}

impl Store {
    /// What was pinned when the hall was enrolled.
    pub fn enrolment(&self) -> Result<Option<Enrolment>, StoreError> {
        self.read(|rows| Ok(rows.row(Room::Settings, ENROLMENT)?))
    }

    /// Pins an enrolment. Another one is refused while anything is sealed for the first.
    pub async fn enrol(&self, enrolment: Enrolment) -> Result<(), StoreError> {
        self.write(move |work| {
            let known: Option<Enrolment> = work.row(Room::Settings, ENROLMENT)?;
            let owes = !work.queues().pending.is_empty() || work.queues().parked > 0;
            let uploads = work.rows.keys(Room::Uploads, &[], 1)?;
            if known == Some(enrolment.clone()) {
                return Ok(());
            }
            if known.is_some() && (owes || !uploads.is_empty()) {
                return Err(Refusal::EnrolmentRefused.into());
            }
            work.outbox_changed();
            // Another centre holds nothing of this hall yet and numbers its news afresh.
            let epoch = first_epoch(&work.rows)?;
            work.put(Room::Settings, JOURNAL_SENT, &Position { epoch, seq: 0 })?;
            work.put(Room::Settings, FEED_CURSOR, &0_u64)?;
            Ok(work.put(Room::Settings, ENROLMENT, &enrolment)?)
        })
        .await
    }

    /// The hall's key; its private half never leaves the hall.
    pub fn hall_signer(&self) -> &Signer {
        &self.secrets().signer
    }

    /// The last journal entry that the centre is known to hold.
    pub fn journal_sent(&self) -> Result<Position, StoreError> {
        self.read(|rows| Ok(journal_sent(rows)?))
    }

    /// Remembers how far the centre holds the journal.
    pub async fn set_journal_sent(&self, up_to: Position) -> Result<(), StoreError> {
        self.write(move |work| Ok(work.put(Room::Settings, JOURNAL_SENT, &up_to)?)).await
    }

    /// Remembers where an epoch can be sent no further, because entries after it are lost, and
    /// goes on with the next one.
    pub async fn end_epoch(&self, at: Position, next: u32) -> Result<(), StoreError> {
        self.write(move |work| {
            work.put(Room::Settings, &epoch_end(at.epoch), &at.seq)?;
            let next = Position { epoch: next, seq: 0 };
            Ok(work.put(Room::Settings, JOURNAL_SENT, &next)?)
        })
        .await
    }

    /// The centre was put back to an older copy of itself: the journal goes on after `held`, and
    /// the news is read from the first on.
    pub async fn centre_forgot(&self, held: Option<Position>) -> Result<(), StoreError> {
        self.write(move |work| {
            if let Some(held) = held {
                work.put(Room::Settings, JOURNAL_SENT, &held)?;
            }
            Ok(work.put(Room::Settings, FEED_CURSOR, &0_u64)?)
        })
        .await
    }

    /// The number of the last news that was applied; 0 is none.
    pub fn feed_cursor(&self) -> Result<u64, StoreError> {
        self.read(|rows| Ok(rows.row(Room::Settings, FEED_CURSOR)?.unwrap_or(0)))
    }
}
