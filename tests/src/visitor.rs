//! Someone at a public door: speaks HTTP, keeps a cookie, and takes every answer as it comes.

use std::sync::{Mutex, PoisonError};

use reqwest::header::{CONTENT_TYPE, COOKIE, HeaderMap, SET_COOKIE};
use reqwest::{Client, Method, RequestBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::digest::Digest;
use shared::refusal::{Refusal, Refused};

/// A visitor of one server.
pub struct Visitor {
    client: Client,
    server: String,
    cookie: Mutex<Option<String>>,
}

impl Visitor {
    /// Comes to the door of `server`, such as `http://127.0.0.1:8080`.
    pub fn of(server: impl Into<String>) -> Self {
        Self { client: client(), server: server.into(), cookie: Mutex::default() }
    }

    /// Someone else with the same cookie, such as a second window.
    pub fn companion(&self) -> Self {
        let cookie = self.cookie.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Self {
            client: self.client.clone(),
            server: self.server.clone(),
            cookie: Mutex::new(cookie),
        }
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, Body::None).await
    }

    /// Removes.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, Body::None).await
    }

    /// Puts a JSON document.
    pub async fn put(&self, path: &str, document: &impl Serialize) -> Answer {
        self.send(Method::PUT, path, Body::json(document)).await
    }

    /// Posts a JSON document.
    pub async fn post(&self, path: &str, document: &impl Serialize) -> Answer {
        self.send(Method::POST, path, Body::json(document)).await
    }

    /// Puts a text that is said to be JSON.
    pub async fn put_text(&self, path: &str, text: &str) -> Answer {
        self.send(Method::PUT, path, Body::Json(text.as_bytes().to_vec())).await
    }

    /// Puts a file with a digest, not always its own.
    pub async fn put_file(&self, path: &str, bytes: &[u8], digest: Digest) -> Answer {
        self.send(Method::PUT, path, Body::File(bytes.to_vec(), digest)).await
    }

    /// Puts a JSON document, or says that there was no answer.
    pub async fn try_put(&self, path: &str, document: &impl Serialize) -> Option<Answer> {
        self.try_send(Method::PUT, path, Body::json(document)).await
    }

    /// Reads, or says that there was no answer.
    pub async fn try_get(&self, path: &str) -> Option<Answer> {
        self.try_send(Method::GET, path, Body::None).await
    }

    /// The cookie of whoever is signed in.
    pub fn cookie(&self) -> Option<String> {
        self.cookie.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A request of the visitor's own making.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.server));
        match &*self.cookie.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(cookie) => request.header(COOKIE, cookie),
            None => request,
        }
    }

    async fn send(&self, method: Method, path: &str, body: Body) -> Answer {
        let asked = format!("{method} {path}");
        self.try_send(method, path, body).await.unwrap_or_else(|| panic!("{asked}: no answer"))
    }

    async fn try_send(&self, method: Method, path: &str, body: Body) -> Option<Answer> {
        let request = self.request(method, path);
        let request = match body {
            Body::None => request,
            Body::Json(bytes) => request.header(CONTENT_TYPE, "application/json").body(bytes),
            Body::File(bytes, digest) => {
                request.header("content-digest", digest.to_header()).body(bytes)
            }
        };
        let answer = Answer::read(request.send().await.ok()?).await?;
        if let Some(cookie) = answer.headers.get(SET_COOKIE).and_then(|one| one.to_str().ok()) {
            let pair = cookie.split(';').next().map(str::to_owned);
            *self.cookie.lock().unwrap_or_else(PoisonError::into_inner) = pair;
        }
        Some(answer)
    }
}

enum Body {
    None,
    Json(Vec<u8>),
    File(Vec<u8>, Digest),
}

impl Body {
    fn json(document: &impl Serialize) -> Self {
        Self::Json(serde_json::to_vec(document).expect("what is sent has no odd map keys"))
    }
}

/// What a server said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// Reads an answer to its end, or says that it broke off.
    pub async fn read(response: reqwest::Response) -> Option<Self> {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.bytes().await.ok()?.to_vec();
        Some(Self { status, headers, body })
    }

    /// Whether it is a success.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body of a success.
    ///
    /// # Panics
    /// When it is no success, or not of this shape.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        assert!(self.is_success(), "{} {}", self.status, self.text());
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The refusal, whose sentences were looked at.
    ///
    /// # Panics
    /// When it is none, when its status is not that of its name, or when a sentence is missing.
    pub fn refusal(&self) -> Refusal {
        let refused: Refused = serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("no refusal: {} {}", self.status, self.text()));
        assert_eq!(self.status, refused.refusal.status(), "{refused:?}");
        let words = &refused.words;
        assert!(words.vi.ends_with('.') && words.en.ends_with('.'), "{refused:?}");
        assert_ne!(words.vi, words.en);
        refused.refusal
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// An HTTP client that trusts nobody, because nothing here is encrypted.
pub fn client() -> Client {
    // Whoever comes first installs it; the next finds it there.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = Client::builder().no_proxy().tls_certs_only([]);
    builder.pool_max_idle_per_host(128).build().expect("nothing in it can fail")
}
