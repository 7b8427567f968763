//! Whatever reaches the centre in place of what a hall said, none of it is accepted, and whatever
//! is said again changes nothing.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test says what must not fail by failing, and how much it did"
)]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use promises::bench::connection::{Connection, Reply};
use promises::centre::TestCentre;
use promises::hall::TestHall;
use promises::hostile::mutation::mutate;
use promises::hostile::wire::{self, Request, Voice};
use promises::line::Condition;
use promises::posted::BIRTH;
use promises::sample_file::{document, picture};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use shared::bytes::Base64;
use shared::digest::Digest;
use shared::ids::SubmissionId;
use shared::intake::EnvelopeRequest;
use shared::signature::Verifier;
use shared::submission::{Manifest, Piece};
use uuid::Uuid;

const CONNECTIONS: u64 = 4;
/// What the centre accepted, in whatever way.
const ACCEPTED: &str = "SELECT (SELECT count(*) FROM dossiers) + \
    (SELECT count(*) FROM acknowledgements) + (SELECT count(*) FROM journal_entries)";
/// Everything that a hall handed over, as one digest for each table.
const HELD: &str = "SELECT concat_ws(' ', \
    (SELECT md5(string_agg(i::text, '' ORDER BY submission)) FROM inbox i), \
    (SELECT md5(string_agg(c::text, '' ORDER BY submission, file, n)) FROM chunks c), \
    (SELECT md5(string_agg(a::text, '' ORDER BY submission)) FROM acknowledgements a), \
    (SELECT md5(string_agg(d::text, '' ORDER BY submission)) FROM dossiers d), \
    (SELECT md5(string_agg(s::text, '' ORDER BY submission, n)) FROM dossier_steps s), \
    (SELECT md5(string_agg(n::text, '' ORDER BY id)) FROM notifications n), \
    (SELECT md5(string_agg(j::text, '' ORDER BY hall, epoch, seq)) FROM journal_entries j), \
    (SELECT count(*)::text FROM incidents))";

