//! What the hall believes the centre holds.

use shared::digest::Digest;
use shared::ids::SubmissionId;
use shared::journal::{HallEvent, Position};
use shared::reconciliation::{Acknowledged, AcknowledgedDay, Belief, EpochSent};
use shared::time::ServiceDay;

use super::error::{StoreError, StoreFault};
use super::outbox::OutboxRow;
use super::rooms::{Room, Rows};
use super::settings::{epoch_end, journal_sent};
use super::submissions::SubmissionRow;
use super::{Store, journal, keys};

impl Store {
    /// How far each epoch of the journal was sent, and what was acknowledged from a day on.
    pub fn belief(&self, since: ServiceDay) -> Result<Belief, StoreError> {
        self.read(|rows| {
            let all = acknowledged(rows)?.into_iter().filter(|(day, _)| *day >= since);
            Ok(Belief { journal: epochs(rows)?, days: AcknowledgedDay::each(all) })
        })
    }

    /// What the centre acknowledged on a day, as far as its bytes are still here.
    pub fn acknowledged_on(&self, on: ServiceDay) -> Result<Vec<Acknowledged>, StoreError> {
        self.read(|rows| {
            let all = acknowledged(rows)?.into_iter();
            Ok(all.filter(|(day, _)| *day == on).map(|(_, one)| one).collect())
        })
    }

    /// Notes in the journal which of these submissions this hall does not know, each once; tells
    /// how many are new.
    pub async fn note_unknown(&self, ids: Vec<SubmissionId>) -> Result<usize, StoreError> {
        let unknown = self.read(|rows| {
            let mut unknown = Vec::new();
            for id in ids {
                let is_known = rows.has(Room::Submissions, id.0.as_bytes())?
                    || rows.has(Room::Settings, &told_of(id))?;
                unknown.extend((!is_known).then_some(id));
            }
            Ok(unknown)
        })?;
        if unknown.is_empty() {
            return Ok(0);
        }
        self.write(move |work| {
            for submission in &unknown {
                work.put(Room::Settings, &told_of(*submission), &true)?;
                work.journal(HallEvent::SubmissionUnknown { submission: *submission })?;
            }
            Ok(unknown.len())
        })
        .await
    }
}

/// The setting that remembers that a stranger was noted.
fn told_of(id: SubmissionId) -> Vec<u8> {
    [b"unknown ".as_slice(), id.0.as_bytes()].concat()
}

/// Everything that was acknowledged and can be sent again, with the day of the centre's word.
fn acknowledged(rows: &impl Rows) -> Result<Vec<(ServiceDay, Acknowledged)>, StoreFault> {
    let mut all = Vec::new();
    for key in rows.keys(Room::Purges, &[], usize::MAX)? {
        let Some((_, id)) = keys::read_moment(&key) else { continue };
        let outbox: Option<OutboxRow> = rows.row(Room::Outbox, id.as_bytes())?;
        let Some(day) = outbox.and_then(|row| row.acknowledged_on()) else { continue };
        let row: Option<SubmissionRow> = rows.row(Room::Submissions, id.as_bytes())?;
        let Some(row) = row else { continue };
        let (submission, manifest) = (SubmissionId(id), row.manifest_digest);
        all.push((day, Acknowledged { submission, manifest }));
    }
    Ok(all)
}

/// Each epoch of the journal, oldest first.
fn epochs(rows: &impl Rows) -> Result<Vec<EpochSent>, StoreFault> {
    let sent = journal_sent(rows)?;
    let mut epochs = Vec::new();
    let mut from = Position { epoch: 0, seq: 0 };
    while let Some(Position { epoch, .. }) = journal::first_at(rows, from)? {
        let head = journal::end_of(rows, epoch)?;
        let ended: Option<u64> = rows.row(Room::Settings, &epoch_end(epoch))?;
        let sent = match epoch.cmp(&sent.epoch) {
            std::cmp::Ordering::Less => ended.unwrap_or(head),
            std::cmp::Ordering::Equal => sent.seq,
            std::cmp::Ordering::Greater => 0,
        };
        // More may have been sent than is left here.
        let (sent, head) = (sent.min(head), head.max(sent));
        let sent_hash = hash_at(rows, Position { epoch, seq: sent })?;
        epochs.push(EpochSent { epoch, sent, sent_hash, head });
        from = Position { epoch: epoch.saturating_add(1), seq: 0 };
    }
    Ok(epochs)
}

fn hash_at(rows: &impl Rows, at: Position) -> Result<Digest, StoreFault> {
    let row = rows.bytes(Room::Journal, &keys::position(at))?;
    let link = row.map(|row| journal::from_row(&row)).transpose()?;
    Ok(link.map_or(Digest::ZERO, |link| link.hash))
}
