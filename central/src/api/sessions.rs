//! Officers sign in and out, and choose their password through a one-time link.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use chrono::TimeDelta;
use shared::credential::{
    PASSWORD_BYTES_MAX, PASSWORD_SIGNS_MIN, PasswordError, StoredPassword, Token,
};
use shared::fold::fold;
use shared::hall::{PasswordChoice, SignedIn};
use shared::office::OfficeSignIn;
use shared::refusal::{Refusal, Refused};
use shared::time::Timestamp;

use super::admission::{CallingOfficer, Peer};
use super::browser::{session_cookie, session_token};
use super::refusals::{Answer, Denied};
use super::sent::Sent;
use crate::services::Services;
use crate::store::officers::OfficerRow;

/// A session ends after a working day.
const SESSION: TimeDelta = TimeDelta::hours(12);
/// Tries within the window of one name from one peer, of one name, and of one peer.
const TRIES_OF_BOTH: u32 = 5;
const TRIES_OF_ONE: u32 = 50;

type WithCookie<T> = ([(HeaderName, HeaderValue); 1], T);

/// Chooses a password; the link is spent and earlier sessions end.
#[utoipa::path(post, path = "/api/passwords", tag = "office", request_body = PasswordChoice,
    responses((status = 204), (status = 410, body = Refused), (status = 422, body = Refused)))]
pub(super) async fn choose_password(
    State(services): State<Arc<Services>>,
    Peer(peer): Peer,
    Sent(choice): Sent<PasswordChoice>,
) -> Answer<StatusCode> {
    let now = services.now();
    spend(&services, &format!("link {}", peer.ip()), TRIES_OF_ONE, now)?;
    let link = Token::received(&choice.token).digest();
    if !services.store.is_link_open(link, now).await? {
        return Err(Refusal::LinkUsed.into());
    }
    let salt: [u8; 16] = rand::random();
    let hashed =
        hashing(&services, move || StoredPassword::choose(&choice.password, &salt)).await?;
    let password = hashed.map_err(|error| match error {
        PasswordError::TooShort => {
            Refusal::PasswordTooShort { signs_min: PASSWORD_SIGNS_MIN as u32 }
        }
        PasswordError::TooLong => Refusal::TooLarge { bytes_max: PASSWORD_BYTES_MAX as u64 },
    })?;
    if services.store.choose_password(link, &password, now).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Refusal::LinkUsed.into())
    }
}

/// Signs an officer in.
#[utoipa::path(post, path = "/api/sessions", tag = "office", request_body = OfficeSignIn,
    responses((status = 200, body = SignedIn), (status = 401, body = Refused),
        (status = 429, body = Refused)))]
pub(super) async fn sign_in(
    State(services): State<Arc<Services>>,
    Peer(peer): Peer,
    Sent(asked): Sent<OfficeSignIn>,
) -> Answer<WithCookie<Json<SignedIn>>> {
    let now = services.now();
    let name = fold(&asked.name);
    let both = format!("sign-in {name} {}", peer.ip());
    spend(&services, &both, TRIES_OF_BOTH, now)?;
    spend(&services, &format!("sign-in name {name}"), TRIES_OF_ONE, now)?;
    spend(&services, &format!("sign-in peer {}", peer.ip()), TRIES_OF_ONE, now)?;
    let found = services.store.officer(&name).await?;
    let password = found.as_ref().and_then(|row| row.password.clone());
    let is_right = hashing(&services, move || is_password(password, &asked.password)).await?;
    let Some(OfficerRow { officer, name, .. }) = found.filter(|_| is_right) else {
        return Err(Refusal::WrongPassword.into());
    };
    services.tries.forget(&both);
    let token = Token::from_random(&rand::random());
    services.store.begin_session(token.digest(), officer, now, now + SESSION).await?;
    tracing::info!(%officer, "signed in");
    let cookie = session_cookie(&services, token.reveal(), SESSION.num_seconds());
    Ok(([(header::SET_COOKIE, cookie)], Json(SignedIn { officer, name, counter: None })))
}

/// Says who is signed in.
#[utoipa::path(get, path = "/api/sessions/current", tag = "office",
    responses((status = 200, body = SignedIn), (status = 401, body = Refused)))]
pub(super) async fn current(CallingOfficer(officer): CallingOfficer) -> Json<SignedIn> {
    Json(officer)
}

/// Signs the officer out.
#[utoipa::path(delete, path = "/api/sessions/current", tag = "office",
    responses((status = 204), (status = 401, body = Refused)))]
pub(super) async fn sign_out(
    State(services): State<Arc<Services>>,
    CallingOfficer(officer): CallingOfficer,
    headers: HeaderMap,
) -> Answer<WithCookie<StatusCode>> {
    let token = session_token(&services, &headers).ok_or(Refusal::NotSignedIn)?;
    services.store.end_session(token.digest()).await?;
    tracing::info!(officer = %officer.officer, "signed out");
    let cookie = session_cookie(&services, "", 0);
    Ok(([(header::SET_COOKIE, cookie)], StatusCode::NO_CONTENT))
}

fn spend(services: &Services, key: &str, tries_max: u32, now: Timestamp) -> Result<(), Refusal> {
    let spent = services.tries.spend(key, tries_max, now);
    spent.map_err(|retry_after_s| Refusal::TooManyTries { retry_after_s })
}

/// Compares a password; an unknown name takes as long as a known one.
fn is_password(stored: Option<StoredPassword>, typed: &str) -> bool {
    match stored {
        Some(stored) => typed.len() <= PASSWORD_BYTES_MAX && stored.is(typed),
        None => {
            let spent = StoredPassword::choose("the time of one hash", &[0; 16]);
            debug_assert!(spent.is_ok());
            false
        }
    }
}

/// Runs a password hash on a thread that may block, a few at once.
async fn hashing<T: Send + 'static>(
    services: &Services,
    hash: impl FnOnce() -> T + Send + 'static,
) -> Answer<T> {
    let _place = services.hashes.acquire().await.map_err(|_| Denied::Task)?;
    tokio::task::spawn_blocking(hash).await.map_err(|_| Denied::Task)
}
