//! The OpenAPI document and its viewer, which needs no network.

use std::sync::Arc;

use axum::Router;
use utoipa::OpenApi;
use utoipa_swagger_ui::SwaggerUi;

use crate::services::Services;

/// What the document says beside the doors themselves.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "The centre",
        description = "Halls forward sealed submissions and their journals; officers open the \
                       dossiers that begin with them. Requests of halls carry RFC 9421 \
                       signatures, requests of officers a session cookie."
    ),
    tags(
        (name = "intake", description = "For enrolled halls."),
        (name = "office", description = "For signed-in officers."),
        (name = "operations", description = "For those who run the centre.")
    )
)]
pub(super) struct Document;

/// The viewer and the document it shows.
pub(super) fn viewer(document: utoipa::openapi::OpenApi) -> Router<Arc<Services>> {
    SwaggerUi::new("/api/docs").url("/api/openapi.json", document).into()
}
