//! The doors of the centre over HTTP: the intake for halls, the desk for officers.

mod admission;
mod browser;
pub(crate) mod carried;
mod commits;
mod documents;
mod dossiers;
mod envelopes;
mod feed;
mod files;
mod halls;
mod incidents;
mod intake;
mod journal;
mod observation;
mod operations;
mod pages;
mod reconciliation;
mod refusals;
pub mod routes;
mod sent;
mod sessions;
mod unit;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use utoipa::OpenApi as _;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::services::Services;

/// Serves until `stop` is cancelled and the requests at hand are answered.
pub(crate) async fn serve(
    listener: TcpListener,
    services: Arc<Services>,
    stop: CancellationToken,
) -> std::io::Result<()> {
    // A small answer must not wait for the next one.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "no delay cannot be set");
        }
    });
    let service = router(services).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(async move { stop.cancelled().await })
        .await
}

/// The OpenAPI document of every documented door.
pub fn document() -> utoipa::openapi::OpenApi {
    documented().split_for_parts().1
}

fn router(services: Arc<Services>) -> Router {
    let (router, document) = documented().split_for_parts();
    router
        .merge(documents::viewer(document))
        .route("/", get(pages::entrance))
        .route("/office", get(pages::office))
        .route("/office/{*rest}", get(pages::office))
        .route("/assets/{*path}", get(pages::asset))
        .route_layer(from_fn_with_state(Arc::clone(&services), admission::admit))
        .route_layer(from_fn_with_state(Arc::clone(&services), observation::observe))
        .fallback(refusals::not_found)
        .method_not_allowed_fallback(refusals::not_found)
        .layer(from_fn(browser::guard_page))
        .with_state(services)
}

fn documented() -> OpenApiRouter<Arc<Services>> {
    OpenApiRouter::with_openapi(documents::Document::openapi())
        .routes(routes!(intake::probe))
        .routes(routes!(intake::enrol))
        .routes(routes!(intake::heartbeat))
        .routes(routes!(envelopes::put))
        .routes(routes!(envelopes::missing))
        .routes(routes!(envelopes::put_chunk))
        .routes(routes!(commits::put))
        .routes(routes!(journal::put))
        .routes(routes!(reconciliation::compare))
        .routes(routes!(reconciliation::compare_page))
        .routes(routes!(feed::read))
        .routes(routes!(sessions::choose_password))
        .routes(routes!(sessions::sign_in))
        .routes(routes!(sessions::current, sessions::sign_out))
        .routes(routes!(dossiers::list))
        .routes(routes!(dossiers::open))
        .routes(routes!(files::open))
        .routes(routes!(incidents::list))
        .routes(routes!(incidents::see))
        .routes(routes!(halls::list))
        .routes(routes!(unit::read))
        .routes(routes!(operations::healthz))
        .routes(routes!(operations::readyz))
        .routes(routes!(operations::metrics))
        .routes(routes!(operations::status))
}
