//! The journals of the halls: verified as a chain, then appended.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use shared::ids::HallId;
use shared::intake::{JOURNAL_BATCH_MAX, JournalBatch, JournalHeld};
use shared::journal::{ChainError, Entry, read_chain};
use shared::office::Incident;
use shared::refusal::{Refusal, Refused};

use super::admission::CallingHall;
use super::refusals::{Answer, Denied};
use super::sent::{Named, Sent};
use crate::services::Services;
use crate::store::journal::JournalKept;

/// Appends a batch of entries; ranges already held are skipped.
#[utoipa::path(put, path = "/intake/v1/journal/{epoch}/{first_seq}", tag = "intake",
    params(("epoch" = u32, Path), ("first_seq" = u64, Path)), request_body = JournalBatch,
    responses((status = 200, body = JournalHeld), (status = 401, body = Refused),
        (status = 409, description = "Another chain is held.", body = Refused),
        (status = 422, description = "The chain is broken or has a gap.", body = Refused)))]
pub(super) async fn put(
    State(services): State<Arc<Services>>,
    CallingHall(hall): CallingHall,
    Named((epoch, first_seq)): Named<(u32, u64)>,
    Sent(batch): Sent<JournalBatch>,
) -> Answer<Json<JournalHeld>> {
    let last = batch.links.last().ok_or(Refusal::ManifestRefused)?;
    if batch.links.len() > JOURNAL_BATCH_MAX || !hall.key.verifies(&last.hash.0, &batch.signature) {
        return Err(Refusal::ManifestRefused.into());
    }
    let entries = match read_chain(&batch.links) {
        Ok(entries) => entries,
        Err(error) => return Err(broken(&services, hall.hall, first_seq, error).await),
    };
    let is_named = entries.first().map(|first| (first.position.epoch, first.position.seq));
    if is_named != Some((epoch, first_seq)) {
        return Err(Refusal::ManifestRefused.into());
    }
    append(&services, hall.hall, &batch, &entries).await
}

async fn append(
    services: &Services,
    hall: HallId,
    batch: &JournalBatch,
    entries: &[Entry],
) -> Answer<Json<JournalHeld>> {
    let kept = services.store.append_journal(hall, &batch.links, entries, services.now()).await?;
    match kept {
        JournalKept::UpTo(up_to, told) => {
            told.iter().for_each(|incident| services.raise(hall, incident));
            services.metrics.journal_entries.inc_by(batch.links.len() as u64);
            Ok(Json(JournalHeld { up_to }))
        }
        JournalKept::Misfit(incident) => {
            services.raise(hall, &incident);
            Err(refusal(&incident).into())
        }
    }
}

/// What a hall hears of a batch that does not meet what is held.
fn refusal(misfit: &Incident) -> Refusal {
    match misfit {
        Incident::ChainBroken { .. } | Incident::OtherBytes { .. } => Refusal::OtherBytes,
        Incident::JournalGap { .. }
        | Incident::SealBroken { .. }
        | Incident::JournalForgotten { .. }
        | Incident::JournalAhead { .. }
        | Incident::AcknowledgedMissing { .. }
        | Incident::SubmissionUnknown { .. }
        | Incident::TwoLives { .. }
        | Incident::DatabaseSetAside { .. } => Refusal::ManifestRefused,
    }
}

async fn broken(services: &Services, hall: HallId, first_seq: u64, error: ChainError) -> Denied {
    let seq = first_seq.saturating_add(error.index() as u64);
    let incident = Incident::ChainBroken { seq };
    match services.alarm(hall, &incident).await {
        Ok(()) => Refusal::ManifestRefused.into(),
        Err(error) => error.into(),
    }
}
