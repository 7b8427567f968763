//! Print jobs: a slip is promised in the transaction of what it says, and printed after it.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use shared::hall::PrintState;
use shared::ids::{PrintJobId, SubmissionId};
use shared::refusal::Refusal;
use shared::slip::Slip;
use shared::time::Timestamp;
use uuid::Uuid;

use super::Store;
use super::error::{StoreError, StoreFault};
use super::rooms::{Room, Rows, parse};
use super::secrets::Secrets;
use super::work::Work;

/// How long a job is kept after it was queued; then nobody comes back for its paper.
pub(super) const KEPT: Duration = Duration::from_secs(24 * 3600);

/// Jobs on their way at once, at most; they stand among those that wait.
const SENT_MAX: usize = 64;

/// A slip on its way to paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintJob {
    /// The job; it has the id of the ticket or submission it is for.
    pub id: PrintJobId,
    /// What the slip says.
    pub slip: Slip,
    /// When it was last queued.
    pub queued_at: Timestamp,
    /// What became of it.
    pub state: PrintState,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct PrintRow {
    slip: Slip,
    queued_at: Timestamp,
    state: PrintState,
}

impl Store {
    /// Jobs that wait for the printer, oldest first.
    pub fn print_queued(&self, limit: usize) -> Result<Vec<PrintJob>, StoreError> {
        self.read(|rows| {
            let mut jobs = Vec::new();
            for key in rows.keys(Room::PrintQueue, &[], limit.saturating_add(SENT_MAX))? {
                let Some(id) = job_of_place(&key) else { continue };
                match job(rows, self.secrets(), id)? {
                    Some(job) if job.state == PrintState::Queued => jobs.push(job),
                    Some(_) | None => {}
                }
                if jobs.len() == limit {
                    break;
                }
            }
            Ok(jobs)
        })
    }

    /// One job.
    pub fn print_job(&self, id: PrintJobId) -> Result<PrintJob, StoreError> {
        self.read(|rows| Ok(job(rows, self.secrets(), id)?.ok_or(Refusal::NotFound)?))
    }

    /// The job is on its way to the printer: after a cut nobody can know whether it came out.
    pub async fn print_sent(&self, id: PrintJobId) -> Result<(), StoreError> {
        self.write(move |work| set(work, id, PrintState::Sent)).await
    }

    /// The slip exists.
    pub async fn print_confirmed(&self, id: PrintJobId) -> Result<(), StoreError> {
        self.write(move |work| set(work, id, PrintState::Confirmed)).await
    }

    /// Nothing was printed and nothing will be; the number stays on the screen.
    pub async fn print_failed(&self, id: PrintJobId) -> Result<(), StoreError> {
        self.write(move |work| set(work, id, PrintState::Failed)).await
    }

    /// A slip may have come out.
    pub async fn print_unknown(&self, id: PrintJobId) -> Result<(), StoreError> {
        self.write(move |work| set(work, id, PrintState::Unknown)).await
    }

    /// Waits for the printer again; for a fault that surely printed nothing.
    pub async fn print_again(&self, id: PrintJobId) -> Result<(), StoreError> {
        self.write(move |work| set(work, id, PrintState::Queued)).await
    }

    /// Queues a slip once more, stamped as a reprint.
    pub async fn reprint(&self, id: PrintJobId) -> Result<(), StoreError> {
        self.write(move |work| {
            let row: Option<PrintRow> = work.row(Room::Prints, id.0.as_bytes())?;
            let row = row.ok_or(Refusal::NotFound)?;
            leave(work, id, &row)?;
            let now = work.now();
            Ok(enter(work, id, stamped(row.slip, now))?)
        })
        .await
    }
}

/// Queues the slip of what this transaction stores.
pub(super) fn queue(work: &mut Work<'_>, id: PrintJobId, slip: Slip) -> Result<(), StoreFault> {
    enter(work, id, without_secret(slip))
}

/// What the answer that queues a slip says of it.
pub(super) fn first_state(on_paper: bool) -> PrintState {
    if on_paper { PrintState::Queued } else { PrintState::None }
}

/// What became of a slip.
pub(super) fn state(rows: &impl Rows, id: PrintJobId) -> Result<PrintState, StoreFault> {
    let row: Option<PrintRow> = rows.row(Room::Prints, id.0.as_bytes())?;
    Ok(row.map_or(PrintState::None, |row| row.state))
}

