//! Tickets: one for each id, however often it is asked for.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use serde::Deserialize;
use shared::hall::TicketView;
use shared::ids::{PrintJobId, TicketId};
use shared::refusal::{Refusal, Refused};
use shared::slip::Slip;
use shared::ticket::{TicketClass, TicketRequest};

use super::bodies::{Read, minted};
use super::devices::Screen;
use super::refusals::Problem;
use super::{Hall, authority};
use crate::prints;
use crate::store::SlipTo;

/// Whether a slip is printed.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct OnPaper {
    /// A phone needs no paper.
    #[serde(default)]
    paper: bool,
}

/// Takes a number. The same id again gets the same answer and takes no other number. A number for
/// an appointment is given out by an officer, who has looked the appointment up.
#[utoipa::path(put, path = "/api/tickets/{id}", tag = "tickets", request_body = TicketRequest,
    params(
        ("id" = String, Path, description = "A UUID of version 7, minted by the caller."),
        OnPaper,
    ),
    responses((status = 200, body = TicketView), (status = "default", body = Refused)))]
pub(super) async fn issue(
    State(hall): State<Arc<Hall>>,
    Extension(screen): Extension<Screen>,
    Path(id): Path<String>,
    Query(OnPaper { paper }): Query<OnPaper>,
    headers: HeaderMap,
    Read(request): Read<TicketRequest>,
) -> Result<Json<TicketView>, Problem> {
    let id = TicketId(minted(&id)?);
    match request.class {
        TicketClass::Ordinary | TicketClass::Priority(_) => {}
        TicketClass::Appointment { .. } => drop(authority::session(&hall, &headers)?),
    }
    let to = if paper { screen.slip_to(&hall)? } else { SlipTo::Phone };
    Ok(Json(hall.store.issue_ticket_to(id, request, to).await?))
}

/// Looks at a ticket.
#[utoipa::path(get, path = "/api/tickets/{id}", tag = "tickets",
    params(("id" = String, Path, description = "The ticket.")),
    responses((status = 200, body = TicketView), (status = "default", body = Refused)))]
pub(super) async fn read(
    State(hall): State<Arc<Hall>>,
    Path(id): Path<String>,
) -> Result<Json<TicketView>, Problem> {
    Ok(Json(hall.store.ticket(TicketId(minted(&id)?))?))
}

/// The slip as it is printed.
#[utoipa::path(get, path = "/api/tickets/{id}/slip.png", tag = "tickets",
    params(("id" = String, Path, description = "The ticket.")),
    responses(
        (status = 200, content_type = "image/png", body = Vec<u8>),
        (status = "default", body = Refused),
    ))]
pub(super) async fn slip(
    State(hall): State<Arc<Hall>>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let job = hall.store.print_job(PrintJobId(minted(&id)?))?;
    match &job.slip {
        Slip::Ticket(_) => {}
        Slip::Submission(_) => return Err(Refusal::NotFound.into()),
    }
    let paper = hall.printers.named_or_usual(Some(&job.printer)).paper();
    let draw = move || prints::draw_on(&job.slip, paper).to_png();
    let png = tokio::task::spawn_blocking(draw).await.map_err(|_| Refusal::Failed)?;
    let headers = [(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, png).into_response())
}

/// Prints the slip once more, stamped as a reprint.
#[utoipa::path(post, path = "/api/tickets/{id}/reprints", tag = "tickets",
    params(("id" = String, Path, description = "The ticket.")),
    responses((status = 202), (status = "default", body = Refused)))]
pub(super) async fn reprint(
    State(hall): State<Arc<Hall>>,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    hall.store.reprint(PrintJobId(minted(&id)?)).await?;
    Ok(StatusCode::ACCEPTED)
}
