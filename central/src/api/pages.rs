//! The built pages and assets of the office.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use shared::refusal::Refusal;
use tower_http::services::{ServeDir, ServeFile};

use super::refusals::Denied;
use crate::services::Services;

const PAGE: &str = "pages/office.html";
/// Hashed names never change what they hold.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Leads to the office.
pub(super) async fn entrance() -> Redirect {
    Redirect::temporary("/office")
}

/// Serves the shell of the office, which finds its own way below `/office`.
pub(super) async fn office(State(services): State<Arc<Services>>, request: Request) -> Response {
    let file = services.site_dir.join(PAGE);
    let served = ServeFile::new(file).precompressed_br().precompressed_gzip().try_call(request);
    finish(served.await, "no-cache")
}

/// Serves a built file, compressed beforehand.
pub(super) async fn asset(State(services): State<Arc<Services>>, request: Request) -> Response {
    let folder = ServeDir::new(&services.site_dir).append_index_html_on_directories(false);
    let served = folder.precompressed_br().precompressed_gzip().try_call(request);
    finish(served.await, FOR_EVER)
}

/// Whether the pages were built.
pub(super) fn has_site(services: &Services) -> bool {
    services.site_dir.join(PAGE).is_file()
}

fn finish<B>(served: std::io::Result<Response<B>>, caching: &'static str) -> Response
where
    B: axum::body::HttpBody<Data = axum::body::Bytes> + Send + 'static,
    B::Error: Into<axum::BoxError>,
{
    let response = match served {
        Ok(response) if response.status() != StatusCode::NOT_FOUND => response,
        Ok(_) | Err(_) => return Denied::from(Refusal::NotFound).into_response(),
    };
    let mut response = response.map(axum::body::Body::new);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    response
}