#[tokio::test(flavor = "multi_thread")]
async fn no_mutated_envelope_is_accepted_and_none_makes_the_centre_panic() {
    refuse_mutated(20_000).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_again_gets_the_same_answer_and_changes_nothing() {
    repeat(4_000).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "it takes many minutes: cargo xtask torture"]
async fn a_million_mutated_envelopes_and_a_million_replays() {
    refuse_mutated(1_000_000).await;
    repeat(1_000_000).await;
}

/// How a valid envelope is harmed.
#[derive(Debug, Clone, Copy)]
enum Harm {
    /// On its way: after the hall signed the request.
    OnItsWay,
    /// In the signature or the name of the hall.
    InTheSignature,
    /// By a hall that signs a request whose parts do not belong together.
    InThePieces,
    /// By a hall that signs sealed bytes that nobody sealed.
    InTheSeal,
    /// One of the corpus, signed by the hall.
    OfTheCorpus,
}

async fn refuse_mutated(count: u64) {
    let panics = count_panics();
    let centre = TestCentre::start().await;
    let hall = hall_that_owes(&centre).await;
    let envelopes = Arc::new(wire::envelopes(hall.store(), hall.clock().now()));
    let (voice, corpus) = (voice_of(&hall), Arc::new(corpus()));
    let seed: u64 = rand::random();
    println!("seed {seed}: {count} mutated envelopes");

    let senders = (0..CONNECTIONS).map(|sender| {
        let (voice, envelopes, corpus) = (voice.clone(), envelopes.clone(), corpus.clone());
        let address = centre.addr();
        tokio::spawn(async move {
            let mut random = StdRng::seed_from_u64(seed.wrapping_add(sender));
            let mut connection = Connection::open(address).await.unwrap();
            for _ in 0..count / CONNECTIONS {
                let (request, signed) = harmed(&envelopes, &corpus, &voice, &mut random);
                let reply = wire::send(&mut connection, &request, &signed).await.unwrap();
                assert_refused(&request, &reply);
            }
        })
    });
    for sender in senders.collect::<Vec<_>>() {
        sender.await.unwrap();
    }

    assert_eq!(count_of(&centre, ACCEPTED).await, 0, "nothing was accepted");
    assert_eq!(panics.load(Ordering::SeqCst), 0, "nothing panicked");
    hall.line().set(Condition::Up);
    hall.until_settled().await;
    assert_ne!(count_of(&centre, ACCEPTED).await, 0, "what the hall really said is accepted");
    hall.stop().await;
}

fn harmed(
    envelopes: &[Request],
    corpus: &[Vec<u8>],
    voice: &Voice,
    random: &mut StdRng,
) -> (Request, shared::request_signature::SignedHeaders) {
    use Harm::{InThePieces, InTheSeal, InTheSignature, OfTheCorpus, OnItsWay};
    let mut request = envelopes.choose(random).unwrap().clone();
    let harms = [OnItsWay, OnItsWay, InTheSignature, InThePieces, InTheSeal, OfTheCorpus];
    match *harms.choose(random).unwrap() {
        OnItsWay => {
            let signed = voice.sign(&request);
            request.body = mutate(&request.body, random);
            return (request, signed);
        }
        InTheSignature => {
            let mut signed = voice.sign(&request);
            let which = random.random_range(0..3);
            let header = match which {
                0 => &mut signed.content_digest,
                1 => &mut signed.signature_input,
                _ => &mut signed.signature,
            };
            *header = line_of(&mutate(header.as_bytes(), random), header);
            return (request, signed);
        }
        InThePieces => request.body = pieces_harmed(&request.body, random),
        InTheSeal => request = seal_harmed(&request.body, voice, random),
        OfTheCorpus => request.body = mutate(corpus.choose(random).unwrap(), random),
    }
    let signed = voice.sign(&request);
    (request, signed)
}

/// Bytes that can stand in a header and are not what stood there.
fn line_of(bytes: &[u8], before: &str) -> String {
    let line: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let line: String = line.chars().filter(|sign| ('!'..='~').contains(sign)).collect();
    if line == before.replace(' ', "") || line == before { "hall=()".to_owned() } else { line }
}

/// Manifest, signature and envelope of which one is not the hall's.
fn pieces_harmed(body: &[u8], random: &mut StdRng) -> Vec<u8> {
    let mut envelope: EnvelopeRequest = serde_json::from_slice(body).unwrap();
    match random.random_range(0..3) {
        0 => {
            let manifest = mutate(envelope.manifest.as_bytes(), random);
            envelope.manifest = String::from_utf8_lossy(&manifest).into_owned();
        }
        1 => envelope.signature = Base64(mutate(&envelope.signature.0, random)),
        _ => envelope.envelope = Base64(mutate(&envelope.envelope.0, random)),
    }
    serde_json::to_vec(&envelope).unwrap()
}

/// A submission whose every name and digest is right, over bytes that were never sealed.
fn seal_harmed(body: &[u8], voice: &Voice, random: &mut StdRng) -> Request {
    let mut envelope: EnvelopeRequest = serde_json::from_slice(body).unwrap();
    let mut manifest: Manifest = serde_json::from_str(&envelope.manifest).unwrap();
    manifest.submission = SubmissionId(Uuid::now_v7());
    manifest.files.clear();
    let sealed = mutate(&envelope.envelope.0, random);
    manifest.envelope = Piece { bytes: sealed.len() as u64, sha256: Digest::of(&sealed) };
    envelope.envelope = Base64(sealed);
    envelope.manifest = serde_json::to_string(&manifest).unwrap();
    envelope.signature = voice.signer.sign(envelope.manifest.as_bytes());
    envelope.commits = true;
    let path = format!("/intake/v1/submissions/{}", manifest.submission);
    Request::put(path, serde_json::to_vec(&envelope).unwrap())
}

fn assert_refused(request: &Request, reply: &Reply) {
    let said = String::from_utf8_lossy(&reply.body);
    let is_refused = (400..500).contains(&reply.status);
    let body = String::from_utf8_lossy(&request.body);
    assert!(is_refused, "{} {said} to {} {body}", reply.status, request.path);
}

/// Everything that a hall says to deliver what it owes, said over and over.
async fn repeat(count: u64) {
    let centre = TestCentre::start().await;
    let hall = hall_that_owes(&centre).await;
    hall.take_ticket(BIRTH).await;
    let requests = wire::deliveries(hall.store(), hall.clock().now());
    let voice = voice_of(&hall);
    let mut connection = Connection::open(centre.addr()).await.unwrap();
    for request in &requests {
        let reply = voice.send(&mut connection, request).await.unwrap();
        assert!(reply.status < 300, "{} to {}", reply.status, request.path);
    }
    let mut answers = Vec::new();
    for request in requests {
        let reply = voice.send(&mut connection, &request).await.unwrap();
        let signed = voice.sign(&request);
        answers.push((request, signed, reply.status, reply.body));
    }
    let answers = Arc::new(answers);
    let held = text_of(&centre, HELD).await;
    let seed: u64 = rand::random();
    println!("seed {seed}: {count} replays of {} requests", answers.len());

    let senders = (0..CONNECTIONS).map(|sender| {
        let (answers, address) = (answers.clone(), centre.addr());
        tokio::spawn(async move {
            let mut random = StdRng::seed_from_u64(seed.wrapping_add(sender));
            let mut connection = Connection::open(address).await.unwrap();
            for _ in 0..count / CONNECTIONS {
                let (request, signed, status, body) = answers.choose(&mut random).unwrap();
                let reply = wire::send(&mut connection, request, signed).await.unwrap();
                assert_eq!((reply.status, &reply.body), (*status, body), "{}", request.path);
            }
        })
    });
    for sender in senders.collect::<Vec<_>>() {
        sender.await.unwrap();
    }

    assert_eq!(text_of(&centre, HELD).await, held, "nothing changed");
    hall.line().set(Condition::Up);
    hall.until_settled().await;
    hall.stop().await;
}

/// A hall that owes small and large submissions and has not spoken to the centre yet.
async fn hall_that_owes(centre: &TestCentre) -> TestHall {
    let hall = TestHall::enrolled_at(centre).await;
    hall.line().set(Condition::Down);
    for _ in 0..4 {
        hall.submit_birth_registration(&[]).await;
    }
    let files = [document(700_000, 1), picture(20, 2)];
    hall.submit_birth_registration(&files).await;
    hall
}

fn voice_of(hall: &TestHall) -> Voice {
    let signer = hall.store().hall_signer().clone();
    let enrolment = hall.store().enrolment().unwrap().unwrap();
    assert!(Verifier::read(&signer.public()).is_some());
    Voice { hall: enrolment.hall, signer, now: hall.clock().now() }
}

/// What has been thought of before.
fn corpus() -> Vec<Vec<u8>> {
    let folder = promises::program::project().join("tests/corpus/envelopes");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|one| one.unwrap()).collect();
    files.sort_by_key(std::fs::DirEntry::path);
    files.iter().map(|one| std::fs::read(one.path()).unwrap()).collect()
}

/// Counts panics of whatever thread from now on, and still tells of them.
fn count_panics() -> Arc<AtomicU64> {
    let panics = Arc::<AtomicU64>::default();
    let (counted, before) = (Arc::clone(&panics), std::panic::take_hook());
    std::panic::set_hook(Box::new(move |panic| {
        counted.fetch_add(1, Ordering::SeqCst);
        before(panic);
    }));
    panics
}

async fn count_of(centre: &TestCentre, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(centre.database()).await.unwrap()
}

async fn text_of(centre: &TestCentre, sql: &'static str) -> String {
    sqlx::query_scalar(sql).fetch_one(centre.database()).await.unwrap()
}
