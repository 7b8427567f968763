//! One request and its answer: signed, bounded in time and in bytes, and never redirected.

use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Client, Method, RequestBuilder, Response, Url, redirect};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use shared::delivery::Heard;
use shared::digest::Digest;
use shared::intake::NONCE_HEADER;
use shared::request_signature::sign;
use shared::time::Timestamp;

use super::{Answered, Reply, Speaker};

/// The longest answer that is read; the longest need list has 800 chunks of 70 bytes.
const ANSWER_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Connections kept open: as many as requests travel together.
const CONNECTIONS_KEPT_MAX: usize = 16;
/// Routers forget an idle connection without a word; before that it is closed here.
const CONNECTION_IDLE_MAX: Duration = Duration::from_secs(20);
/// The slowest centre that is waited for while it opens what it was sent.
const SLOWEST_WORK_BYTES_PER_S: u64 = 1024 * 1024;

/// How long the hall waits before silence is silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Patience {
    /// For a connection.
    pub connect_ms: u64,
    /// For an answer, beside the time that the bytes take.
    pub answer_ms: u64,
    /// The slowest line on which large pieces still pass.
    pub slowest_bytes_per_s: u64,
}

impl Default for Patience {
    fn default() -> Self {
        Self { connect_ms: 3_000, answer_ms: 15_000, slowest_bytes_per_s: 16 * 1024 }
    }
}

impl Patience {
    /// The time a request of so many bytes may take, answer included.
    pub fn for_bytes(self, bytes: u64) -> Duration {
        self.at_pace(bytes, self.slowest_bytes_per_s)
    }

    /// The time the centre may take to open so many bytes.
    pub fn for_work(self, bytes: u64) -> Duration {
        self.at_pace(bytes, SLOWEST_WORK_BYTES_PER_S)
    }

    fn at_pace(self, bytes: u64, bytes_per_s: u64) -> Duration {
        let ms = bytes.saturating_mul(1_000) / bytes_per_s.max(1);
        Duration::from_millis(self.answer_ms.saturating_add(ms))
    }
}

/// Why there can be no line at all.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The address of the centre is not one.
    #[error("the address of the centre is not an http or https address")]
    Address,
    /// The encryption of the line cannot be set up, for example without trusted certificates.
    #[error("the line to the centre cannot be set up")]
    SetUp(#[source] reqwest::Error),
}

/// What a request carries.
pub(super) enum Body {
    /// Nothing.
    None,
    /// A JSON document.
    Json(Vec<u8>),
    /// Sealed bytes.
    Sealed(Vec<u8>),
}

impl Body {
    pub(super) fn json(value: &impl Serialize) -> Self {
        Self::Json(serde_json::to_vec(value).expect("what travels has no map keys that can fail"))
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Self::None => &[],
            Self::Json(bytes) | Self::Sealed(bytes) => bytes,
        }
    }
}

/// The one HTTP client of the hall.
#[derive(Clone)]
pub(super) struct Exchange {
    client: Client,
    centre: Url,
    patience: Patience,
}

impl Exchange {
    pub(super) fn new(centre_url: &str, patience: Patience) -> Result<Self, ClientError> {
        let centre = Url::parse(centre_url).map_err(|_| ClientError::Address)?;
        if centre.query().is_some() || centre.fragment().is_some() {
            return Err(ClientError::Address);
        }
        // A second call finds the same provider installed.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = Client::builder()
            .user_agent(concat!("mot-cua-hall/", env!("CARGO_PKG_VERSION")))
            .redirect(redirect::Policy::none())
            .connect_timeout(Duration::from_millis(patience.connect_ms))
            .pool_max_idle_per_host(CONNECTIONS_KEPT_MAX)
            .pool_idle_timeout(CONNECTION_IDLE_MAX);
        let builder = match centre.scheme() {
            "https" => builder.https_only(true),
            // No certificates are needed, so none are loaded.
            "http" => builder.tls_certs_only([]),
            _ => return Err(ClientError::Address),
        };
        let builder = if is_this_machine(&centre) { builder.no_proxy() } else { builder };
        Ok(Self { client: builder.build().map_err(ClientError::SetUp)?, centre, patience })
    }

