//! The hall: what is offered and who waits.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use shared::hall::HallView;
use shared::refusal::Refused;

use super::Hall;
use super::refusals::Problem;

/// What is offered at this moment.
#[utoipa::path(get, path = "/api/hall", tag = "hall", responses(
    (status = 200, body = HallView),
    (status = "default", body = Refused),
))]
pub(super) async fn read(State(hall): State<Arc<Hall>>) -> Result<Json<HallView>, Problem> {
    Ok(Json(hall.store.hall(hall.line.state())?))
}
