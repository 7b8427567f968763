//! What operators and their tools ask: is it alive, is it ready, how is it.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderName, header};
use chrono::{DateTime, Utc};
use serde::Serialize;
use shared::refusal::{Refusal, Refused};
use tokio::time::timeout;
use utoipa::ToSchema;

use super::pages::has_site;
use super::refusals::Answer;
use crate::services::Services;

/// How long the database may take to say that it is there.
const REACH: Duration = Duration::from_secs(1);

/// How the centre is.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Status {
    /// The version of the program.
    version: &'static str,
    /// When it started.
    started_at: DateTime<Utc>,
    /// Its clock.
    now: DateTime<Utc>,
    /// The version of the posted catalogue.
    catalogue_version: u32,
    /// The sealing key that halls pin.
    sealing_key_id: String,
    /// Whether the database answers.
    is_database_reachable: bool,
    /// Whether the pages were built.
    has_site: bool,
    /// Submissions acknowledged since the start.
    submissions: u64,
    /// Journal entries received since the start.
    journal_entries: u64,
    /// Incidents since the start.
    incidents: u64,
}

/// Answers while the process lives.
#[utoipa::path(get, path = "/healthz", tag = "operations", responses((status = 200)))]
pub(super) async fn healthz() -> &'static str {
    "ok\n"
}

/// Answers while requests can be served.
#[utoipa::path(get, path = "/readyz", tag = "operations",
    responses((status = 200), (status = 503, body = Refused)))]
pub(super) async fn readyz(State(services): State<Arc<Services>>) -> Answer<&'static str> {
    if reaches_database(&services).await {
        Ok("ready\n")
    } else {
        Err(Refusal::StoreStopped.into())
    }
}

/// Gives the counters in the text form of Prometheus.
#[utoipa::path(get, path = "/metrics", tag = "operations",
    responses((status = 200, body = String)))]
pub(super) async fn metrics(
    State(services): State<Arc<Services>>,
) -> ([(HeaderName, &'static str); 1], String) {
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], services.metrics.text())
}

/// Says how the centre is.
#[utoipa::path(get, path = "/status", tag = "operations", responses((status = 200, body = Status)))]
pub(super) async fn status(State(services): State<Arc<Services>>) -> Json<Status> {
    Json(Status {
        version: env!("CARGO_PKG_VERSION"),
        started_at: services.started_at,
        now: services.now(),
        catalogue_version: services.catalogue.version,
        sealing_key_id: services.keys.sealing_key_id.clone(),
        is_database_reachable: reaches_database(&services).await,
        has_site: has_site(&services),
        submissions: services.metrics.submissions.get(),
        journal_entries: services.metrics.journal_entries.get(),
        incidents: services.metrics.incidents.get(),
    })
}

async fn reaches_database(services: &Services) -> bool {
    timeout(REACH, services.store.is_reachable()).await.unwrap_or(false)
}
