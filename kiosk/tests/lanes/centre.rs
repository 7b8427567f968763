//! A centre that can be told to behave badly at any step.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use shared::bytes::Base64;
use shared::ids::{FileId, HallId, SubmissionId};
use shared::intake::{Enrolment, FeedItem, Heartbeat, SignedAcknowledgement};
use shared::journal::{Entry, Link};
use shared::seal::SealingKey;
use shared::signature::{Signer, Verifier};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::faults::{Fault, Faults, spoil};
use super::intake;

/// What a hall asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Probe,
    Enrol,
    Envelope,
    Missing,
    Chunk,
    Commit,
    Journal,
    Heartbeat,
    Belief,
    BeliefPage,
    Feed,
}

/// What the centre was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) step: Step,
    pub(crate) submission: Option<SubmissionId>,
    /// The file and the place of a chunk.
    pub(crate) chunk: Option<(FileId, u32)>,
}

/// A submission as the centre holds it.
#[derive(Clone, Default)]
pub(crate) struct Held {
    pub(crate) manifest: String,
    pub(crate) envelope: Vec<u8>,
    pub(crate) chunks: BTreeMap<(FileId, u32), Vec<u8>>,
    pub(crate) acknowledgement: Option<SignedAcknowledgement>,
}

/// What the centre holds and was asked.
#[derive(Default)]
pub(crate) struct Books {
    pub(crate) asked: Vec<Asked>,
    pub(crate) held: BTreeMap<SubmissionId, Held>,
    pub(crate) links: Vec<Link>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) batches: Vec<usize>,
    pub(crate) heartbeats: Vec<Heartbeat>,
    pub(crate) news: Vec<FeedItem>,
    pub(crate) codes_used: BTreeSet<String>,
    pub(crate) hall_key: Option<Verifier>,
    pub(crate) badly_signed: usize,
}

pub(crate) struct Inner {
    pub(crate) signer: Signer,
    pub(crate) sealing: SealingKey,
    hall: Mutex<HallId>,
    books: Mutex<Books>,
    faults: Mutex<Faults>,
    turns: watch::Sender<u64>,
}

/// A centre on a free port of this machine.
pub(crate) struct TestCentre {
    inner: Arc<Inner>,
    addr: SocketAddr,
    stop: CancellationToken,
}

impl TestCentre {
    pub(crate) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let inner = Arc::new(Inner {
            signer: Signer::from_seed(&[3; 32]),
            sealing: SealingKey::from_seed(&[4; 32]),
            hall: Mutex::new(HallId(Uuid::from_u128(77))),
            books: Mutex::default(),
            faults: Mutex::default(),
            turns: watch::Sender::new(0),
        });
        let stop = CancellationToken::new();
        let router = Router::new().fallback(answer).with_state(Arc::clone(&inner));
        let stopped = stop.clone().cancelled_owned();
        tokio::spawn(async move {
            tokio::select! {
                served = axum::serve(listener, router) => served.unwrap(),
                () = stopped => {}
            }
        });
        Self { inner, addr, stop }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// What an enrolled hall pins.
    pub(crate) fn enrolment(&self) -> Enrolment {
        self.inner.enrolment()
    }

    pub(crate) fn books(&self) -> MutexGuard<'_, Books> {
        self.inner.books()
    }

    /// Begins anew: the hall gets another identity, and nothing is held of it.
    pub(crate) fn forget_the_hall(&self) -> HallId {
        let mut books = self.books();
        let hall_key = books.hall_key.take();
        *books = Books { hall_key, ..Books::default() };
        std::mem::replace(&mut *self.inner.hall.lock().unwrap(), HallId(Uuid::from_u128(78)))
    }

    /// Behaves badly at a step, from now on or so many times.
    pub(crate) fn spoil(&self, step: Step, fault: Fault, times: usize) {
        self.inner.faults.lock().unwrap().add(step, fault, times);
    }

    /// Behaves well again.
    pub(crate) fn mend(&self) {
        self.inner.faults.lock().unwrap().clear();
    }

    /// How often a step was asked for.
    pub(crate) fn count(&self, step: Step) -> usize {
        self.books().asked.iter().filter(|asked| asked.step == step).count()
    }

    /// Waits until the books say so.
    pub(crate) async fn until(&self, mut is_so: impl FnMut(&Books) -> bool) {
        let mut turns = self.inner.turns.subscribe();
        let waited = tokio::time::timeout(super::PATIENCE, async {
            while !is_so(&self.books()) {
                turns.changed().await.unwrap();
            }
        });
        waited.await.expect("the centre was asked in time");
    }

    /// Waits until a step was asked for so many times.
    pub(crate) async fn until_asked(&self, step: Step, times: usize) {
        let asked = |books: &Books| books.asked.iter().filter(|one| one.step == step).count();
        self.until(|books| asked(books) >= times).await;
    }
}

