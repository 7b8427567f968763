//! Signing in and out, and choosing a password through a one-time link.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use shared::fold::fold;
use shared::hall::{CounterSignIn, PasswordChoice, SignedIn};
use shared::refusal::Refused;

use super::Hall;
use super::authority::{Cookie, cookie, token};
use super::bodies::Read;
use super::refusals::Problem;
use crate::officers;
use crate::store::Session;

/// Signs an officer in at a counter.
#[utoipa::path(post, path = "/api/sessions", tag = "sessions", request_body = CounterSignIn,
    responses((status = 200, body = SignedIn), (status = "default", body = Refused)))]
pub(super) async fn sign_in(
    State(hall): State<Arc<Hall>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Read(wanted): Read<CounterSignIn>,
) -> Result<Response, Problem> {
    let now = hall.clock.now();
    let (peer, name) = (peer.ip().to_string(), fold(&wanted.name));
    hall.sign_ins_by_peer.count(&peer, now)?;
    hall.sign_ins_by_name.count(&name, now)?;
    let (session, token) = officers::sign_in(&hall.store, &hall.catalogue, wanted).await?;
    hall.sign_ins_by_peer.forget(&peer);
    hall.sign_ins_by_name.forget(&name);
    let cookie = [(header::SET_COOKIE, cookie(&hall, Cookie::Officer, Some(&token)))];
    Ok((cookie, Json(signed_in(session))).into_response())
}

/// Who is signed in.
#[utoipa::path(get, path = "/api/sessions/current", tag = "sessions", responses(
    (status = 200, body = SignedIn),
    (status = "default", body = Refused),
))]
pub(super) async fn read(Extension(session): Extension<Session>) -> Json<SignedIn> {
    Json(signed_in(session))
}

/// Signs the officer out.
#[utoipa::path(delete, path = "/api/sessions/current", tag = "sessions",
    responses((status = 204), (status = "default", body = Refused)))]
pub(super) async fn sign_out(
    State(hall): State<Arc<Hall>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if let Some(token) = token(&hall, Cookie::Officer, &headers) {
        hall.store.end_session(&token).await?;
    }
    let cookie = [(header::SET_COOKIE, cookie(&hall, Cookie::Officer, None))];
    Ok((StatusCode::NO_CONTENT, cookie).into_response())
}

/// Chooses a password through a one-time set-up link.
#[utoipa::path(post, path = "/api/passwords", tag = "sessions", request_body = PasswordChoice,
    responses((status = 204), (status = "default", body = Refused)))]
pub(super) async fn choose_password(
    State(hall): State<Arc<Hall>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Read(choice): Read<PasswordChoice>,
) -> Result<StatusCode, Problem> {
    hall.sign_ins_by_peer.count(&peer.ip().to_string(), hall.clock.now())?;
    officers::choose_password(&hall.store, choice).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn signed_in(session: Session) -> SignedIn {
    SignedIn { officer: session.officer, name: session.name, counter: Some(session.counter) }
}
