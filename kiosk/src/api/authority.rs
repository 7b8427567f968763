//! Who may call what: one table, and the door that keeps to it.

use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use shared::credential::Token;
use shared::refusal::Refusal;

use super::Hall;
use super::refusals::Problem;
use crate::store::Session;

/// Who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// Anyone.
    Public,
    /// An officer who is signed in at a counter.
    Officer,
}

/// A route and who may call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// The method.
    pub method: &'static str,
    /// The path, as the router writes it.
    pub path: &'static str,
    /// Who may call it.
    pub caller: Caller,
}

const fn public(method: &'static str, path: &'static str) -> Route {
    Route { method, path, caller: Caller::Public }
}

const fn officer(method: &'static str, path: &'static str) -> Route {
    Route { method, path, caller: Caller::Officer }
}

/// Every route of the API. One that is missing here cannot be called.
pub const ROUTES: &[Route] = &[
    public("GET", "/api/hall"),
    public("GET", "/api/catalogue"),
    public("GET", "/api/catalogue/{code}"),
    public("PUT", "/api/tickets/{id}"),
    public("GET", "/api/tickets/{id}"),
    public("GET", "/api/tickets/{id}/slip.png"),
    public("GET", "/api/live-tickets/{token}"),
    public("PUT", "/api/submissions/{id}/files/{file}"),
    public("GET", "/api/submissions/{id}/files/{file}"),
    public("DELETE", "/api/submissions/{id}/files/{file}"),
    public("PUT", "/api/submissions/{id}/files/{file}/chunks/{n}"),
    public("PUT", "/api/submissions/{id}/files/{file}/whole"),
    public("PUT", "/api/submissions/{id}"),
    public("GET", "/api/submissions/{id}"),
    public("POST", "/api/follow-ups"),
    public("GET", "/api/events"),
    public("POST", "/api/passwords"),
    public("POST", "/api/sessions"),
    officer("GET", "/api/sessions/current"),
    officer("DELETE", "/api/sessions/current"),
    officer("GET", "/api/counter"),
    officer("PUT", "/api/counter/acts/{act}"),
    officer("PUT", "/api/counter/tickets/{id}"),
    officer("POST", "/api/tickets/{id}/reprints"),
    officer("GET", "/api/parked"),
    officer("POST", "/api/parked/{id}/retries"),
    public("GET", "/api/device"),
    public("PUT", "/api/device"),
    public("PUT", "/api/device/voice"),
    officer("GET", "/api/printers"),
    officer("POST", "/api/printers/{name}/test-pages"),
    officer("GET", "/api/figures"),
    officer("GET", "/api/figures.csv"),
    officer("GET", "/api/figures.xlsx"),
    public("GET", "/healthz"),
    public("GET", "/readyz"),
    public("GET", "/metrics"),
    public("GET", "/status"),
];

/// Lets a request through to whom the table allows, with the officer's session beside it.
pub(super) async fn authorise(
    State(hall): State<Arc<Hall>>,
    path: MatchedPath,
    mut request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let method = if request.method() == Method::HEAD { "GET" } else { request.method().as_str() };
    let is_it = |route: &&Route| route.method == method && route.path == path.as_str();
    let Some(route) = ROUTES.iter().find(is_it) else { return Err(Refusal::NotFound.into()) };
    match route.caller {
        Caller::Public => {}
        Caller::Officer => {
            let session = session(&hall, request.headers())?;
            request.extensions_mut().insert(session);
        }
    }
    Ok(next.run(request).await)
}

/// The session of the officer who asks.
pub(super) fn session(hall: &Hall, headers: &HeaderMap) -> Result<Session, Problem> {
    let token = token(hall, Cookie::Officer, headers).ok_or(Refusal::NotSignedIn)?;
    Ok(hall.store.session(&token)?)
}

/// What a cookie carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cookie {
    /// The session of an officer; it goes when the browser ends.
    Officer,
    /// The key of a device; it stays as long as browsers keep anything.
    Device,
}

impl Cookie {
    /// Its name; the prefix binds it to this very host.
    fn name(self, hall: &Hall) -> &'static str {
        match (self, hall.is_https()) {
            (Self::Officer, true) => "__Host-mot-cua",
            (Self::Officer, false) => "mot-cua",
            (Self::Device, true) => "__Host-mot-cua-device",
            (Self::Device, false) => "mot-cua-device",
        }
    }

    fn lasts(self) -> &'static str {
        match self {
            Self::Officer => "",
            // 400 days, the most that browsers grant; every visit begins them anew.
            Self::Device => "; Max-Age=34560000",
        }
    }
}

/// The token that a request carries.
pub(super) fn token(hall: &Hall, cookie: Cookie, headers: &HeaderMap) -> Option<Token> {
    let name = cookie.name(hall);
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = cookies.flat_map(|cookies| cookies.split(';'));
    let values = pairs.filter_map(|pair| pair.trim().split_once('='));
    values.into_iter().find(|(key, _)| *key == name).map(|(_, value)| Token::received(value))
}

/// The cookie that carries a token, or that takes it away.
pub(super) fn cookie(hall: &Hall, cookie: Cookie, token: Option<&Token>) -> String {
    let (name, lasts) = (cookie.name(hall), cookie.lasts());
    let secure = if hall.is_https() { "; Secure" } else { "" };
    match token {
        Some(token) => {
            let token = token.reveal();
            format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict{lasts}{secure}")
        }
        None => format!("{name}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0{secure}"),
    }
}
