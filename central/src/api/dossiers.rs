//! The dossiers that wait for an officer: the list, and one of them opened.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use chrono::DateTime;
use serde::Deserialize;
use shared::dossier::DossierState;
use shared::fold::fold;
use shared::ids::SubmissionId;
use shared::office::{DossierPage, DossierView};
use shared::refusal::{Refusal, Refused};
use shared::submission::{Manifest, SlipCode};
use shared::time::Timestamp;
use utoipa::IntoParams;

use super::admission::CallingOfficer;
use super::refusals::{Answer, Denied};
use super::sent::{Asked, Named};
use crate::dossier_view::{line, view};
use crate::sealed::open_envelope;
use crate::services::Services;
use crate::store::dossiers::{DossierQuery, DossierRow};

/// Lines of one page.
const LINES_MAX: usize = 50;
/// The longest search, in bytes, and the most words of it that count.
const SEARCH_BYTES_MAX: usize = 200;
const SEARCH_WORDS_MAX: usize = 8;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Search {
    /// The state; those that await reception when absent.
    state: Option<DossierState>,
    /// What [`DossierPage::next`] said.
    after: Option<String>,
    /// Words of the slip code, the applicant's name or the procedure.
    q: Option<String>,
}

/// Lists dossiers, the nearest deadline first.
#[utoipa::path(get, path = "/api/dossiers", tag = "office", params(Search),
    responses((status = 200, body = DossierPage), (status = 401, body = Refused)))]
pub(super) async fn list(
    State(services): State<Arc<Services>>,
    CallingOfficer(signed_in): CallingOfficer,
    Asked(asked): Asked<Search>,
) -> Answer<Json<DossierPage>> {
    let after = match asked.after.as_deref() {
        Some(text) => Some(read_place(text).ok_or(Refusal::UnknownFields)?),
        None => None,
    };
    let q = asked.q.unwrap_or_default();
    if q.len() > SEARCH_BYTES_MAX {
        return Err(Refusal::TooLarge { bytes_max: SEARCH_BYTES_MAX as u64 }.into());
    }
    let query = DossierQuery {
        state: asked.state.unwrap_or(DossierState::AwaitingReception),
        words: search_words(&q),
        after,
        limit: LINES_MAX + 1,
    };
    let (mut rows, total) = services.store.dossiers(&query).await?;
    let has_more = rows.len() > LINES_MAX;
    rows.truncate(LINES_MAX);
    let next = rows.last().filter(|_| has_more).map(place);
    let dossiers = rows.into_iter().map(|row| line(&services.catalogue, row)).collect();
    Ok(Json(DossierPage { now: services.now(), signed_in, dossiers, total, next }))
}

/// Opens a dossier; who opened it is written down.
#[utoipa::path(get, path = "/api/dossiers/{submission}", tag = "office",
    params(("submission" = SubmissionId, Path)),
    responses((status = 200, body = DossierView), (status = 401, body = Refused),
        (status = 404, body = Refused)))]
pub(super) async fn open(
    State(services): State<Arc<Services>>,
    CallingOfficer(officer): CallingOfficer,
    Named(submission): Named<SubmissionId>,
) -> Answer<Json<DossierView>> {
    let now = services.now();
    let found = services.store.open_dossier(submission, None, officer.officer, now).await?;
    let dossier = found.ok_or(Refusal::NotFound)?;
    let manifest = read_manifest(&dossier.manifest)?;
    let sealed = open_envelope(&services.keys, &manifest, &dossier.envelope)
        .map_err(|_| Denied::Seal("envelope"))?;
    tracing::info!(%submission, officer = %officer.officer, "opened");
    Ok(Json(view(&services.catalogue, dossier.row, dossier.steps, sealed, now)))
}

/// Reads the manifest of a committed submission.
pub(super) fn read_manifest(text: &str) -> Answer<Manifest> {
    serde_json::from_str(text).map_err(|_| Denied::Seal("manifest"))
}

/// A typed slip code is found however it was typed; anything else word by word.
fn search_words(q: &str) -> Vec<String> {
    if let Some(code) = SlipCode::read(q) {
        let folded = fold(q);
        let is_name = folded.chars().all(|sign| sign.is_ascii_alphabetic() || sign == ' ');
        if !is_name {
            return vec![code.0.to_lowercase()];
        }
    }
    fold(q)
        .split(' ')
        .filter(|word| !word.is_empty())
        .take(SEARCH_WORDS_MAX)
        .map(str::to_owned)
        .collect()
}

fn place(row: &DossierRow) -> String {
    format!("{}_{}", row.accept_by.timestamp_micros(), row.submission)
}

fn read_place(text: &str) -> Option<(Timestamp, SubmissionId)> {
    let (micros, submission) = text.split_once('_')?;
    let at = DateTime::from_timestamp_micros(micros.parse().ok()?)?;
    Some((at, submission.parse().ok()?))
}
