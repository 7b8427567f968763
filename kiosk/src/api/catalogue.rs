//! The posted catalogue, written once and named by its version.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use shared::catalogue::{Catalogue, CatalogueIndex, Procedure};
use shared::digest::Digest;
use shared::ids::ProcedureCode;
use shared::refusal::{Refusal, Refused};

use super::Hall;
use super::refusals::Problem;

/// The answers that a catalogue gives.
pub(super) struct Documents {
    version: String,
    index: Document,
    procedures: BTreeMap<ProcedureCode, Document>,
}

struct Document {
    json: Bytes,
    tag: HeaderValue,
}

/// The version a screen knows; an answer for it may be kept for ever.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Version {
    version: Option<String>,
}

impl Documents {
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        let procedures = catalogue.procedures.iter();
        Self {
            version: catalogue.version.to_string(),
            index: Document::new(&catalogue.index()),
            procedures: procedures.map(|one| (one.code.clone(), Document::new(one))).collect(),
        }
    }

    fn answer(&self, document: &Document, asked: &Version, headers: &HeaderMap) -> Response {
        let is_this = asked.version.as_ref() == Some(&self.version);
        let caching = if is_this { "public, max-age=31536000, immutable" } else { "no-cache" };
        let caching = [
            (header::ETAG, document.tag.clone()),
            (header::CACHE_CONTROL, HeaderValue::from_static(caching)),
        ];
        if headers.get(header::IF_NONE_MATCH) == Some(&document.tag) {
            return (StatusCode::NOT_MODIFIED, caching).into_response();
        }
        let kind = [(header::CONTENT_TYPE, "application/json")];
        (caching, kind, document.json.clone()).into_response()
    }
}

impl Document {
    fn new(content: &impl serde::Serialize) -> Self {
        let json = serde_json::to_vec(content).expect("a catalogue has text keys only");
        let tag = format!("\"{}\"", &Digest::of(&json).to_string()[..16]);
        let tag = HeaderValue::from_str(&tag).expect("hexadecimal digits and quotes");
        Self { json: json.into(), tag }
    }
}

/// The short list with which screens start.
#[utoipa::path(get, path = "/api/catalogue", tag = "catalogue", params(Version), responses(
    (status = 200, body = CatalogueIndex),
    (status = 304, description = "The screen has it already."),
    (status = "default", body = Refused),
))]
pub(super) async fn index(
    State(hall): State<Arc<Hall>>,
    Query(asked): Query<Version>,
    headers: HeaderMap,
) -> Response {
    hall.documents.answer(&hall.documents.index, &asked, &headers)
}

/// The full record of one procedure.
#[utoipa::path(get, path = "/api/catalogue/{code}", tag = "catalogue",
    params(("code" = String, Path, description = "The national code."), Version),
    responses(
        (status = 200, body = Procedure),
        (status = 304, description = "The screen has it already."),
        (status = "default", body = Refused),
    ))]
pub(super) async fn procedure(
    State(hall): State<Arc<Hall>>,
    Path(code): Path<String>,
    Query(asked): Query<Version>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let procedure = ProcedureCode(code);
    match hall.documents.procedures.get(&procedure) {
        Some(document) => Ok(hall.documents.answer(document, &asked, &headers)),
        None => Err(Refusal::UnknownProcedure { procedure }.into()),
    }
}
