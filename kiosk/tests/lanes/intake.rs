//! What the test's centre does when it behaves well.

use axum::body::Body;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::Utc;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::digest::Digest;
use shared::ids::SubmissionId;
use shared::intake::{
    Acknowledgement, EnrolmentRequest, EnvelopeRequest, Feed, JournalBatch, JournalHeld, Missing,
    MissingChunk, NONCE_HEADER,
};
use shared::journal::read_chain;
use shared::request_signature::{SignedHeaders, claimed_hall, verify};
use shared::signature::Verifier;
use shared::submission::Manifest;

use super::belief;
use super::centre::{Books, Call, Held, Inner, Step, status};

/// Whether the enrolled hall signed this very request.
pub(crate) fn is_signed(centre: &Inner, call: &Call) -> bool {
    let text = |name: &str| {
        call.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    };
    let headers = SignedHeaders {
        content_digest: text("content-digest"),
        signature_input: text("signature-input"),
        signature: text("signature"),
    };
    let books = centre.books();
    let key = books.hall_key.as_ref().expect("the hall was enrolled");
    claimed_hall(&headers.signature_input) == Some(centre.hall())
        && verify(key, call.method.as_str(), &call.target, Digest::of(&call.body), &headers)
}

/// Does what is asked.
pub(crate) fn work(centre: &Inner, call: &Call) -> Response {
    let mut books = centre.books();
    match call.asked.step {
        Step::Probe => echo(call),
        Step::Enrol => enrol(centre, &mut books, read(call)),
        Step::Envelope => envelope(&mut books, submission(call), read(call)),
        Step::Missing => missing(&books, submission(call)),
        Step::Chunk => chunk(&mut books, call),
        Step::Commit => commit(centre, &mut books, submission(call)),
        Step::Journal => journal(&mut books, &read(call)),
        Step::Heartbeat => belief::heartbeat(&mut books, call),
        Step::Belief => belief::belief(&books, call),
        Step::BeliefPage => belief::page(&books, call),
        Step::Feed => feed(&books, call),
    }
}

fn echo(call: &Call) -> Response {
    let nonce = call.headers.get(NONCE_HEADER).expect("a probe has a nonce");
    let answer = Response::builder().status(StatusCode::NO_CONTENT);
    answer.header(NONCE_HEADER, nonce).body(Body::empty()).unwrap()
}

fn enrol(centre: &Inner, books: &mut Books, request: EnrolmentRequest) -> Response {
    let key = Verifier::read(&request.hall_key).expect("a hall has a key");
    let is_used = books.codes_used.contains(&request.code);
    if is_used && books.hall_key.as_ref() != Some(&key) {
        return status(StatusCode::GONE);
    }
    books.codes_used.insert(request.code);
    books.hall_key = Some(key);
    json(&centre.enrolment())
}

fn envelope(books: &mut Books, id: SubmissionId, request: EnvelopeRequest) -> Response {
    let key = books.hall_key.as_ref().expect("the hall was enrolled");
    assert!(key.verifies(request.manifest.as_bytes(), &request.signature), "the hall signs");
    let manifest: Manifest = serde_json::from_str(&request.manifest).unwrap();
    assert_eq!(manifest.submission, id);
    assert_eq!(manifest.envelope.sha256, Digest::of(&request.envelope.0));
    let held = books.held.entry(id).or_insert_with(|| Held {
        manifest: request.manifest.clone(),
        envelope: request.envelope.0,
        ..Held::default()
    });
    if held.manifest == request.manifest {
        json(&need_list(held))
    } else {
        status(StatusCode::CONFLICT)
    }
}

fn missing(books: &Books, id: SubmissionId) -> Response {
    books.held.get(&id).map_or_else(not_found, |held| json(&need_list(held)))
}

fn chunk(books: &mut Books, call: &Call) -> Response {
    let place = call.asked.chunk.expect("a chunk has a place");
    let Some(held) = books.held.get_mut(&submission(call)) else { return not_found() };
    let manifest: Manifest = serde_json::from_str(&held.manifest).unwrap();
    let file = manifest.files.iter().find(|file| file.file == place.0).expect("it is named");
    let piece = file.chunks[place.1 as usize];
    assert_eq!(piece.sha256, Digest::of(&call.body), "a chunk arrives whole or not at all");
    held.chunks.insert(place, call.body.to_vec());
    status(StatusCode::NO_CONTENT)
}

fn commit(centre: &Inner, books: &mut Books, id: SubmissionId) -> Response {
    let Some(held) = books.held.get_mut(&id) else { return not_found() };
    if !need_list(held).chunks.is_empty() {
        return not_found();
    }
    let manifest = Digest::of(held.manifest.as_bytes());
    let word = Acknowledgement { submission: id, manifest, received_at: Utc::now() };
    let signed = held.acknowledgement.get_or_insert_with(|| centre.signer.acknowledge(&word));
    json(signed)
}

fn journal(books: &mut Books, batch: &JournalBatch) -> Response {
    let entries = read_chain(&batch.links).expect("a hall sends a chain");
    let key = books.hall_key.as_ref().expect("the hall was enrolled");
    let last = batch.links.last().expect("no batch is empty");
    assert!(key.verifies(&last.hash.0, &batch.signature), "the hall signs the last hash");
    let held = books.entries.len() as u64;
    if entries[0].position.seq > held + 1 {
        return status(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let fresh = batch.links.iter().zip(entries).filter(|(_, entry)| entry.position.seq > held);
    let (links, entries): (Vec<_>, Vec<_>) =
        fresh.map(|(link, entry)| (link.clone(), entry)).unzip();
    books.batches.push(batch.links.len());
    books.links.extend(links);
    books.entries.extend(entries);
    json(&JournalHeld { up_to: books.entries.len() as u64 })
}

fn feed(books: &Books, call: &Call) -> Response {
    let after: u64 = call.target.split_once("after=").unwrap().1.parse().unwrap();
    let mut items = books.news.iter().filter(|item| item.number > after).cloned();
    let page: Vec<_> = items.by_ref().take(2).collect();
    json(&Feed { items: page, has_more: items.next().is_some() })
}

fn need_list(held: &Held) -> Missing {
    let manifest: Manifest = serde_json::from_str(&held.manifest).unwrap();
    let places = manifest.files.iter().flat_map(|file| {
        (0..file.chunks.len()).map(|n| MissingChunk { file: file.file, n: n as u32 })
    });
    let is_missing = |place: &MissingChunk| !held.chunks.contains_key(&(place.file, place.n));
    Missing { chunks: places.filter(is_missing).collect() }
}

fn submission(call: &Call) -> SubmissionId {
    call.asked.submission.expect("the path names a submission")
}

fn not_found() -> Response {
    status(StatusCode::NOT_FOUND)
}

pub(crate) fn read<T: DeserializeOwned>(call: &Call) -> T {
    serde_json::from_slice(&call.body).expect("a hall sends what the wire says")
}

pub(crate) fn json(value: &impl Serialize) -> Response {
    Response::new(Body::from(serde_json::to_vec(value).unwrap()))
}
