//! Envelopes and chunks: held once, never overwritten, told back by what is missing.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use shared::digest::Digest;
use shared::ids::{FileId, SubmissionId};
use shared::intake::{EnvelopeHeld, EnvelopeRequest, Missing, MissingChunk};
use shared::office::Incident;
use shared::refusal::{Refusal, Refused};

use super::admission::CallingHall;
use super::commits;
use super::refusals::Answer;
use super::sent::{Named, Sent};
use crate::intake;
use crate::known_halls::KnownHall;
use crate::services::Services;
use crate::store::intake::{EnvelopeKept, NewEnvelope};

/// Holds an envelope; the same again gets the same answer, other bytes are refused and alarmed.
///
/// One without files is committed at once where the hall asks for it.
#[utoipa::path(put, path = "/intake/v1/submissions/{submission}", tag = "intake",
    params(("submission" = SubmissionId, Path)), request_body = EnvelopeRequest,
    responses((status = 200, body = EnvelopeHeld), (status = 401, body = Refused),
        (status = 409, body = Refused), (status = 413, body = Refused),
        (status = 422, body = Refused)))]
pub(super) async fn put(
    State(services): State<Arc<Services>>,
    CallingHall(hall): CallingHall,
    Named(submission): Named<SubmissionId>,
    Sent(request): Sent<EnvelopeRequest>,
) -> Answer<Json<EnvelopeHeld>> {
    Ok(Json(take(&services, &hall, submission, &request).await?))
}

/// Holds an envelope that a hall handed over, however it came.
pub(crate) async fn take(
    services: &Services,
    hall: &KnownHall,
    submission: SubmissionId,
    request: &EnvelopeRequest,
) -> Answer<EnvelopeHeld> {
    let key_id = &services.keys.sealing_key_id;
    let manifest = intake::envelope(hall, key_id, submission, request)?;
    let commits = request.commits && manifest.files.is_empty();
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
    if commits && let Some(word) = commits::keep_and_commit(services, hall, &manifest, &new).await?
    {
        return Ok(EnvelopeHeld { chunks: Vec::new(), acknowledgement: Some(word) });
    }
    match services.store.keep_envelope(&new, services.now()).await? {
        EnvelopeKept::Held(held) => {
            let Missing { chunks } = intake::missing(&manifest, &held);
            let acknowledgement = if commits {
                Some(commits::commit(services, hall, submission).await?)
            } else {
                None
            };
            Ok(EnvelopeHeld { chunks, acknowledgement })
        }
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
    let key_id = &services.keys.sealing_key_id;
    Ok(Json(intake::need_list(&hall, key_id, submission, &item)?))
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
    take_chunk(&services, &hall, submission, MissingChunk { file, n }, &sealed).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Holds a chunk that a hall handed over, however it came.
pub(crate) async fn take_chunk(
    services: &Services,
    hall: &KnownHall,
    submission: SubmissionId,
    place: MissingChunk,
    sealed: &[u8],
) -> Answer<()> {
    let text = services.store.manifest(submission, hall.hall).await?.ok_or(Refusal::NotFound)?;
    intake::chunk(hall, &services.keys.sealing_key_id, submission, &text, place, sealed)?;
    Ok(services.store.keep_chunk(submission, place, sealed).await?)
}