/// After a start nobody knows of a job on its way whether it came out.
pub(super) fn forget_what_was_sent(work: &mut Work<'_>) -> Result<(), StoreFault> {
    for key in work.rows.keys(Room::PrintQueue, &[], usize::MAX)? {
        let Some(id) = job_of_place(&key) else { continue };
        let row: Option<PrintRow> = work.row(Room::Prints, id.0.as_bytes())?;
        if let Some(row) = row.filter(|row| row.state == PrintState::Sent) {
            work.remove(Room::PrintQueue, &key)?;
            let row = PrintRow { state: PrintState::Unknown, ..row };
            work.put(Room::Prints, id.0.as_bytes(), &row)?;
        }
    }
    Ok(())
}

/// Removes jobs that were queued longer than [`KEPT`] ago.
pub(super) fn forget_old(work: &mut Work<'_>, limit: usize) -> Result<(), StoreFault> {
    let before = work.now() - KEPT;
    let old = work.rows.collect(Room::Prints, &[], usize::MAX, |key, value| {
        let row: PrintRow = parse(Room::Prints, value)?;
        Ok((key.to_vec(), row))
    })?;
    let old = old.into_iter().filter(|(_, row)| row.queued_at < before).take(limit);
    for (key, row) in old {
        if let Ok(id) = Uuid::from_slice(&key) {
            leave(work, PrintJobId(id), &row)?;
        }
        work.remove(Room::Prints, &key)?;
    }
    Ok(())
}

fn job(
    rows: &impl Rows,
    secrets: &Secrets,
    id: PrintJobId,
) -> Result<Option<PrintJob>, StoreFault> {
    let row: Option<PrintRow> = rows.row(Room::Prints, id.0.as_bytes())?;
    Ok(row.map(|row| {
        let PrintRow { slip, queued_at, state } = row;
        PrintJob { id, slip: with_secret(slip, secrets, id), queued_at, state }
    }))
}

fn set(work: &mut Work<'_>, id: PrintJobId, state: PrintState) -> Result<(), StoreError> {
    let row: Option<PrintRow> = work.row(Room::Prints, id.0.as_bytes())?;
    let row = row.ok_or(Refusal::NotFound)?;
    let place = place(row.queued_at, id);
    let waits = match state {
        PrintState::Queued | PrintState::Sent => true,
        PrintState::None | PrintState::Confirmed | PrintState::Failed | PrintState::Unknown => {
            false
        }
    };
    if waits {
        work.put_bytes(Room::PrintQueue, &place, &[])?;
    } else {
        work.remove(Room::PrintQueue, &place)?;
    }
    Ok(work.put(Room::Prints, id.0.as_bytes(), &PrintRow { state, ..row })?)
}

fn enter(work: &mut Work<'_>, id: PrintJobId, slip: Slip) -> Result<(), StoreFault> {
    let row = PrintRow { slip, queued_at: work.now(), state: PrintState::Queued };
    work.put_bytes(Room::PrintQueue, &place(row.queued_at, id), &[])?;
    work.put(Room::Prints, id.0.as_bytes(), &row)?;
    work.prints_changed();
    Ok(())
}

fn leave(work: &mut Work<'_>, id: PrintJobId, row: &PrintRow) -> Result<(), StoreFault> {
    work.remove(Room::PrintQueue, &place(row.queued_at, id))
}

fn place(queued_at: Timestamp, id: PrintJobId) -> Vec<u8> {
    super::keys::moment(queued_at, id.0)
}

fn job_of_place(key: &[u8]) -> Option<PrintJobId> {
    super::keys::read_moment(key).map(|(_, id)| PrintJobId(id))
}

fn stamped(slip: Slip, now: Timestamp) -> Slip {
    match slip {
        Slip::Ticket(mut slip) => {
            (slip.is_reprint, slip.printed_at) = (true, now);
            Slip::Ticket(slip)
        }
        Slip::Submission(mut slip) => {
            (slip.is_reprint, slip.printed_at) = (true, now);
            Slip::Submission(slip)
        }
    }
}

/// The second factor of a follow-up is derived again when it is printed, never stored.
fn without_secret(slip: Slip) -> Slip {
    match slip {
        Slip::Ticket(slip) => Slip::Ticket(slip),
        Slip::Submission(mut slip) => {
            slip.follow_up_secret.clear();
            Slip::Submission(slip)
        }
    }
}

fn with_secret(slip: Slip, secrets: &Secrets, id: PrintJobId) -> Slip {
    match slip {
        Slip::Ticket(slip) => Slip::Ticket(slip),
        Slip::Submission(mut slip) => {
            slip.follow_up_secret = secrets.follow_up(SubmissionId(id.0));
            Slip::Submission(slip)
        }
    }
}