impl Drop for TestCentre {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Inner {
    pub(crate) fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap()
    }

    pub(crate) fn enrolment(&self) -> Enrolment {
        Enrolment {
            hall: self.hall(),
            hall_name: "Test hall".to_owned(),
            centre_key: self.signer.public(),
            sealing_key: Base64(self.sealing.public()),
            sealing_key_id: "k1".to_owned(),
        }
    }

    pub(crate) fn hall(&self) -> HallId {
        *self.hall.lock().unwrap()
    }

    fn fault_at(&self, step: Step) -> Option<Fault> {
        self.faults.lock().unwrap().take(step)
    }
}

/// A request, taken apart.
pub(crate) struct Call {
    pub(crate) asked: Asked,
    pub(crate) method: Method,
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

async fn answer(State(inner): State<Arc<Inner>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let target = parts.uri.path_and_query().unwrap().as_str().to_owned();
    let asked = asked(&parts.method, parts.uri.path()).expect("halls ask nothing else");
    let fault = inner.fault_at(asked.step);
    inner.books().asked.push(asked.clone());
    let spoiled = match fault {
        Some(fault) if !fault.does_the_work() => spoil(fault, None, &inner),
        Some(_) | None => {
            let body = to_bytes(body, usize::MAX).await;
            match body {
                Ok(body) => {
                    let (method, headers) = (parts.method, parts.headers);
                    let well = inner.work(&Call { asked, method, target, headers, body });
                    match fault {
                        Some(fault) => spoil(fault, Some(well), &inner),
                        None => well,
                    }
                }
                Err(_) => status(StatusCode::BAD_REQUEST),
            }
        }
    };
    inner.turns.send_modify(|turn| *turn += 1);
    if spoiled.extensions().get::<super::faults::Never>().is_some() {
        std::future::pending::<()>().await;
    }
    spoiled
}

impl Inner {
    fn work(&self, call: &Call) -> Response {
        if self.is_signed(call) {
            intake::work(self, call)
        } else {
            self.books().badly_signed += 1;
            status(StatusCode::UNAUTHORIZED)
        }
    }

    fn is_signed(&self, call: &Call) -> bool {
        match call.asked.step {
            Step::Probe | Step::Enrol => true,
            Step::Envelope
            | Step::Missing
            | Step::Chunk
            | Step::Commit
            | Step::Journal
            | Step::Heartbeat
            | Step::Belief
            | Step::BeliefPage
            | Step::Feed => intake::is_signed(self, call),
        }
    }
}

pub(crate) fn status(status: StatusCode) -> Response {
    Response::builder().status(status).body(Body::empty()).unwrap()
}

fn asked(method: &Method, path: &str) -> Option<Asked> {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    let submission = match parts.as_slice() {
        ["intake", "v1", "submissions", id, ..] => Some(id.parse().ok()?),
        _ => None,
    };
    let mut chunk = None;
    let step = match (method.as_str(), parts.as_slice()) {
        ("HEAD", ["intake", "v1"]) => Step::Probe,
        ("POST", ["intake", "v1", "enrolments"]) => Step::Enrol,
        ("PUT", ["intake", "v1", "submissions", _]) => Step::Envelope,
        ("GET", ["intake", "v1", "submissions", _, "missing"]) => Step::Missing,
        ("PUT", ["intake", "v1", "submissions", _, "commit"]) => Step::Commit,
        ("PUT", ["intake", "v1", "submissions", _, "files", file, n]) => {
            chunk = Some((file.parse().ok()?, n.parse().ok()?));
            Step::Chunk
        }
        ("PUT", ["intake", "v1", "journal", _, _]) => Step::Journal,
        ("PUT", ["intake", "v1", "heartbeat"]) => Step::Heartbeat,
        ("PUT", ["intake", "v1", "belief"]) => Step::Belief,
        ("PUT", ["intake", "v1", "belief", _]) => Step::BeliefPage,
        ("GET", ["feed", "v1"]) => Step::Feed,
        _ => return None,
    };
    Some(Asked { step, submission, chunk })
}
