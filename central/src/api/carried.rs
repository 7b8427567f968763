//! The doors of the intake for what does not come over HTTP: the same steps, without a request.

use shared::ids::{FileId, SubmissionId};
use shared::intake::{EnvelopeHeld, EnvelopeRequest, JournalBatch, JournalHeld};
use shared::intake::{MissingChunk, SignedAcknowledgement};
use shared::journal::Position;

use super::refusals::Answer;
use super::{commits, envelopes, journal};
use crate::known_halls::KnownHall;
use crate::services::Services;

pub(crate) use super::refusals::Denied;

/// Holds an envelope, and commits it where it has no files.
pub(crate) async fn envelope(
    services: &Services,
    hall: &KnownHall,
    submission: SubmissionId,
    request: &EnvelopeRequest,
) -> Answer<EnvelopeHeld> {
    envelopes::take(services, hall, submission, request).await
}

/// Holds a chunk.
pub(crate) async fn chunk(
    services: &Services,
    hall: &KnownHall,
    submission: SubmissionId,
    file: FileId,
    n: u32,
    sealed: &[u8],
) -> Answer<()> {
    envelopes::take_chunk(services, hall, submission, MissingChunk { file, n }, sealed).await
}

/// Commits what is held.
pub(crate) async fn commit(
    services: &Services,
    hall: &KnownHall,
    submission: SubmissionId,
) -> Answer<SignedAcknowledgement> {
    commits::commit(services, hall, submission).await
}

/// Appends a run of the journal.
pub(crate) async fn run(
    services: &Services,
    hall: &KnownHall,
    first: Position,
    batch: &JournalBatch,
) -> Answer<JournalHeld> {
    journal::take(services, hall, first, batch).await
}
