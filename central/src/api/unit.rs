//! The unit this centre belongs to, as the screens of the office name it and count its hours.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use shared::office::OfficeUnit;

use crate::services::Services;

/// Names the unit and gives the days and hours on which its clocks run.
#[utoipa::path(get, path = "/api/unit", tag = "office",
    responses((status = 200, body = OfficeUnit)))]
pub(super) async fn read(State(services): State<Arc<Services>>) -> Json<OfficeUnit> {
    let catalogue = &services.catalogue;
    Json(OfficeUnit {
        name: catalogue.unit.name.clone(),
        superior: catalogue.unit.superior.clone(),
        calendar: catalogue.calendar.clone(),
    })
}
