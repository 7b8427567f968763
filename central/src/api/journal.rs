//! The journals of the halls: verified as a chain, then appended.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use shared::ids::HallId;
use shared::intake::{JournalBatch, JournalHeld};
use shared::journal::{Entry, Position};
use shared::refusal::{Refusal, Refused};

use super::admission::CallingHall;
use super::refusals::Answer;
use super::sent::{Named, Sent};
use crate::intake::{self, RunFault};
use crate::known_halls::KnownHall;
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
    let first = Position { epoch, seq: first_seq };
    Ok(Json(take(&services, &hall, first, &batch).await?))
}

/// Appends a run that a hall handed over, however it came.
pub(crate) async fn take(
    services: &Services,
    hall: &KnownHall,
    first: Position,
    batch: &JournalBatch,
) -> Answer<JournalHeld> {
    let entries = match intake::run(hall, first, batch) {
        Ok(entries) => entries,
        Err(RunFault::Refused) => return Err(Refusal::ManifestRefused.into()),
        Err(RunFault::Broken(incident)) => {
            services.alarm(hall.hall, &incident).await?;
            return Err(Refusal::ManifestRefused.into());
        }
    };
    append(services, hall.hall, batch, &entries).await
}

async fn append(
    services: &Services,
    hall: HallId,
    batch: &JournalBatch,
    entries: &[Entry],
) -> Answer<JournalHeld> {
    let kept = services.store.append_journal(hall, &batch.links, entries, services.now()).await?;
    match kept {
        JournalKept::UpTo(up_to, told) => {
            told.iter().for_each(|incident| services.raise(hall, incident));
            services.metrics.journal_entries.inc_by(batch.links.len() as u64);
            Ok(JournalHeld { up_to })
        }
        JournalKept::Misfit(incident) => {
            services.raise(hall, &incident);
            Err(intake::refusal_of(&incident).into())
        }
    }
}
