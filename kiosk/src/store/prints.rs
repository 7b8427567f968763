//! Print jobs: a slip is promised in the transaction of what it says, and printed after it.

mod kept_slip;

use std::time::Duration;

use serde::{Deserialize, Serialize};
use shared::hall::PrintState;
use shared::ids::{PrintJobId, PrinterName};
use shared::refusal::Refusal;
use shared::slip::Slip;
use shared::time::Timestamp;
use uuid::Uuid;

use self::kept_slip::{stamped, with_secret, without_secret};
use super::error::{StoreError, StoreFault};
use super::rooms::{Room, Rows, parse};
use super::secrets::Secrets;
use super::work::Work;
use super::{Store, keys};

/// How long a job is kept after it was queued; then nobody comes back for its paper.
pub(super) const KEPT: Duration = Duration::from_secs(24 * 3600);

/// Jobs on their way at once, at most; they stand among those that wait.
const SENT_MAX: usize = 64;

/// A slip on its way to paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintJob {
    /// The job; it has the id of the ticket or submission it is for.
    pub id: PrintJobId,
    /// The printer it is for.
    pub printer: PrinterName,
    /// What the slip says.
    pub slip: Slip,
    /// When it was last queued.
    pub queued_at: Timestamp,
    /// What became of it.
    pub state: PrintState,
}

/// Where a slip goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlipTo {
    /// Nowhere: what it would say lives on a phone.
    Phone,
    /// To a printer.
    Printer(PrinterName),
    /// To a printer that is known not to print. The citizen was told so before; nothing comes out
    /// later, unless an officer asks for it.
    Nobody(PrinterName),
}

impl SlipTo {
    /// What the answer that promises the slip says of it.
    pub(super) fn first_state(&self) -> PrintState {
        match self {
            Self::Phone => PrintState::None,
            Self::Printer(_) => PrintState::Queued,
            Self::Nobody(_) => PrintState::Failed,
        }
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct PrintRow {
    #[serde(default = "PrinterName::usual")]
    printer: PrinterName,
    slip: Slip,
    queued_at: Timestamp,
    state: PrintState,
}

impl Store {
    /// Jobs that wait for a printer, oldest first.
    pub fn print_queued(
        &self,
        printer: &PrinterName,
        limit: usize,
    ) -> Result<Vec<PrintJob>, StoreError> {
        let queue = keys::print_queue(printer);
        self.read(|rows| {
            let mut jobs = Vec::new();
            for key in rows.keys(Room::PrintQueue, &queue, limit.saturating_add(SENT_MAX))? {
                let Some(id) = keys::read_print_place(&key) else { continue };
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
            Ok(enter(work, id, row.printer, stamped(row.slip, now))?)
        })
        .await
    }

    /// Gives the slips of printers that are gone to the usual one, the first of these.
    pub async fn settle_printers(&self, printers: Vec<PrinterName>) -> Result<(), StoreError> {
        self.write(move |work| Ok(adopt(work, &printers)?)).await
    }
}

/// Keeps the slip of what this transaction stores, and queues it where it is to be printed.
pub(super) fn keep(
    work: &mut Work<'_>,
    id: PrintJobId,
    slip: Slip,
    to: SlipTo,
) -> Result<(), StoreFault> {
    let slip = without_secret(slip);
    match to {
        SlipTo::Phone => Ok(()),
        SlipTo::Printer(printer) => enter(work, id, printer, slip),
        SlipTo::Nobody(printer) => {
            let (queued_at, state) = (work.now(), PrintState::Failed);
            let row = PrintRow { printer, slip, queued_at, state };
            work.put(Room::Prints, id.0.as_bytes(), &row)
        }
    }
}

/// What became of a slip.
pub(super) fn state(rows: &impl Rows, id: PrintJobId) -> Result<PrintState, StoreFault> {
    let row: Option<PrintRow> = rows.row(Room::Prints, id.0.as_bytes())?;
    Ok(row.map_or(PrintState::None, |row| row.state))
}

/// After a start nobody knows of a job on its way whether it came out.
pub(super) fn forget_what_was_sent(work: &mut Work<'_>) -> Result<(), StoreFault> {
    for key in work.rows.keys(Room::PrintQueue, &[], usize::MAX)? {
        let Some(id) = keys::read_print_place(&key) else { continue };
        let row: Option<PrintRow> = work.row(Room::Prints, id.0.as_bytes())?;
        if let Some(row) = row.filter(|row| row.state == PrintState::Sent) {
            work.remove(Room::PrintQueue, &key)?;
            let row = PrintRow { state: PrintState::Unknown, ..row };
            work.put(Room::Prints, id.0.as_bytes(), &row)?;
        }
    }
    Ok(())
}

/// In the place of a copy nobody knows of any job whether it came out.
pub(super) fn forget_what_waits(work: &mut Work<'_>) -> Result<(), StoreFault> {
    for key in work.rows.keys(Room::PrintQueue, &[], usize::MAX)? {
        let Some(id) = keys::read_print_place(&key) else { continue };
        work.remove(Room::PrintQueue, &key)?;
        let row: Option<PrintRow> = work.row(Room::Prints, id.0.as_bytes())?;
        if let Some(row) = row {
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
        let PrintRow { printer, slip, queued_at, state } = row;
        PrintJob { id, printer, slip: with_secret(slip, secrets, id), queued_at, state }
    }))
}

fn set(work: &mut Work<'_>, id: PrintJobId, state: PrintState) -> Result<(), StoreError> {
    let row: Option<PrintRow> = work.row(Room::Prints, id.0.as_bytes())?;
    let row = row.ok_or(Refusal::NotFound)?;
    let place = keys::print_place(&row.printer, row.queued_at, id);
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

fn enter(
    work: &mut Work<'_>,
    id: PrintJobId,
    printer: PrinterName,
    slip: Slip,
) -> Result<(), StoreFault> {
    let row = PrintRow { printer, slip, queued_at: work.now(), state: PrintState::Queued };
    work.put_bytes(Room::PrintQueue, &keys::print_place(&row.printer, row.queued_at, id), &[])?;
    work.put(Room::Prints, id.0.as_bytes(), &row)?;
    work.prints_changed();
    Ok(())
}

fn leave(work: &mut Work<'_>, id: PrintJobId, row: &PrintRow) -> Result<(), StoreFault> {
    work.remove(Room::PrintQueue, &keys::print_place(&row.printer, row.queued_at, id))
}

fn adopt(work: &mut Work<'_>, printers: &[PrinterName]) -> Result<(), StoreFault> {
    let Some(usual) = printers.first() else { return Ok(()) };
    for key in work.rows.keys(Room::Prints, &[], usize::MAX)? {
        let (Ok(id), Some(row)) = (Uuid::from_slice(&key), work.row(Room::Prints, &key)?) else {
            continue;
        };
        let (id, row): (PrintJobId, PrintRow) = (PrintJobId(id), row);
        if printers.contains(&row.printer) {
            continue;
        }
        let waits = row.state == PrintState::Queued;
        leave(work, id, &row)?;
        let row = PrintRow { printer: usual.clone(), ..row };
        if waits {
            let place = keys::print_place(usual, row.queued_at, id);
            work.put_bytes(Room::PrintQueue, &place, &[])?;
        }
        work.put(Room::Prints, &key, &row)?;
    }
    Ok(())
}
