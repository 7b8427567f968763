//! Envelopes and chunks: held once, never overwritten, told back by what is missing.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use shared::digest::Digest;
use shared::ids::{FileId, SubmissionId};
use shared::intake::{EnvelopeRequest, Missing, MissingChunk};
use shared::office::Incident;
use shared::refusal::{Refusal, Refused};
use shared::submission::Manifest;

use super::admission::CallingHall;
use super::refusals::Answer;
use super::sent::{Named, Sent, check_minted};
use crate::known_halls::KnownHall;
use crate::manifest;
use crate::services::Services;
use crate::store::intake::{EnvelopeKept, NewEnvelope};

/// Holds an envelope; the same again gets the same answer, other bytes are refused and alarmed.
#[utoipa::path(put, path = "/intake/v1/submissions/{submission}", tag = "intake",
    params(("submission" = SubmissionId, Path)), request_body = EnvelopeRequest,
    responses((status = 200, body = Missing), (status = 401, body = Refused),
        (status = 409, body = Refused), (status = 413, body = Refused),
        (status = 422, body = Refused)))]
pub(super) async fn put(
    State(services): State<Arc<Services>>,
    CallingHall(hall): CallingHall,
    Named(submission): Named<SubmissionId>,
    Sent(request): Sent<EnvelopeRequest>,
) -> Answer<Json<Missing>> {
    check_minted(submission)?;
    let manifest = verified(&services, &hall, submission, &request)?;
    let new = NewEnvelope {
        submission,
        hall: hall.hall,
        manifest: &request.manifest,
        manifest_hash: Digest::of(request.manifest.as_bytes()),
        signature: &request.signature,
        position: request.position,
        prev_hash: request.prev_hash,
        envelope: &request.envelope,
    };
    match services.store.keep_envelope(&new, services.now()).await? {
        EnvelopeKept::Held(held) => Ok(Json(manifest::missing(&manifest, &held))),
        EnvelopeKept::OtherBytes => {
            services.raise(hall.hall, &Incident::OtherBytes { submission });
            Err(Refusal::OtherBytes.into())
        }
    }
}

/// Lists the chunks that are not held yet.
#[utoipa::path(get, path = "/intake/v1/submissions/{submission}/missing", tag = "intake",
    params(("submission" = SubmissionId, Path)),
    responses((status = 200, body = Missing), (status = 401, body = Refused),
        (status = 404, body = Refused)))]
pub(super) async fn missing(
    State(services): State<Arc<Services>>,
    CallingHall(hall): CallingHall,
    Named(submission): Named<SubmissionId>,
) -> Answer<Json<Missing>> {
    let item = services.store.inbox_item(submission, hall.hall).await?;
    let item = item.ok_or(Refusal::NotFound)?;
    let manifest = stored(&services, &hall, submission, &item.manifest)?;
    Ok(Json(manifest::missing(&manifest, &item.held)))
}

/// Holds a chunk, in any order and as often as it comes.
#[utoipa::path(put, path = "/intake/v1/submissions/{submission}/files/{file}/{n}", tag = "intake",
    params(("submission" = SubmissionId, Path), ("file" = FileId, Path), ("n" = u32, Path)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 204), (status = 400, body = Refused), (status = 401, body = Refused),
        (status = 404, body = Refused)))]
pub(super) async fn put_chunk(
    State(services): State<Arc<Services>>,
    CallingHall(hall): CallingHall,
    Named((submission, file, n)): Named<(SubmissionId, FileId, u32)>,
    sealed: Bytes,
) -> Answer<StatusCode> {
    let text = services.store.manifest(submission, hall.hall).await?.ok_or(Refusal::NotFound)?;
    let manifest = stored(&services, &hall, submission, &text)?;
    let place = MissingChunk { file, n };
    let piece = manifest::piece(&manifest, place).ok_or(Refusal::FileUnknown { file })?;
    manifest::check_piece(piece, &sealed)?;
    services.store.keep_chunk(submission, place, &sealed).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Reads a manifest that was verified when it came.
pub(super) fn stored(
    services: &Services,
    hall: &KnownHall,
    submission: SubmissionId,
    text: &str,
) -> Result<Manifest, Refusal> {
    manifest::read(text, submission, hall.hall, &services.keys.sealing_key_id)
}

fn verified(
    services: &Services,
    hall: &KnownHall,
    submission: SubmissionId,
    request: &EnvelopeRequest,
) -> Result<Manifest, Refusal> {
    if !hall.key.verifies(request.manifest.as_bytes(), &request.signature) {
        return Err(Refusal::ManifestRefused);
    }
    let manifest = stored(services, hall, submission, &request.manifest)?;
    manifest::check_piece(&manifest.envelope, &request.envelope.0)?;
    Ok(manifest)
}
