//! The outbox: each submission is pending, settled or parked; never gone.

mod item;
mod looked_at;
mod row;

use std::collections::BTreeSet;

use shared::delivery::ParkReason;
pub use shared::delivery::ParkedItem;
use shared::ids::SubmissionId;
use shared::intake::{Acknowledgement, SignedAcknowledgement};
use shared::journal::HallEvent;
use shared::refusal::Refusal;
use shared::submission::SlipCode;
use shared::time::Timestamp;
use uuid::Uuid;

pub use item::{OutboxCounts, OutboxItem};
pub(super) use row::{Due, OutboxRow};

use item::item;
use row::OutboxState;

use super::error::{StoreError, StoreFault};
use super::queues::Move;
use super::rooms::{Room, Rows as _, parse};
use super::submissions::SubmissionRow;
use super::work::Work;
use super::{Store, keys};

/// Sealed bytes stay so long after they were settled, so that a centre that was restored from an
/// old copy can ask for them again.
const KEPT_DAYS: i64 = 30;
/// Submissions that one transaction owes again.
const AGAIN_AT_ONCE: usize = 500;

impl Store {
    /// What is due: at most `limit` small ones, then at most `limit` large ones, oldest first.
    pub fn outbox_due(&self, now: Timestamp, limit: usize) -> Result<Vec<OutboxItem>, StoreError> {
        self.read(|rows| {
            let mut items = Vec::new();
            for is_large in [false, true] {
                for key in rows.keys(Room::Due, &[u8::from(is_large)], limit)? {
                    let Some((at, id)) = read_due(&key) else { continue };
                    if at > now {
                        break;
                    }
                    match item(rows, SubmissionId(id)) {
                        Ok(found) => items.extend(found),
                        // One that cannot be read keeps nobody else waiting.
                        Err(fault @ StoreFault::Row { .. }) => {
                            tracing::error!(submission = %id, %fault, "it cannot be sent");
                        }
                        Err(fault) => return Err(fault.into()),
                    }
                }
            }
            Ok(items)
        })
    }

    /// When the next one is due; none when nothing is owed.
    pub fn next_due_at(&self) -> Result<Option<Timestamp>, StoreError> {
        self.read(|rows| {
            let mut next = None;
            for is_large in [false, true] {
                let keys = rows.keys(Room::Due, &[u8::from(is_large)], 1)?;
                let at = keys.first().and_then(|key| read_due(key)).map(|(at, _)| at);
                next = next.into_iter().chain(at).min();
            }
            Ok(next)
        })
    }

    /// How much is owed.
    pub fn outbox_counts(&self) -> OutboxCounts {
        let queues = self.shared.queues();
        OutboxCounts {
            pending: queues.pending.len() as u64,
            parked: queues.parked,
            oldest_pending_at: queues.pending.first().map(|(at, _)| *at),
        }
    }

    /// Remembers a failed attempt and when the next one may be made.
    pub async fn retry_at(
        &self,
        id: SubmissionId,
        at: Timestamp,
        attempts: u32,
    ) -> Result<(), StoreError> {
        self.write(move |work| {
            let (row, accepted_at) = stored(work, id)?;
            let OutboxState::Pending { next_attempt_at } = row.state else { return Ok(()) };
            work.remove(Room::Due, &due(row.is_large, next_attempt_at, id))?;
            work.put(Room::Due, &due(row.is_large, at, id), &Due { accepted_at })?;
            let state = OutboxState::Pending { next_attempt_at: at };
            Ok(work.put(Room::Outbox, id.0.as_bytes(), &OutboxRow { state, attempts, ..row })?)
        })
        .await
    }

    /// Stores the centre's verified word. From then on nothing is owed.
    pub async fn settle(
        &self,
        id: SubmissionId,
        acknowledgement: SignedAcknowledgement,
    ) -> Result<(), StoreError> {
        let said: Acknowledgement = parse(Room::Outbox, acknowledgement.body.as_bytes())?;
        self.write(move |work| {
            let (row, accepted_at) = stored(work, id)?;
            if !leave(work, id, &row, accepted_at)? {
                return Ok(());
            }
            let purge_at = work.now() + chrono::TimeDelta::days(KEPT_DAYS);
            work.put_bytes(Room::Purges, &keys::moment(purge_at, id.0), &[])?;
            let received_at = said.received_at;
            let state = OutboxState::Settled { acknowledgement, received_at };
            work.put(Room::Outbox, id.0.as_bytes(), &OutboxRow { state, ..row })?;
            work.journal(HallEvent::SubmissionSettled { submission: id })?;
            Ok(())
        })
        .await
    }

    /// Sets a submission aside for a person; the others go on.
    pub async fn park(&self, id: SubmissionId, reason: ParkReason) -> Result<(), StoreError> {
        self.write(move |work| {
            let (row, accepted_at) = stored(work, id)?;
            match row.state {
                OutboxState::Parked { .. } | OutboxState::Settled { .. } => return Ok(()),
                OutboxState::Pending { .. } => drop(leave(work, id, &row, accepted_at)?),
            }
            let at = work.now();
            work.put_bytes(Room::Parked, id.0.as_bytes(), &[])?;
            work.apply(Move::ParkedBy { change: 1 });
            let state = OutboxState::Parked { reason, at };
            work.put(Room::Outbox, id.0.as_bytes(), &OutboxRow { state, ..row })?;
            work.journal(HallEvent::SubmissionParked { submission: id })?;
            Ok(())
        })
        .await
    }

