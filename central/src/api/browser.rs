//! What a browser is told and asked: the security headers, the origin of a change, the session.

use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use shared::credential::Token;
use shared::hall::SignedIn;
use shared::refusal::Refusal;

use super::admission::is_safe;
use super::refusals::Answer;
use crate::services::Services;

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; \
    manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
/// The vendored viewer of the OpenAPI document writes styles into its page.
const VIEWER_POLICY: &str = "default-src 'none'; script-src 'self'; \
    style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";
const VIEWER: &str = "/api/docs";
/// The name over TLS, where the browser itself guards host and path.
const COOKIE_HTTPS: &str = "__Host-mot-cua-office";
const COOKIE: &str = "mot-cua-office";

/// Sets the security headers on every answer; one that chose its own policy or caching keeps it.
pub(super) async fn guard_page(request: Request, next: Next) -> Response {
    let is_viewer = request.uri().path().starts_with(VIEWER);
    let policy = if is_viewer { VIEWER_POLICY } else { POLICY };
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(policy));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        ),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Refuses a change that a page of another site asks for.
pub(super) fn check_origin(services: &Services, parts: &Parts) -> Result<(), Refusal> {
    if is_safe(&parts.method) {
        return Ok(());
    }
    let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
    let is_own_site = matches!(text("sec-fetch-site"), None | Some("same-origin" | "none"));
    let is_own_origin = match (parts.headers.contains_key("origin"), text("origin")) {
        (false, _) => true,
        (true, None) => false,
        (true, Some(origin)) => {
            let host = origin.split_once("://").map(|(_, host)| host);
            origin == services.public_url || (host.is_some() && host == text("host"))
        }
    };
    if is_own_site && is_own_origin { Ok(()) } else { Err(Refusal::WrongOrigin) }
}

/// Finds who is signed in.
pub(super) async fn signed_in(services: &Services, headers: &HeaderMap) -> Answer<SignedIn> {
    let token = session_token(services, headers).ok_or(Refusal::NotSignedIn)?;
    let found = services.store.session(token.digest(), services.now()).await?;
    let (officer, name) = found.ok_or(Refusal::NotSignedIn)?;
    Ok(SignedIn { officer, name, counter: None })
}

/// Reads the token of the session cookie.
pub(super) fn session_token(services: &Services, headers: &HeaderMap) -> Option<Token> {
    let name = cookie_name(services);
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|one| one.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|one| one.split_once('='));
    pairs.find(|(key, _)| key.trim() == name).map(|(_, value)| Token::received(value.trim()))
}

/// The cookie that carries a session, or that ends one when `seconds` is 0.
pub(super) fn session_cookie(services: &Services, token: &str, seconds: i64) -> HeaderValue {
    let name = cookie_name(services);
    let secure = if services.is_https { "; Secure" } else { "" };
    let line =
        format!("{name}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    HeaderValue::from_str(&line).expect("the token is base64 and the rest is ASCII")
}

fn cookie_name(services: &Services) -> &'static str {
    if services.is_https { COOKIE_HTTPS } else { COOKIE }
}
