//! The counter: what its officer sees, and what is pressed there.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use shared::hall::{ActDone, CounterView, Verb};
use shared::ids::{ActId, SubmissionId};
use shared::refusal::Refused;

use super::Hall;
use super::bodies::{Read, minted};
use super::refusals::Problem;
use crate::store::{ParkedItem, Session};

/// How the counter is.
#[utoipa::path(get, path = "/api/counter", tag = "counters", responses(
    (status = 200, body = CounterView),
    (status = "default", body = Refused),
))]
pub(super) async fn read(
    State(hall): State<Arc<Hall>>,
    Extension(session): Extension<Session>,
) -> Result<Json<CounterView>, Problem> {
    Ok(Json(hall.store.counter_view(session.desk(), &session.series)?))
}

/// Does what was pressed. The same act again gets the same answer.
#[utoipa::path(put, path = "/api/counter/acts/{act}", tag = "counters", request_body = Verb,
    params(("act" = String, Path, description = "A UUID of version 7, minted by the screen.")),
    responses((status = 200, body = ActDone), (status = "default", body = Refused)))]
pub(super) async fn act(
    State(hall): State<Arc<Hall>>,
    Extension(session): Extension<Session>,
    Path(act): Path<String>,
    Read(verb): Read<Verb>,
) -> Result<Json<ActDone>, Problem> {
    let act = ActId(minted(&act)?);
    Ok(Json(hall.store.act(session.desk(), session.series, act, verb).await?))
}

/// Submissions that wait for a person.
#[utoipa::path(get, path = "/api/parked", tag = "counters", responses(
    (status = 200, body = Vec<ParkedItem>),
    (status = "default", body = Refused),
))]
pub(super) async fn parked(
    State(hall): State<Arc<Hall>>,
) -> Result<Json<Vec<ParkedItem>>, Problem> {
    Ok(Json(hall.store.parked()?))
}

/// Sends a parked submission again.
#[utoipa::path(post, path = "/api/parked/{id}/retries", tag = "counters",
    params(("id" = String, Path, description = "The submission.")),
    responses((status = 202), (status = "default", body = Refused)))]
pub(super) async fn retry(
    State(hall): State<Arc<Hall>>,
    Extension(session): Extension<Session>,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let submission = SubmissionId(minted(&id)?);
    hall.store.unpark(submission).await?;
    tracing::info!(%submission, officer = %session.officer, "a parked submission is sent again");
    Ok(StatusCode::ACCEPTED)
}
