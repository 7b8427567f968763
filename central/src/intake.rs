//! What the centre decides about what a hall hands over, wherever that is kept: pure, so that a
//! simulated centre decides by the same code.

use shared::digest::Digest;
use shared::ids::SubmissionId;
use shared::intake::SignedAcknowledgement;
use shared::intake::{EnvelopeRequest, JOURNAL_BATCH_MAX, JournalBatch, Missing, MissingChunk};
use shared::journal::{ChainError, Entry, Link, Position, read_chain};
use shared::office::Incident;
use shared::refusal::Refusal;
use shared::submission::Manifest;

use crate::manifest::{check_piece, piece};
use crate::store::intake::InboxItem;

pub use crate::arrival::{Arrival, arrive};
pub use crate::keys::Keys;
pub use crate::known_halls::KnownHall;
pub use crate::manifest::{missing, places};
pub use crate::sealed::{FileCheck, SealFault, open_envelope};

/// What is done about a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Commit {
    /// It was acknowledged before: this is sent again.
    Known(SignedAcknowledgement),
    /// Everything is here: it is opened and a dossier begins.
    Open(Manifest),
}

/// Why a run of journal entries is not looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RunFault {
    /// It is not what a hall sends.
    Refused,
    /// Its entries do not meet: an incident.
    Broken(Incident),
}

/// Whether the id is one that a citizen's screen mints.
pub fn check_minted(submission: SubmissionId) -> Result<(), Refusal> {
    if submission.0.get_version_num() == 7 { Ok(()) } else { Err(Refusal::BrokenId) }
}

/// Checks an envelope that a hall hands over, and reads its manifest.
pub fn envelope(
    hall: &KnownHall,
    key_id: &str,
    submission: SubmissionId,
    request: &EnvelopeRequest,
) -> Result<Manifest, Refusal> {
    check_minted(submission)?;
    if !hall.key.verifies(request.manifest.as_bytes(), &request.signature) {
        return Err(Refusal::ManifestRefused);
    }
    let manifest = stored(hall, key_id, submission, &request.manifest)?;
    check_piece(&manifest.envelope, &request.envelope.0)?;
    Ok(manifest)
}

/// Reads a manifest that was verified when it came.
pub fn stored(
    hall: &KnownHall,
    key_id: &str,
    submission: SubmissionId,
    text: &str,
) -> Result<Manifest, Refusal> {
    crate::manifest::read(text, submission, hall.hall, key_id)
}

/// Lists what of a submission is missing.
pub fn need_list(
    hall: &KnownHall,
    key_id: &str,
    submission: SubmissionId,
    item: &InboxItem,
) -> Result<Missing, Refusal> {
    Ok(missing(&stored(hall, key_id, submission, &item.manifest)?, &item.held))
}

/// Checks a chunk against the manifest that names it.
pub fn chunk(
    hall: &KnownHall,
    key_id: &str,
    submission: SubmissionId,
    text: &str,
    place: MissingChunk,
    sealed: &[u8],
) -> Result<(), Refusal> {
    let manifest = stored(hall, key_id, submission, text)?;
    let piece = piece(&manifest, place).ok_or(Refusal::FileUnknown { file: place.file })?;
    check_piece(piece, sealed)
}

/// Decides what is done about a commit.
pub fn commit(
    hall: &KnownHall,
    key_id: &str,
    submission: SubmissionId,
    item: &InboxItem,
) -> Result<Commit, Refusal> {
    if let Some(acknowledgement) = &item.acknowledgement {
        return Ok(Commit::Known(acknowledgement.clone()));
    }
    let manifest = stored(hall, key_id, submission, &item.manifest)?;
    if missing(&manifest, &item.held).chunks.is_empty() {
        Ok(Commit::Open(manifest))
    } else {
        Err(Refusal::NotFound)
    }
}

/// Reads a run of journal entries that a hall says begins at `first`.
pub fn run(
    hall: &KnownHall,
    first: Position,
    batch: &JournalBatch,
) -> Result<Vec<Entry>, RunFault> {
    let last = batch.links.last().ok_or(RunFault::Refused)?;
    if batch.links.len() > JOURNAL_BATCH_MAX || !hall.key.verifies(&last.hash.0, &batch.signature) {
        return Err(RunFault::Refused);
    }
    let entries = read_chain(&batch.links).map_err(|error| broken(first.seq, error))?;
    let begins_there = entries.first().is_some_and(|entry| entry.position == first);
    if begins_there { Ok(entries) } else { Err(RunFault::Refused) }
}

fn broken(first_seq: u64, error: ChainError) -> RunFault {
    let seq = first_seq.saturating_add(error.index() as u64);
    RunFault::Broken(Incident::ChainBroken { seq })
}

/// Where a run and what is held meet: one common hash there proves everything before it.
pub fn meets_at(held: u64, last: Position) -> u64 {
    held.min(last.seq)
}

/// Finds what does not fit: a number missing in between, or another chain than the one held.
/// `known` is the hash that is held where both meet, [`Digest::ZERO`] before the first.
pub fn misfit(held: u64, known: Digest, first: Position, links: &[Link]) -> Option<Incident> {
    if first.seq > held + 1 {
        return Some(Incident::JournalGap { held, offered: first.seq });
    }
    let last = Position { seq: first.seq + links.len() as u64 - 1, ..first };
    let meets_at = meets_at(held, last);
    let offered = if meets_at < first.seq {
        links[0].prev_hash
    } else {
        let place = usize::try_from(meets_at - first.seq).unwrap_or(usize::MAX);
        links[place].hash
    };
    let seq = meets_at.max(first.seq);
    (known != offered).then_some(Incident::ChainBroken { seq })
}

/// What a hall is told of a run that does not fit.
pub fn refusal_of(misfit: &Incident) -> Refusal {
    match misfit {
        Incident::ChainBroken { .. } | Incident::OtherBytes { .. } => Refusal::OtherBytes,
        Incident::JournalGap { .. }
        | Incident::SealBroken { .. }
        | Incident::JournalForgotten { .. }
        | Incident::JournalAhead { .. }
        | Incident::AcknowledgedMissing { .. }
        | Incident::SubmissionUnknown { .. }
        | Incident::TwoLives { .. }
        | Incident::DatabaseSetAside { .. }
        | Incident::PutBack { .. } => Refusal::ManifestRefused,
    }
}
