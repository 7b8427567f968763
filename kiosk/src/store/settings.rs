//! Single facts: the enrolment, and how far the journal and the feed have come.

use shared::intake::Enrolment;
use shared::refusal::Refusal;
use shared::signature::Signer;

use super::Store;
use super::error::StoreError;
use super::rooms::{Room, Rows as _};

const ENROLMENT: &[u8] = b"enrolment";
pub(super) const JOURNAL_SENT: &[u8] = b"journal_sent";
pub(super) const FEED_CURSOR: &[u8] = b"feed_cursor";

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
            work.put(Room::Settings, JOURNAL_SENT, &0_u64)?;
            work.put(Room::Settings, FEED_CURSOR, &0_u64)?;
            Ok(work.put(Room::Settings, ENROLMENT, &enrolment)?)
        })
        .await
    }

    /// The hall's key; its private half never leaves the hall.
    pub fn hall_signer(&self) -> &Signer {
        &self.secrets().signer
    }

    /// The last journal entry of the epoch that the centre is known to hold; 0 is none.
    pub fn journal_sent_up_to(&self) -> Result<u64, StoreError> {
        self.read(|rows| Ok(rows.row(Room::Settings, JOURNAL_SENT)?.unwrap_or(0)))
    }

    /// Remembers how far the centre holds the journal.
    pub async fn set_journal_sent(&self, seq: u64) -> Result<(), StoreError> {
        self.write(move |work| Ok(work.put(Room::Settings, JOURNAL_SENT, &seq)?)).await
    }

    /// The number of the last news that was applied; 0 is none.
    pub fn feed_cursor(&self) -> Result<u64, StoreError> {
        self.read(|rows| Ok(rows.row(Room::Settings, FEED_CURSOR)?.unwrap_or(0)))
    }
}
