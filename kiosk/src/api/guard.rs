//! What every request passes: the origin of those that change something, and a limit of time;
//! what every answer carries: headers that keep a page to itself.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use shared::refusal::Refusal;

use super::Hall;
use super::refusals::Problem;

/// How long a request may take until its answer begins.
const ANSWER_MAX: Duration = Duration::from_secs(30);
/// How long one chunk of a file may take: 10 kB in a second.
const CHUNK_MAX: Duration = Duration::from_secs(60);
/// How long the upload of a file may take over a slow line.
const UPLOAD_MAX: Duration = Duration::from_secs(300);

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; \
    media-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'";

/// The viewer of the API's description writes styles of its own.
pub(super) const VIEWER_POLICY: &str = "default-src 'none'; script-src 'self'; \
    style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Adds the headers of every answer that does not carry its own. What the API says is kept
/// nowhere; a page is asked for again each time.
pub(super) async fn shield(request: Request, next: Next) -> Response {
    let is_page = !request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let caching = HeaderValue::from_static(if is_page { "no-cache" } else { "no-store" });
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(caching);
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Refuses what another site makes a browser send, and what takes too long.
pub(super) async fn guard(
    State(hall): State<Arc<Hall>>,
    path: MatchedPath,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let changes = !request.method().is_safe();
    if changes && !is_own_site(&hall, request.headers()) {
        return Err(Refusal::WrongOrigin.into());
    }
    let longest = match path.as_str() {
        path if path.ends_with("/files/{file}") => UPLOAD_MAX,
        path if path.ends_with("/chunks/{n}") => CHUNK_MAX,
        _ => ANSWER_MAX,
    };
    let answered = tokio::time::timeout(longest, next.run(request)).await;
    answered.map_err(|_| Refusal::Busy.into())
}

/// A browser says where a request comes from; a program that is not one says nothing.
fn is_own_site(hall: &Hall, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site")
        && !matches!(site, "same-origin" | "none")
    {
        return false;
    }
    let Some(origin) = text("origin") else { return true };
    if origin == hall.config.public_url {
        return true;
    }
    let host = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    host.is_some() && host == text("host")
}
