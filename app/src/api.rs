//! The one HTTP client: typed requests to the node this page came from.
//!
//! Whatever goes wrong is one of three: the rules said no, nothing was heard, or what was heard
//! makes no sense. Offline is a state of the line, not an error of the person.

mod exchange;
mod refused;

use leptos::web_sys::Blob;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::digest::Digest;
use shared::refusal::Refused;
use shared::submission::{FileKept, MediaType};

use self::exchange::{Body, Exchange, Method};
use crate::json;

/// Why a request has no answer to use.
#[derive(Debug, Clone, PartialEq)]
pub enum ApiError {
    /// The rules say no; the sentence says what to do.
    Refused(Refused),
    /// Nothing was heard in time: what became of the request is not known.
    Offline,
    /// The answer makes no sense.
    Failed,
}

/// Fetches what is at `path`.
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, ApiError> {
    read(Exchange::new(Method::Get, path).run().await?)
}

/// Puts `value` at `path`; the same request again gets the same answer.
pub async fn put<B: Serialize, T: DeserializeOwned>(path: &str, value: &B) -> Result<T, ApiError> {
    put_json(path, write(value)?).await
}

/// Puts JSON whose bytes must stay the same from try to try.
pub async fn put_json<T: DeserializeOwned>(path: &str, json: String) -> Result<T, ApiError> {
    read(Exchange::new(Method::Put, path).with(Body::Json(json)).run().await?)
}

/// Sends `value` to `path`.
pub async fn post<B: Serialize, T: DeserializeOwned>(path: &str, value: &B) -> Result<T, ApiError> {
    read(Exchange::new(Method::Post, path).with(Body::Json(write(value)?)).run().await?)
}

/// Removes what is at `path`.
pub async fn delete(path: &str) -> Result<(), ApiError> {
    Exchange::new(Method::Delete, path).run().await.map(drop)
}

/// Puts a file at `path` and tells how many per cent of it have gone.
pub async fn put_file(
    path: &str,
    file: &Blob,
    media_type: MediaType,
    on_progress: impl Fn(u8) + 'static,
) -> Result<FileKept, ApiError> {
    let bytes = exchange::bytes_of(file).await.ok_or(ApiError::Failed)?;
    let digest = Digest::of(&bytes);
    let body = Body::File { bytes, digest, media_type };
    read(Exchange::new(Method::Put, path).with(body).watched(on_progress).run().await?)
}

fn write<B: Serialize>(value: &B) -> Result<String, ApiError> {
    serde_json::to_string(value).map_err(|_| ApiError::Failed)
}

/// An empty answer reads as nothing, for requests that only need to succeed.
fn read<T: DeserializeOwned>(text: String) -> Result<T, ApiError> {
    let text = if text.is_empty() { "null" } else { &text };
    json::read(text).ok_or(ApiError::Failed)
}
