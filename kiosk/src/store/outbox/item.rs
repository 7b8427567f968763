//! What the outbox hands out.

use shared::digest::Digest;
use shared::ids::SubmissionId;
use shared::journal::Position;
use shared::submission::{Manifest, ManifestFile};
use shared::time::Timestamp;

use super::row::OutboxRow;
use crate::store::error::StoreFault;
use crate::store::rooms::{Room, Rows, parse};
use crate::store::submissions::SubmissionRow;

/// A submission that is owed, with all but its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxItem {
    /// The submission.
    pub submission: SubmissionId,
    /// The exact bytes of its manifest.
    pub manifest: String,
    /// The digest of those bytes.
    pub manifest_digest: Digest,
    /// Where its acceptance stands in the journal.
    pub position: Position,
    /// The hash of the entry before.
    pub prev_hash: Digest,
    /// Its sealed files.
    pub files: Vec<ManifestFile>,
    /// Attempts so far.
    pub attempts: u32,
    /// Whether it has more than one chunk of files.
    pub is_large: bool,
}

/// How much is owed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OutboxCounts {
    /// Submissions owed to the centre.
    pub pending: u64,
    /// Submissions that wait for a person.
    pub parked: u64,
    /// When the oldest pending one was accepted.
    pub oldest_pending_at: Option<Timestamp>,
}

/// Reads a submission that is owed.
pub(super) fn item(rows: &impl Rows, id: SubmissionId) -> Result<Option<OutboxItem>, StoreFault> {
    let row: Option<OutboxRow> = rows.row(Room::Outbox, id.0.as_bytes())?;
    let submission: Option<SubmissionRow> = rows.row(Room::Submissions, id.0.as_bytes())?;
    let Some((row, submission)) = row.zip(submission) else { return Ok(None) };
    let manifest: Manifest = parse(Room::Submissions, submission.manifest.as_bytes())?;
    Ok(Some(OutboxItem {
        submission: id,
        manifest: submission.manifest,
        manifest_digest: submission.manifest_digest,
        position: submission.position,
        prev_hash: submission.prev_hash,
        files: manifest.files,
        attempts: row.attempts,
        is_large: row.is_large,
    }))
}
