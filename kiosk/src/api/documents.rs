//! The description of the API (OpenAPI 3.1) and a viewer that needs no network.

use axum::Router;
use axum::http::{HeaderValue, header};
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa::OpenApi;
use utoipa_swagger_ui::{Config, SwaggerUi};

use super::guard::VIEWER_POLICY;

/// The head of the description; paths and schemas come from the handlers.
#[derive(OpenApi)]
#[openapi(info(
    title = "The hall's node",
    description = "What screens and phones ask of the hall's node. Every refusal has a name and \
        a sentence in Vietnamese and English. Ids are minted by the caller, so that a request \
        may be repeated without harm.",
    license(name = "EUPL-1.2", identifier = "EUPL-1.2")
))]
pub(super) struct Description;

/// The description and its viewer.
pub(super) fn routes<S: Clone + Send + Sync + 'static>(
    description: utoipa::openapi::OpenApi,
) -> Router<S> {
    let viewer = SwaggerUi::new("/api/docs")
        .config(Config::default().validator_url("none").try_it_out_enabled(false))
        .url("/api/openapi.json", description);
    let policy = HeaderValue::from_static(VIEWER_POLICY);
    Router::from(viewer)
        .layer(SetResponseHeaderLayer::overriding(header::CONTENT_SECURITY_POLICY, policy))
}
