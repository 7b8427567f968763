//! Requests as a hall sends them, byte by byte, signed with a hall's own key.

use anyhow::Result;
use kiosk::forwarder;
use kiosk::store::Store;
use shared::digest::Digest;
use shared::ids::HallId;
use shared::intake::{JOURNAL_BATCH_MAX, JournalBatch, MissingChunk};
use shared::journal::Position;
use shared::request_signature::{SignedHeaders, sign};
use shared::signature::Signer;
use shared::time::Timestamp;

use crate::bench::connection::{Connection, Reply};

/// A hall's voice.
#[derive(Clone)]
pub struct Voice {
    /// The hall that it says it is.
    pub hall: HallId,
    /// Its key.
    pub signer: Signer,
    /// When it speaks.
    pub now: Timestamp,
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Its method.
    pub method: &'static str,
    /// Its path.
    pub path: String,
    /// Its body.
    pub body: Vec<u8>,
}

impl Request {
    /// Puts bytes.
    pub fn put(path: String, body: Vec<u8>) -> Self {
        Self { method: "PUT", path, body }
    }
}

impl Voice {
    /// Signs a request.
    pub fn sign(&self, request: &Request) -> SignedHeaders {
        let Request { method, path, body } = request;
        sign(&self.signer, self.hall, method, path, Digest::of(body), self.now)
    }

    /// Signs a request and sends it.
    pub async fn send(&self, connection: &mut Connection, request: &Request) -> Result<Reply> {
        send(connection, request, &self.sign(request)).await
    }
}

/// Sends a request under whatever signature.
pub async fn send(
    connection: &mut Connection,
    request: &Request,
    signed: &SignedHeaders,
) -> Result<Reply> {
    let headers = format!(
        "content-digest: {}\r\nsignature-input: {}\r\nsignature: {}\r\n",
        signed.content_digest, signed.signature_input, signed.signature
    );
    connection.ask(request.method, &request.path, &headers, &request.body).await
}

/// The envelopes of everything that a hall owes.
pub fn envelopes(store: &Store, now: Timestamp) -> Vec<Request> {
    let owed = store.outbox_due(now, usize::MAX / 2).expect("the store can be read");
    let envelope = |item: &kiosk::store::OutboxItem| {
        let envelope = forwarder::envelope(store, item).expect("what is owed is there");
        let body = serde_json::to_vec(&envelope).expect("it is JSON");
        Request::put(format!("/intake/v1/submissions/{}", item.submission), body)
    };
    owed.iter().map(envelope).collect()
}

/// Everything that a hall says to deliver what it owes, and its journal.
pub fn deliveries(store: &Store, now: Timestamp) -> Vec<Request> {
    let mut requests = envelopes(store, now);
    for item in store.outbox_due(now, usize::MAX / 2).expect("the store can be read") {
        let path = format!("/intake/v1/submissions/{}", item.submission);
        for file in &item.files {
            for n in 0..u32::try_from(file.chunks.len()).expect("a file has few chunks") {
                let place = MissingChunk { file: file.file, n };
                let sealed = forwarder::chunk(store, &item, place).expect("it is there");
                let path = format!("{path}/files/{}/{n}", file.file);
                requests.push(Request::put(path, sealed));
            }
        }
        let (method, missing) = ("GET", format!("{path}/missing"));
        requests.push(Request { method, path: missing, body: Vec::new() });
        requests.push(Request::put(format!("{path}/commit"), Vec::new()));
    }
    requests.extend(journal(store));
    requests
}

fn journal(store: &Store) -> Vec<Request> {
    let (head, _) = store.journal_head();
    let mut after = Position { seq: 0, ..head };
    let mut requests = Vec::new();
    loop {
        let links = store.journal_after(after, JOURNAL_BATCH_MAX).expect("it can be read");
        let Some(last) = links.last() else { return requests };
        let signature = store.hall_signer().sign(&last.hash.0);
        let path = format!("/intake/v1/journal/{}/{}", after.epoch, after.seq + 1);
        after.seq += links.len() as u64;
        let body = serde_json::to_vec(&JournalBatch { links, signature }).expect("it is JSON");
        requests.push(Request::put(path, body));
    }
}
