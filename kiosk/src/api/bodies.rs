//! What comes in: bodies with a limit, JSON with named faults, ids of the right kind.

use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use shared::digest::Digest;
use shared::refusal::Refusal;
use tokio_stream::StreamExt as _;
use uuid::Uuid;

use super::refusals::Problem;

/// The largest JSON body that is not an application.
const JSON_BYTES_MAX: usize = 64 * 1024;

/// The most bytes of a refused body that are let run out.
const REST_BYTES_MAX: usize = 64 * 1024 * 1024;

/// A JSON body.
pub(crate) struct Read<T>(pub(crate) T);

impl<S: Sync, T: DeserializeOwned> FromRequest<S> for Read<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let bytes = whole(&parts.headers, body, JSON_BYTES_MAX).await?;
        parse(&bytes).map(Self)
    }
}

/// Reads a whole body of at most `bytes_max`.
pub(crate) async fn whole(
    headers: &HeaderMap,
    body: Body,
    bytes_max: usize,
) -> Result<Bytes, Problem> {
    let too_large = || Problem(Refusal::TooLarge { bytes_max: bytes_max as u64 });
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    let announced = announced.and_then(|text| text.parse::<usize>().ok());
    let mut pieces = body.into_data_stream();
    if announced.is_some_and(|bytes| bytes > bytes_max) {
        // Who asks before sending sends nothing after a refusal.
        if !headers.contains_key(header::EXPECT) {
            run_out(&mut pieces).await;
        }
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(announced.unwrap_or(0));
    while let Some(piece) = pieces.next().await {
        // A body that breaks off has nobody left to read the answer.
        let piece = piece.map_err(|_| Problem(Refusal::BrokenJson))?;
        if bytes.len() + piece.len() > bytes_max {
            run_out(&mut pieces).await;
            return Err(too_large());
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes.into())
}

/// Lets a refused body run out: a sender cut off in the middle never reads why.
async fn run_out(pieces: &mut BodyDataStream) {
    let mut left = REST_BYTES_MAX;
    while let Some(Ok(piece)) = pieces.next().await {
        let Some(rest) = left.checked_sub(piece.len()) else { return };
        left = rest;
    }
}

/// Reads JSON; what is not JSON and what is JSON of another kind have different names.
pub(crate) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(bytes).map_err(|error| match error.classify() {
        Category::Syntax | Category::Eof | Category::Io => Refusal::BrokenJson.into(),
        Category::Data => Refusal::UnknownFields.into(),
    })
}

/// Reads an id that its sender minted: a UUID of version 7.
pub(crate) fn minted(text: &str) -> Result<Uuid, Problem> {
    let id = Uuid::parse_str(text).map_err(|_| Refusal::BrokenId)?;
    if id.get_version_num() == 7 { Ok(id) } else { Err(Refusal::BrokenId.into()) }
}

/// Reads the digest that a file must come with.
pub(crate) fn digest(headers: &HeaderMap) -> Result<Digest, Problem> {
    let value = headers.get("content-digest").and_then(|value| value.to_str().ok());
    value.and_then(Digest::from_header).ok_or_else(|| Refusal::WrongDigest.into())
}