    /// Whether a 204 with the nonce comes back.
    pub(super) async fn probe(&self, nonce: &str) -> bool {
        let request = self.unsigned(Method::HEAD, "/intake/v1", Body::None);
        match reply(request.header(NONCE_HEADER, nonce)).await {
            Ok(reply) => reply.is_echo_of(nonce),
            Err(_) => false,
        }
    }

    pub(super) fn unsigned(&self, method: Method, path: &str, body: Body) -> RequestBuilder {
        self.request(method, self.url(path), body)
    }

    /// Signs method, path and body in the name of the hall.
    pub(super) fn signed(
        &self,
        method: Method,
        path: &str,
        body: Body,
        speaker: &Speaker,
        now: Timestamp,
    ) -> RequestBuilder {
        let url = self.url(path);
        let target = match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        };
        let digest = Digest::of(body.bytes());
        let headers = sign(&speaker.signer, speaker.hall, method.as_str(), &target, digest, now);
        self.request(method, url, body)
            .header("content-digest", headers.content_digest)
            .header("signature-input", headers.signature_input)
            .header("signature", headers.signature)
    }

    /// Waits longer for an answer that the centre has to work for.
    pub(super) fn wait_for_work(&self, request: RequestBuilder, bytes: u64) -> RequestBuilder {
        request.timeout(self.patience.for_work(bytes))
    }

    /// Sends a request whose success carries a body.
    pub(super) async fn ask<T: DeserializeOwned>(&self, request: RequestBuilder) -> Answered<T> {
        reply(request).await?.read()
    }

    /// Sends a request whose success is a 204; any other success is not the centre's.
    pub(super) async fn tell(&self, request: RequestBuilder) -> Answered<()> {
        reply(request).await?.read_nothing()
    }

    fn request(&self, method: Method, url: Url, body: Body) -> RequestBuilder {
        let patience = self.patience.for_bytes(body.bytes().len() as u64);
        let request = self.client.request(method, url).timeout(patience);
        match body {
            Body::None => request,
            Body::Json(json) => request.header(CONTENT_TYPE, "application/json").body(json),
            Body::Sealed(bytes) => {
                request.header(CONTENT_TYPE, "application/octet-stream").body(bytes)
            }
        }
    }

    fn url(&self, path: &str) -> Url {
        let prefix = self.centre.as_str().trim_end_matches('/');
        Url::parse(&format!("{prefix}{path}")).expect("a path after an address is an address")
    }
}

/// An answer, read to its end; only that of a success matters.
async fn reply(request: RequestBuilder) -> Answered<Reply> {
    let answer = request.send().await.map_err(|_| Heard::Silence)?;
    let status = answer.status();
    let retry_after = text(&answer, RETRY_AFTER.as_str()).and_then(|text| text.trim().parse().ok());
    let nonce = text(&answer, NONCE_HEADER).map(str::to_owned);
    let read = read(answer).await;
    let body = if status.is_success() { read? } else { Vec::new() };
    Ok(Reply { status: status.as_u16(), retry_after, nonce, body })
}

fn text<'a>(answer: &'a Response, header: &str) -> Option<&'a str> {
    answer.headers().get(header)?.to_str().ok()
}

async fn read(mut answer: Response) -> Answered<Vec<u8>> {
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(|_| Heard::Silence)? {
        if body.len() + piece.len() > ANSWER_BYTES_MAX {
            return Err(Heard::Unverified);
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

/// A proxy of the environment is not asked for what is on this machine.
fn is_this_machine(centre: &Url) -> bool {
    match centre.host_str() {
        Some(host) => matches!(host, "localhost" | "127.0.0.1" | "[::1]"),
        None => false,
    }
}