    /// A person asks for another try of a parked submission.
    pub async fn unpark(&self, id: SubmissionId) -> Result<(), StoreError> {
        self.write(move |work| {
            let (row, accepted_at) = stored(work, id)?;
            let OutboxState::Parked { .. } = row.state else {
                return Err(Refusal::NotFound.into());
            };
            leave(work, id, &row, accepted_at)?;
            Ok(enter(work, id, accepted_at, row.is_large, row.dossier_code)?)
        })
        .await
    }

    /// Owes settled submissions again whose bytes are still here; tells how many those were.
    pub async fn owe_again(&self, ids: &[SubmissionId]) -> Result<usize, StoreError> {
        if ids.is_empty() {
            return Ok(0);
        }
        let wanted: BTreeSet<SubmissionId> = ids.iter().copied().collect();
        let purges = self.read(|rows| Ok(rows.keys(Room::Purges, &[], usize::MAX)?))?;
        let is_wanted = |key: &Vec<u8>| {
            keys::read_moment(key).is_some_and(|(_, id)| wanted.contains(&SubmissionId(id)))
        };
        let purges: Vec<Vec<u8>> = purges.into_iter().filter(is_wanted).collect();
        let mut owed = 0;
        for some in purges.chunks(AGAIN_AT_ONCE) {
            let some = some.to_vec();
            owed += self.write(move |work| owe_some_again(work, &some)).await?;
        }
        Ok(owed)
    }

    /// What waits for a person.
    pub fn parked(&self) -> Result<Vec<ParkedItem>, StoreError> {
        self.read(|rows| {
            let mut items = Vec::new();
            for key in rows.keys(Room::Parked, &[], usize::MAX)? {
                let row: Option<OutboxRow> = rows.row(Room::Outbox, &key)?;
                let (Some(row), Ok(id)) = (row, Uuid::from_slice(&key)) else { continue };
                let OutboxState::Parked { reason, at } = row.state else { continue };
                let submission = SubmissionId(id);
                let slip_code = SlipCode::of(submission);
                items.push(ParkedItem { submission, slip_code, reason, at });
            }
            Ok(items)
        })
    }
}

/// Owes again what these purges are of.
fn owe_some_again(work: &mut Work<'_>, purges: &[Vec<u8>]) -> Result<usize, StoreError> {
    let mut owed = 0;
    for key in purges {
        let Some((_, id)) = keys::read_moment(key) else { continue };
        let id = SubmissionId(id);
        if !work.rows.has(Room::Purges, key)? {
            continue;
        }
        let (row, accepted_at) = stored(work, id)?;
        match row.state {
            OutboxState::Settled { .. } => {}
            OutboxState::Pending { .. } | OutboxState::Parked { .. } => continue,
        }
        work.remove(Room::Purges, key)?;
        enter(work, id, accepted_at, row.is_large, row.dossier_code)?;
        work.journal(HallEvent::SubmissionOwedAgain { submission: id })?;
        owed += 1;
    }
    Ok(owed)
}

/// Owes a submission that this transaction keeps.
pub(super) fn owe(
    work: &mut Work<'_>,
    id: SubmissionId,
    accepted_at: Timestamp,
    is_large: bool,
) -> Result<(), StoreFault> {
    enter(work, id, accepted_at, is_large, None)
}

fn enter(
    work: &mut Work<'_>,
    id: SubmissionId,
    accepted_at: Timestamp,
    is_large: bool,
    dossier_code: Option<String>,
) -> Result<(), StoreFault> {
    let next_attempt_at = work.now();
    let state = OutboxState::Pending { next_attempt_at };
    let row = OutboxRow { state, is_large, attempts: 0, dossier_code };
    work.put(Room::Outbox, id.0.as_bytes(), &row)?;
    work.put(Room::Due, &due(is_large, next_attempt_at, id), &Due { accepted_at })?;
    work.apply(Move::Owed { accepted_at, submission: id });
    work.outbox_changed();
    Ok(())
}

/// Takes a submission out of the index it is in; false when it was settled before.
fn leave(
    work: &mut Work<'_>,
    id: SubmissionId,
    row: &OutboxRow,
    accepted_at: Timestamp,
) -> Result<bool, StoreFault> {
    match &row.state {
        OutboxState::Settled { .. } => return Ok(false),
        OutboxState::Pending { next_attempt_at } => {
            work.remove(Room::Due, &due(row.is_large, *next_attempt_at, id))?;
            work.apply(Move::Done { accepted_at, submission: id });
        }
        OutboxState::Parked { .. } => {
            work.remove(Room::Parked, id.0.as_bytes())?;
            work.apply(Move::ParkedBy { change: -1 });
        }
    }
    Ok(true)
}

fn stored(work: &Work<'_>, id: SubmissionId) -> Result<(OutboxRow, Timestamp), StoreError> {
    let row: Option<OutboxRow> = work.row(Room::Outbox, id.0.as_bytes())?;
    let submission: Option<SubmissionRow> = work.row(Room::Submissions, id.0.as_bytes())?;
    let (row, submission) = row.zip(submission).ok_or(Refusal::NotFound)?;
    Ok((row, submission.accepted_at))
}

fn due(is_large: bool, at: Timestamp, id: SubmissionId) -> Vec<u8> {
    [&[u8::from(is_large)][..], &keys::moment(at, id.0)].concat()
}

fn read_due(key: &[u8]) -> Option<(Timestamp, Uuid)> {
    keys::read_moment(key.get(1..)?)
}
