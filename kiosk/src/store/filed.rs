//! Which application was filed with which ticket: ids alone, for the officer who has the ticket.

use shared::hall::FiledApplication;
use shared::ids::{SubmissionId, TicketId};
use shared::submission::SlipCode;
use uuid::Uuid;

use super::error::StoreFault;
use super::rooms::{Room, Rows};
use super::work::Work;

/// Notes that a submission belongs to a ticket.
pub(super) fn with(
    work: &mut Work<'_>,
    ticket: TicketId,
    submission: SubmissionId,
) -> Result<(), StoreFault> {
    let key = [*ticket.0.as_bytes(), *submission.0.as_bytes()].concat();
    work.put_bytes(Room::Filed, &key, &[])
}

/// The latest submission of a ticket.
pub(super) fn latest(
    rows: &impl Rows,
    ticket: TicketId,
) -> Result<Option<FiledApplication>, StoreFault> {
    let keys = rows.keys(Room::Filed, ticket.0.as_bytes(), usize::MAX)?;
    let id = keys.last().and_then(|key| key.last_chunk::<16>());
    Ok(id.map(|id| {
        let submission = SubmissionId(Uuid::from_bytes(*id));
        FiledApplication { submission, slip_code: SlipCode::of(submission) }
    }))
}
