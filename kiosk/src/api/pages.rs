//! The built site: page shells, and assets whose names change with their content.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get_service;
use shared::refusal::Refusal;
use tower::ServiceExt as _;
use tower_http::services::{ServeDir, ServeFile};

use super::Hall;
use super::refusals::Problem;
use crate::config::Config;

/// The routes of the site; without one, every page is not found.
pub(super) fn routes(config: &Config) -> Router<Arc<Hall>> {
    let router = Router::new().fallback(elsewhere);
    let Some(site) = config.site_dir.as_deref() else { return router };
    let page = |name: &str| get_service(shell(site, name));
    let assets = ServeDir::new(site.join("assets")).precompressed_br().precompressed_gzip();
    let assets = Router::new()
        .fallback_service(get_service(assets))
        .layer(middleware::from_fn(keep_for_ever));
    let worker = ServeFile::new(site.join("service_worker.js"));
    router
        .nest("/assets", assets)
        .nest("/voice", voice(&site.join("voice"), config.voice_dir.as_deref()))
        .route("/service_worker.js", get_service(worker))
        .route("/kiosk", page("kiosk"))
        .route("/display", page("display"))
        .route("/counter", page("counter"))
        .route("/counter/setup", page("counter"))
        .route("/figures", page("figures"))
}

/// The clips of the hall's voice: each one the unit's own where it has recorded it.
fn voice(house: &Path, own: Option<&Path>) -> Router<Arc<Hall>> {
    let house = ServeDir::new(house);
    match own {
        Some(own) => {
            Router::new().fallback_service(get_service(ServeDir::new(own).fallback(house)))
        }
        None => Router::new().fallback_service(get_service(house)),
    }
}

fn shell(site: &Path, name: &str) -> ServeFile {
    let file = site.join("pages").join(name).with_extension("html");
    ServeFile::new(file).precompressed_br().precompressed_gzip()
}

/// Everything else is a place inside the portal, except what can only be a mistake.
async fn elsewhere(State(hall): State<Arc<Hall>>, request: Request) -> Result<Response, Problem> {
    let path = request.uri().path();
    // The code of a procedure has a dot; anything else with one is a file that is not there.
    let is_file = path.contains('.') && !path.starts_with("/procedures/");
    let is_page = !path.starts_with("/api/") && !is_file;
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    match &hall.config.site_dir {
        Some(site) if is_page && is_read => {
            let served = shell(site, "portal").oneshot(request).await;
            Ok(served.into_response())
        }
        Some(_) | None => Err(Refusal::NotFound.into()),
    }
}

async fn keep_for_ever(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if response.status().is_success() {
        let value = HeaderValue::from_static("public, max-age=31536000, immutable");
        response.headers_mut().insert(header::CACHE_CONTROL, value);
    }
    response
}
