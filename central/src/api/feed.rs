//! What the centre tells a hall.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use shared::intake::Feed;
use shared::refusal::Refused;
use utoipa::IntoParams;

use super::admission::CallingHall;
use super::refusals::Answer;
use super::sent::Asked;
use crate::services::Services;

/// The most items of one answer.
const ITEMS_MAX: usize = 200;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct After {
    /// The number of the last item the hall has applied; 0 for none.
    #[serde(default)]
    after: u64,
}

/// Gives the news after a number, oldest first.
#[utoipa::path(get, path = "/feed/v1", tag = "intake", params(After),
    responses((status = 200, body = Feed), (status = 401, body = Refused)))]
pub(super) async fn read(
    State(services): State<Arc<Services>>,
    CallingHall(hall): CallingHall,
    Asked(asked): Asked<After>,
) -> Answer<Json<Feed>> {
    let (items, has_more) = services.store.news_after(hall.hall, asked.after, ITEMS_MAX).await?;
    Ok(Json(Feed { items, has_more }))
}
