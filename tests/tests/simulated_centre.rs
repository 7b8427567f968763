//! The simulated centre answers as the real one on PostgreSQL does, request by request.

#![allow(clippy::unwrap_used, reason = "a test says what must not fail by failing")]

use std::collections::BTreeMap;
use std::sync::Arc;

use central::intake::KnownHall;
use kiosk::centre_client::Reply;
use promises::centre::TestCentre;
use promises::posted;
use promises::power_cut::run::Seeds;
use promises::simulated_line::book::{Book, Memory};
use promises::simulated_line::centre::Centre;
use promises::simulated_line::parcel::Sender;
use promises::simulated_line::request::{Request, Sent};
use promises::simulated_line::script::Script;
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use reqwest::{Client, Method};
use shared::digest::Digest;
use shared::ids::{HallId, SubmissionId};
use shared::intake::{
    Enrolment, EnrolmentRequest, EnvelopeHeld, NONCE_HEADER, SignedAcknowledgement,
};
use shared::request_signature::sign;
use shared::signature::{Signer, Verifier};
use sqlx::PgPool;
use uuid::Uuid;

/// Scripts of a usual run.
const SCRIPTS: u64 = 60;
/// Turns of one script; a turn is a request, or all of a submission.
const TURNS: usize = 60;

#[tokio::test]
async fn the_simulated_centre_answers_as_the_real_one() {
    let real = TestCentre::start().await;
    let catalogue = Arc::new(posted::read(&posted::folder()));
    let mut model = Centre::new(real.keys(), Arc::clone(&catalogue), Book::new(Memory::Permanent));
    let key = Verifier::read(&model.keys().signer.public()).unwrap();
    let client = client();
    let mut words = BTreeMap::<SubmissionId, (Reply, Reply)>::new();
    let mut answers = BTreeMap::<(&str, u16), usize>::new();
    let (first, count) = match Seeds::named_or_from(2026) {
        Seeds::From(first) => (first, SCRIPTS),
        Seeds::Only(seed) => (seed, 1),
    };

    let mut senders = Vec::new();
    for n in 0..2 {
        senders.push(enrol(&real, &mut model, &client, n).await);
    }
    senders.push(Sender { hall: HallId(Uuid::from_u128(12)), ..senders[0].clone() });

    for seed in first..first + count {
        let mut random = StdRng::seed_from_u64(seed);
        let now = real.clock().now();
        let script = Script::prepare(&catalogue, senders.clone(), seed, now);
        for turn in 0..TURNS {
            let is_whole = random.random_bool(0.1);
            let sents =
                if is_whole { script.whole(&mut random) } else { vec![script.next(&mut random)] };
            for sent in sents {
                let work = model.begin(&sent, now);
                let simulated = model.finish(work);
                let told = ask(&real, &client, &sent, &script.signer(&sent), now).await;
                let about = format!("SEED={seed} turn {turn}: {:?}", sent.request);
                assert_eq!(meaning(&simulated, &key), meaning(&told, &key), "{about}");
                if let (Request::Commit(id), 200) = (&sent.request, told.status) {
                    let word = words.entry(*id).or_insert((simulated.clone(), told.clone()));
                    assert_eq!(*word, (simulated, told.clone()), "{about}: for ever");
                }
                *answers.entry((sent.request.step(), told.status)).or_default() += 1;
            }
        }
    }

    eprintln!("{answers:?}");
    assert_eq!(held(real.database()).await, (model.book.dossiers.len(), entries(&model.book)));
    assert_eq!(incidents(real.database()).await, model.book.incidents.len());
    let refused = [("commit", 404), ("commit", 422), ("envelope", 409), ("journal", 409)];
    for wanted in [("commit", 200), ("journal", 200)].into_iter().chain(refused) {
        assert!(count < SCRIPTS || answers.contains_key(&wanted), "{wanted:?} was never met");
    }
}

