//! What a person at the centre must look at.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use shared::office::IncidentView;
use shared::refusal::{Refusal, Refused};

use super::admission::CallingOfficer;
use super::refusals::Answer;
use super::sent::Named;
use crate::services::Services;

/// The most incidents of one answer.
const INCIDENTS_MAX: i64 = 200;

/// Lists the latest incidents, newest first.
#[utoipa::path(get, path = "/api/incidents", tag = "office",
    responses((status = 200, body = Vec<IncidentView>), (status = 401, body = Refused)))]
pub(super) async fn list(
    State(services): State<Arc<Services>>,
    _officer: CallingOfficer,
) -> Answer<Json<Vec<IncidentView>>> {
    Ok(Json(services.store.incidents(INCIDENTS_MAX).await?))
}

/// Says that the officer looked at an incident.
#[utoipa::path(put, path = "/api/incidents/{number}/seen", tag = "office",
    params(("number" = u64, Path)),
    responses((status = 200, body = IncidentView), (status = 401, body = Refused),
        (status = 404, body = Refused)))]
pub(super) async fn see(
    State(services): State<Arc<Services>>,
    CallingOfficer(officer): CallingOfficer,
    Named(number): Named<u64>,
) -> Answer<Json<IncidentView>> {
    let seen = services.store.see_incident(number, officer.officer, services.now()).await?;
    Ok(Json(seen.ok_or(Refusal::NotFound)?))
}
