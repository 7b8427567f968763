//! The commit: the centre holds every byte, begins the dossier and gives its signed word.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use shared::digest::Digest;
use shared::ids::SubmissionId;
use shared::intake::SignedAcknowledgement;
use shared::office::Incident;
use shared::refusal::{Refusal, Refused};
use shared::submission::{FileKept, Manifest, SealedApplication};

use super::admission::CallingHall;
use super::refusals::Answer;
use super::sent::Named;
use crate::intake::{
    self, Arrival, Commit, FileCheck, KnownHall, SealFault, arrive, open_envelope,
};
use crate::services::Services;
use crate::store::intake::NewEnvelope;

/// Acknowledges a submission; the same acknowledgement, byte for byte, for ever.
#[utoipa::path(put, path = "/intake/v1/submissions/{submission}/commit", tag = "intake",
    params(("submission" = SubmissionId, Path)),
    responses((status = 200, body = SignedAcknowledgement), (status = 401, body = Refused),
        (status = 404, description = "An envelope or a chunk is missing.", body = Refused),
        (status = 422, body = Refused)))]
pub(super) async fn put(
    State(services): State<Arc<Services>>,
    CallingHall(hall): CallingHall,
    Named(submission): Named<SubmissionId>,
) -> Answer<Json<SignedAcknowledgement>> {
    Ok(Json(commit(&services, &hall, submission).await?))
}

/// Commits what is held of a submission.
pub(crate) async fn commit(
    services: &Services,
    hall: &KnownHall,
    submission: SubmissionId,
) -> Answer<SignedAcknowledgement> {
    let item = services.store.inbox_item(submission, hall.hall).await?;
    let item = item.ok_or(Refusal::NotFound)?;
    let manifest = match intake::commit(hall, &services.keys.sealing_key_id, submission, &item)? {
        Commit::Known(acknowledgement) => return Ok(acknowledgement),
        Commit::Open(manifest) => manifest,
    };
    let sealed = match open_all(services, &manifest, &item.envelope).await? {
        Ok(sealed) => sealed,
        Err(fault) => {
            tracing::warn!(%submission, %fault, "seal refused");
            services.alarm(hall.hall, &Incident::SealBroken { submission }).await?;
            return Err(Refusal::ManifestRefused.into());
        }
    };
    let (arrival, word) = word(services, hall, &manifest, item.manifest_hash, &sealed);
    let acknowledgement = services.store.commit(&arrival.dossier, &word).await?;
    acknowledged(services, hall, submission);
    Ok(acknowledgement)
}

/// Holds and commits a fresh envelope without files; none when its id is known or its seal does
/// not open, and then nothing is changed.
pub(super) async fn keep_and_commit(
    services: &Services,
    hall: &KnownHall,
    manifest: &Manifest,
    new: &NewEnvelope<'_>,
) -> Answer<Option<SignedAcknowledgement>> {
    let Ok(sealed) = open_envelope(&services.keys, manifest, &new.envelope.0) else {
        return Ok(None);
    };
    let (arrival, word) = word(services, hall, manifest, new.manifest_hash, &sealed);
    let is_fresh =
        services.store.keep_and_commit(new, &arrival.dossier, &word, services.now()).await?;
    if is_fresh {
        acknowledged(services, hall, manifest.submission);
    }
    Ok(is_fresh.then_some(word))
}

/// How the dossier begins, and the centre's word for it.
fn word(
    services: &Services,
    hall: &KnownHall,
    manifest: &Manifest,
    manifest_hash: Digest,
    sealed: &SealedApplication,
) -> (Arrival, SignedAcknowledgement) {
    let (catalogue, now) = (&services.catalogue, services.now());
    let arrival = arrive(catalogue, manifest, manifest_hash, &sealed.application, &hall.name, now);
    let word = services.keys.signer.acknowledge(&arrival.acknowledgement);
    (arrival, word)
}

fn acknowledged(services: &Services, hall: &KnownHall, submission: SubmissionId) {
    services.metrics.submissions.inc();
    tracing::info!(%submission, hall = %hall.hall, "acknowledged");
}

async fn open_all(
    services: &Services,
    manifest: &Manifest,
    envelope: &[u8],
) -> Answer<Result<SealedApplication, SealFault>> {
    let sealed = match open_envelope(&services.keys, manifest, envelope) {
        Ok(sealed) => sealed,
        Err(fault) => return Ok(Err(fault)),
    };
    for kept in &sealed.files {
        if let Err(fault) = check_file(services, manifest, kept).await? {
            return Ok(Err(fault));
        }
    }
    Ok(Ok(sealed))
}

async fn check_file(
    services: &Services,
    manifest: &Manifest,
    kept: &FileKept,
) -> Answer<Result<(), SealFault>> {
    let (mut check, places) = match FileCheck::begin(&services.keys, manifest, kept) {
        Ok(begun) => begun,
        Err(fault) => return Ok(Err(fault)),
    };
    for place in places {
        let sealed = services.store.chunk(manifest.submission, place).await?;
        if let Err(fault) = check.next(&sealed) {
            return Ok(Err(fault));
        }
    }
    Ok(check.end())
}
