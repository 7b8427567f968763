//! The commit: the centre holds every byte, begins the dossier and gives its signed word.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use shared::ids::SubmissionId;
use shared::intake::SignedAcknowledgement;
use shared::office::Incident;
use shared::refusal::{Refusal, Refused};
use shared::submission::{FileKept, Manifest, MediaType, SealedApplication};

use super::admission::CallingHall;
use super::envelopes::stored;
use super::refusals::Answer;
use super::sent::Named;
use crate::arrival::arrive;
use crate::manifest;
use crate::sealed::{FileOpener, SealFault, open_envelope};
use crate::services::Services;

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
    let item = services.store.inbox_item(submission, hall.hall).await?;
    let item = item.ok_or(Refusal::NotFound)?;
    if let Some(acknowledgement) = item.acknowledgement {
        return Ok(Json(acknowledgement));
    }
    let manifest = stored(&services, &hall, submission, &item.manifest)?;
    if !manifest::missing(&manifest, &item.held).chunks.is_empty() {
        return Err(Refusal::NotFound.into());
    }
    let sealed = match open_all(&services, &manifest, &item.envelope).await? {
        Ok(sealed) => sealed,
        Err(fault) => {
            tracing::warn!(%submission, %fault, "seal refused");
            services.alarm(hall.hall, &Incident::SealBroken { submission }).await?;
            return Err(Refusal::ManifestRefused.into());
        }
    };
    let arrival = arrive(
        &services.catalogue,
        &manifest,
        item.manifest_hash,
        &sealed.application,
        &hall.name,
        services.now(),
    );
    let word = services.keys.signer.acknowledge(&arrival.acknowledgement);
    let acknowledgement = services.store.commit(&arrival.dossier, &word).await?;
    services.metrics.submissions.inc();
    tracing::info!(%submission, hall = %hall.hall, "acknowledged");
    Ok(Json(acknowledgement))
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

/// Opens a file chunk by chunk, so that memory holds one, and compares it with what was told.
async fn check_file(
    services: &Services,
    manifest: &Manifest,
    kept: &FileKept,
) -> Answer<Result<(), SealFault>> {
    let Some(file) = manifest.files.iter().find(|file| file.file == kept.file) else {
        return Ok(Err(SealFault::Differs("list of files")));
    };
    let mut opener = FileOpener::new(&services.keys, manifest, kept.file);
    let mut bytes = 0_u64;
    for place in manifest::places(file) {
        let sealed = services.store.chunk(manifest.submission, place).await?;
        let plain = match opener.next(&sealed) {
            Ok(plain) => plain,
            Err(error) => return Ok(Err(error.into())),
        };
        if place.n == 0 && MediaType::sniff(&plain) != Some(kept.media_type) {
            return Ok(Err(SealFault::Differs("type of a file")));
        }
        bytes += plain.len() as u64;
    }
    let is_whole = bytes == kept.bytes;
    Ok(if is_whole { Ok(()) } else { Err(SealFault::Differs("length of a file")) })
}
