//! The hall: what is offered and who waits.

use std::sync::Arc;

use axum::extract::State;
use axum::{Extension, Json};
use shared::hall::HallView;
use shared::refusal::Refused;

use super::Hall;
use super::devices::Screen;
use super::refusals::Problem;

/// What is offered at this moment.
#[utoipa::path(get, path = "/api/hall", tag = "hall", responses(
    (status = 200, body = HallView),
    (status = "default", body = Refused),
))]
pub(super) async fn read(
    State(hall): State<Arc<Hall>>,
    Extension(screen): Extension<Screen>,
) -> Result<Json<HallView>, Problem> {
    let view = hall.store.hall(hall.line.state())?;
    Ok(Json(HallView { printer: screen.outlet(&hall).heard().condition, ..view }))
}
