//! Counts and times every answer. Logs name the pattern of a path, never the path.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::services::Services;

/// Watches a request from its door to its answer.
pub(super) async fn observe(
    State(services): State<Arc<Services>>,
    request: Request,
    next: Next,
) -> Response {
    let began_at = Instant::now();
    let method = request.method().clone();
    let path = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let route = path.as_ref().map_or("unmatched", MatchedPath::as_str);
    let status = response.status().as_u16();
    let took = began_at.elapsed();
    services.metrics.answered(method.as_str(), route, status, took);
    tracing::debug!(%method, route, status, took_us = took.as_micros(), "answered");
    response
}