/// Enrols one hall at both.
async fn enrol(real: &TestCentre, model: &mut Centre, client: &Client, n: u8) -> Sender {
    let signer = Signer::from_seed(&[n; 32]);
    let code = real.enrolment_code("A hall").await;
    let request = EnrolmentRequest { code, hall_key: signer.public() };
    let url = format!("{}/intake/v1/enrolments", real.url());
    let told = client.post(url).json(&request).send().await.unwrap();
    let enrolment: Enrolment = told.json().await.unwrap();
    let key = Verifier::read(&signer.public()).unwrap();
    model.enrol(KnownHall { hall: enrolment.hall, name: enrolment.hall_name, key });
    let (sealing_key, key_id) = (enrolment.sealing_key, enrolment.sealing_key_id);
    Sender { hall: enrolment.hall, signer, sealing_key, key_id }
}

async fn ask(
    real: &TestCentre,
    client: &Client,
    sent: &Sent,
    signer: &Signer,
    now: shared::time::Timestamp,
) -> Reply {
    let (method, path, body) = wire(&sent.request);
    let digest = Digest::of(&body);
    let signed = sign(signer, sent.hall, method.as_str(), &path, digest, now);
    let mut request = client
        .request(method, format!("{}{path}", real.url()))
        .header("content-digest", signed.content_digest)
        .header("signature-input", signed.signature_input)
        .header("signature", signed.signature)
        .body(body);
    if let Request::Probe(nonce) = &sent.request {
        request = request.header(NONCE_HEADER, nonce);
    }
    let told = request.send().await.unwrap();
    let nonce = told.headers().get(NONCE_HEADER).map(|nonce| nonce.to_str().unwrap().to_owned());
    let status = told.status().as_u16();
    Reply { status, retry_after: None, nonce, body: told.bytes().await.unwrap().to_vec() }
}

fn wire(request: &Request) -> (Method, String, Vec<u8>) {
    let at = |id, step: &str| format!("/intake/v1/submissions/{id}{step}");
    match request {
        Request::Probe(_) => (Method::HEAD, "/intake/v1".to_owned(), Vec::new()),
        Request::Envelope(id, envelope) => {
            (Method::PUT, at(id, ""), serde_json::to_vec(&**envelope).unwrap())
        }
        Request::NeedList(id) => (Method::GET, at(id, "/missing"), Vec::new()),
        Request::Chunk(id, place, sealed) => {
            let step = format!("/files/{}/{}", place.file, place.n);
            (Method::PUT, at(id, &step), sealed.to_vec())
        }
        Request::Commit(id) => (Method::PUT, at(id, "/commit"), Vec::new()),
        Request::Journal(first, batch) => {
            let path = format!("/intake/v1/journal/{}/{}", first.epoch, first.seq);
            (Method::PUT, path, serde_json::to_vec(&**batch).unwrap())
        }
    }
}

/// What an answer says: its document, or of a word of the centre what was signed but for the time.
fn meaning(reply: &Reply, key: &Verifier) -> (u16, Option<String>, String) {
    let at_once = reply.read::<EnvelopeHeld>().ok().and_then(|held| held.acknowledgement);
    let word = at_once.or_else(|| reply.read::<SignedAcknowledgement>().ok());
    let meant = match word {
        Some(signed) => {
            let word = key.read_acknowledgement(&signed).expect("it is signed with the key");
            format!("{} {}", word.submission, word.manifest)
        }
        None => format!("{:?}", serde_json::from_slice::<serde_json::Value>(&reply.body).ok()),
    };
    (reply.status, reply.nonce.clone(), meant)
}

async fn held(database: &PgPool) -> (usize, usize) {
    let count = |sql| async move {
        let count: i64 = sqlx::query_scalar(sql).fetch_one(database).await.unwrap();
        usize::try_from(count).unwrap()
    };
    let dossiers = count("SELECT count(*) FROM dossiers").await;
    (dossiers, count("SELECT count(*) FROM journal_entries").await)
}

async fn incidents(database: &PgPool) -> usize {
    let sql = "SELECT count(*) FROM incidents";
    let count: i64 = sqlx::query_scalar(sql).fetch_one(database).await.unwrap();
    usize::try_from(count).unwrap()
}

fn entries(book: &Book) -> usize {
    book.journals.values().map(Vec::len).sum()
}

fn client() -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = Client::builder().tls_certs_only([]).no_proxy();
    builder.redirect(reqwest::redirect::Policy::none()).build().unwrap()
}
