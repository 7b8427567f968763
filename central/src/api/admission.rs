//! Admits a request: the door is in the table, the body fits, the caller is who the door asks for.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, FromRequestParts, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use shared::digest::Digest;
use shared::hall::SignedIn;
use shared::refusal::Refusal;
use shared::request_signature::{SignedHeaders, claimed_hall, verify};
use tokio::time::timeout;

use super::browser;
use super::refusals::{Answer, Denied};
use super::routes::{Caller, Route, find};
use crate::known_halls::KnownHall;
use crate::services::Services;

/// How long a body may take to arrive.
const BODY: Duration = Duration::from_secs(60);
/// How long an answer may take to be made.
const ANSWER: Duration = Duration::from_secs(30);

/// The hall that signed the request.
#[derive(Debug, Clone)]
pub(super) struct CallingHall(pub(super) Arc<KnownHall>);

/// The officer whose session the request carries.
#[derive(Debug, Clone)]
pub(super) struct CallingOfficer(pub(super) SignedIn);

/// The other end of the connection.
#[derive(Debug, Clone, Copy)]
pub(super) struct Peer(pub(super) SocketAddr);

/// Lets a request through to its handler, or refuses it.
pub(super) async fn admit(
    State(services): State<Arc<Services>>,
    request: Request,
    next: Next,
) -> Response {
    let Ok(_place) = services.requests.try_acquire() else {
        return Denied::from(Refusal::Busy).into_response();
    };
    match admitted(&services, request).await {
        Ok(request) => match timeout(ANSWER, next.run(request)).await {
            Ok(response) => response,
            Err(_) => Denied::from(Refusal::Busy).into_response(),
        },
        Err(denied) => denied.into_response(),
    }
}

async fn admitted(services: &Services, request: Request) -> Answer<Request> {
    let route = route(&request).ok_or(Refusal::NotFound)?;
    let (mut parts, body) = request.into_parts();
    let bytes = read_body(route, &parts.headers, body).await?;
    match route.caller {
        Caller::Public => browser::check_origin(services, &parts)?,
        Caller::Hall => {
            let hall = calling_hall(services, &parts, &bytes).await?;
            parts.extensions.insert(CallingHall(hall));
        }
        Caller::Officer => {
            browser::check_origin(services, &parts)?;
            let officer = browser::signed_in(services, &parts.headers).await?;
            parts.extensions.insert(CallingOfficer(officer));
        }
    }
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

fn route(request: &Request) -> Option<&'static Route> {
    let path = request.extensions().get::<MatchedPath>()?;
    find(request.method().as_str(), path.as_str())
}

async fn read_body(route: &Route, headers: &HeaderMap, body: Body) -> Answer<Bytes> {
    let too_large = Refusal::TooLarge { bytes_max: route.body_bytes_max as u64 };
    let told = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    if told.and_then(|text| text.parse().ok()).is_some_and(|n: usize| n > route.body_bytes_max) {
        return Err(too_large.into());
    }
    match timeout(BODY, to_bytes(body, route.body_bytes_max)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(too_large.into()),
        Err(_) => Err(Refusal::Busy.into()),
    }
}

async fn calling_hall(services: &Services, parts: &Parts, body: &Bytes) -> Answer<Arc<KnownHall>> {
    let headers = signed_headers(&parts.headers).ok_or(Refusal::HallUnknown)?;
    let claimed = claimed_hall(&headers.signature_input).ok_or(Refusal::HallUnknown)?;
    let digest = Digest::of(body);
    if Digest::from_header(&headers.content_digest) != Some(digest) {
        return Err(Refusal::WrongDigest.into());
    }
    let known = services.halls.find(&services.store, claimed).await?;
    let hall = known.ok_or(Refusal::HallUnknown)?;
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    if verify(&hall.key, parts.method.as_str(), path, digest, &headers) {
        Ok(hall)
    } else {
        Err(Refusal::HallUnknown.into())
    }
}

fn signed_headers(headers: &HeaderMap) -> Option<SignedHeaders> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::to_owned);
    Some(SignedHeaders {
        content_digest: text("content-digest")?,
        signature_input: text("signature-input")?,
        signature: text("signature")?,
    })
}

/// Whether a method changes nothing.
pub(super) fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

impl<S: Sync> FromRequestParts<S> for CallingHall {
    type Rejection = Denied;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Answer<Self> {
        Ok(parts.extensions.get().cloned().ok_or(Refusal::HallUnknown)?)
    }
}

impl<S: Sync> FromRequestParts<S> for CallingOfficer {
    type Rejection = Denied;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Answer<Self> {
        Ok(parts.extensions.get().cloned().ok_or(Refusal::NotSignedIn)?)
    }
}

impl<S: Sync> FromRequestParts<S> for Peer {
    type Rejection = Denied;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Answer<Self> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Self(peer.expect("the router is served with connect info").0))
    }
}
