//! One request and its answer over `XMLHttpRequest`, which alone tells how much has been sent.

use js_sys::{Function, Promise, Uint8Array};
use leptos::web_sys::{Blob, ProgressEvent, XmlHttpRequest};
use shared::digest::Digest;
use shared::submission::MediaType;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{ApiError, refused};

/// How long an answer may take.
const PATIENCE_MS: u32 = 15_000;
/// The slowest line a file is sent over.
const BYTES_PER_MS_MIN: u32 = 16;

pub(super) enum Method {
    Get,
    Put,
    Post,
    Delete,
}

impl Method {
    fn name(&self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

pub(super) enum Body {
    Nothing,
    Json(String),
    File { bytes: Vec<u8>, digest: Digest, media_type: MediaType },
}

type OnProgress = Box<dyn Fn(u8)>;

pub(super) struct Exchange<'a> {
    method: Method,
    path: &'a str,
    body: Body,
    on_progress: Option<OnProgress>,
}

impl<'a> Exchange<'a> {
    pub(super) fn new(method: Method, path: &'a str) -> Self {
        Self { method, path, body: Body::Nothing, on_progress: None }
    }

    pub(super) fn with(self, body: Body) -> Self {
        Self { body, ..self }
    }

    pub(super) fn watched(self, on_progress: impl Fn(u8) + 'static) -> Self {
        Self { on_progress: Some(Box::new(on_progress)), ..self }
    }

    /// Sends the request and gives the text of a success.
    pub(super) async fn run(self) -> Result<String, ApiError> {
        let request = XmlHttpRequest::new().map_err(|_| ApiError::Failed)?;
        let progress = self.on_progress.map(progress_closure);
        if let (Some(progress), Ok(upload)) = (&progress, request.upload()) {
            upload.set_onprogress(Some(progress.as_ref().unchecked_ref()));
        }
        let ended = Promise::new(&mut |resolve: Function, _| request.set_onloadend(Some(&resolve)));
        send(&request, &self.method, self.path, self.body).map_err(|_| ApiError::Failed)?;
        // A promise that nobody rejects resolves.
        let _ = JsFuture::from(ended).await;
        answer(&request)
    }
}

fn send(request: &XmlHttpRequest, method: &Method, path: &str, body: Body) -> Result<(), JsValue> {
    request.open_with_async(method.name(), path, true)?;
    request.set_request_header("Accept", "application/json")?;
    request.set_timeout(PATIENCE_MS);
    match body {
        Body::Nothing => request.send(),
        Body::Json(json) => {
            request.set_request_header("Content-Type", "application/json")?;
            request.send_with_opt_str(Some(&json))
        }
        Body::File { bytes, digest, media_type } => {
            let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
            request.set_timeout(PATIENCE_MS + length / BYTES_PER_MS_MIN);
            request.set_request_header("Content-Type", media_type.header())?;
            request.set_request_header("Content-Digest", &digest.to_header())?;
            request.send_with_opt_js_u8_array(Some(&Uint8Array::from(bytes.as_slice())))
        }
    }
}

fn answer(request: &XmlHttpRequest) -> Result<String, ApiError> {
    let text = request.response_text().ok().flatten().unwrap_or_default();
    match request.status() {
        Ok(0) | Err(_) => Err(ApiError::Offline),
        Ok(200..=299) => Ok(text),
        // The node's own refusals are JSON; anything else comes from between.
        Ok(_) => Err(refused::read(&text).map_or(ApiError::Failed, ApiError::Refused)),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a whole is between 0 and 100"
)]
fn progress_closure(on_progress: OnProgress) -> Closure<dyn FnMut(ProgressEvent)> {
    Closure::new(move |event: ProgressEvent| {
        if event.total() > 0.0 {
            on_progress((event.loaded() / event.total() * 100.0) as u8);
        }
    })
}

/// Reads a file into memory; a file that went away since it was chosen gives nothing.
pub(super) async fn bytes_of(file: &Blob) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
