//! Tickets: one for each id, however often it is asked for.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use serde::Deserialize;
use shared::allowance::{TicketAsked, Waiver};
use shared::hall::{FollowToken, LiveTicket, TicketView};
use shared::ids::{PrintJobId, TicketId};
use shared::refusal::{Refusal, Refused};
use shared::slip::Slip;
use shared::ticket::TicketClass;

use super::bodies::{Read, minted};
use super::devices::Screen;
use super::refusals::Problem;
use super::{Hall, authority, nearness};
use crate::prints;
use crate::store::{AskedBy, Session, SlipTo};

/// Whether a slip is printed.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct OnPaper {
    /// A phone needs no paper.
    #[serde(default)]
    paper: bool,
}

/// Takes a number. The same id again gets the same answer and takes no other number. A number for
/// an appointment is given out by an officer, who has looked the appointment up. The number of a
/// card is read from screens inside the hall only, and is not kept.
#[utoipa::path(put, path = "/api/tickets/{id}", tag = "tickets", request_body = TicketAsked,
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
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Read(asked): Read<TicketAsked>,
) -> Result<Json<TicketView>, Problem> {
    let id = TicketId(minted(&id)?);
    let (request, card) = asked.split();
    let is_inside = screen.is_registered() || nearness::is_inside(peer.ip(), &headers);
    if card.is_some() && !is_inside {
        return Err(Refusal::CardNotHere.into());
    }
    match request.class {
        TicketClass::Ordinary | TicketClass::Priority(_) => {}
        TicketClass::Appointment { .. } => drop(authority::session(&hall, &headers)?),
    }
    let to = if paper { screen.slip_to(&hall)? } else { SlipTo::Phone };
    let asked_by = AskedBy::Citizen { card };
    Ok(Json(hall.store.issue_ticket_to(id, request, to, asked_by).await?))
}

/// Gives the person at the desk a ticket beyond the allowance of the card and the numbers of the
/// day. Who gave it and why stands in the journal.
#[utoipa::path(put, path = "/api/counter/tickets/{id}", tag = "counters", request_body = Waiver,
    params(
        ("id" = String, Path, description = "A UUID of version 7, minted by the screen."),
        OnPaper,
    ),
    responses((status = 200, body = TicketView), (status = "default", body = Refused)))]
pub(super) async fn waive(
    State(hall): State<Arc<Hall>>,
    Extension(session): Extension<Session>,
    Extension(screen): Extension<Screen>,
    Path(id): Path<String>,
    Query(OnPaper { paper }): Query<OnPaper>,
    Read(waiver): Read<Waiver>,
) -> Result<Json<TicketView>, Problem> {
    let id = TicketId(minted(&id)?);
    let (request, ground) = waiver.split();
    let to = if paper { screen.paper(&hall) } else { SlipTo::Phone };
    let asked_by = AskedBy::Officer { desk: session.desk(), ground };
    Ok(Json(hall.store.issue_ticket_to(id, request, to, asked_by).await?))
}

/// Looks at a ticket by what its slip carries: its place, and nothing of the person or the matter.
#[utoipa::path(get, path = "/api/live-tickets/{token}", tag = "tickets",
    params(("token" = String, Path, description = "What the code on the slip carries.")),
    responses((status = 200, body = LiveTicket), (status = "default", body = Refused)))]
pub(super) async fn follow(
    State(hall): State<Arc<Hall>>,
    Path(token): Path<String>,
) -> Result<Json<LiveTicket>, Problem> {
    let token = FollowToken::read(&token).ok_or(Refusal::NotFound)?;
    Ok(Json(hall.store.live_ticket(&token)?))
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
