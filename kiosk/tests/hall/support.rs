//! A node in a folder that goes away, a clock that is turned, and a client that speaks to both.

pub(crate) mod desk;
pub(crate) mod disk;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use kiosk::clock::{Clock, TurnedClock};
use kiosk::config::Config;
use kiosk::store::Store;
use kiosk::{Node, Ports};
use reqwest::{Client, Method, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::bytes::Base64;
use shared::hall::TicketView;
use shared::ids::{HallId, TicketId};
use shared::intake::Enrolment;
use shared::refusal::{Refusal, Refused};
use shared::seal::SealingKey;
use shared::signature::Signer;
use shared::ticket::{TicketClass, TicketRequest};
use tempfile::TempDir;
use uuid::Uuid;

/// A Monday morning, while the posted hours are open.
pub(crate) const MORNING: &str = "2026-11-23T02:00:00Z";
/// A procedure whose tickets are of series A and which has a form.
pub(crate) const COPIES: &str = "2.000815";

/// A procedure of another series.
pub(crate) const BUSINESS: &str = "1.001612";

/// A running hall.
pub(crate) struct Hall {
    pub(crate) node: Node,
    pub(crate) clock: Arc<TurnedClock>,
    pub(crate) folder: TempDir,
    http: Client,
    config: Config,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json<T: DeserializeOwned>(&self) -> T {
        let text = String::from_utf8_lossy(&self.body);
        serde_json::from_slice(&self.body).unwrap_or_else(|error| {
            panic!("{} {error}: {text}", self.status);
        })
    }

    pub(crate) fn refusal(&self) -> Refusal {
        let refused: Refused = self.json();
        assert_eq!(self.status.as_u16(), refused.refusal.status(), "{refused:?}");
        assert!(!refused.words.vi.is_empty() && !refused.words.en.is_empty(), "{refused:?}");
        refused.refusal
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl Hall {
    pub(crate) async fn open() -> Self {
        Self::open_with(|_| {}).await
    }

    pub(crate) async fn open_with(change: impl FnOnce(&mut Config)) -> Self {
        Self::open_over(Ports::default(), change).await
    }

    pub(crate) async fn open_over(ports: Ports, change: impl FnOnce(&mut Config)) -> Self {
        // An error means that another test of this process has installed it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let folder = tempfile::tempdir().expect("there is a place for temporary files");
        let mut config = Config::local(folder.path().join("data"), posted());
        change(&mut config);
        let clock = Arc::new(TurnedClock::at(morning()));
        let node = start(&config, &clock, ports).await;
        Self { node, clock, folder, http: Client::new(), config }
    }

    pub(crate) async fn enrolled() -> Self {
        let hall = Self::open().await;
        hall.store().enrol(enrolment()).await.expect("a new hall can be enrolled");
        hall
    }

    pub(crate) async fn restart(self) -> Self {
        self.restart_after(|| {}).await
    }

    /// Restarts after something happened to the files of the hall that stood still.
    pub(crate) async fn restart_after(self, happens: impl FnOnce()) -> Self {
        let Self { node, clock, folder, http, config } = self;
        node.stop().await;
        happens();
        let node = start(&config, &clock, Ports::default()).await;
        Self { node, clock, folder, http, config }
    }

    pub(crate) async fn stop(self) -> TempDir {
        self.node.stop().await;
        self.folder
    }

    pub(crate) fn store(&self) -> &Store {
        self.node.store()
    }

    pub(crate) fn data_dir(&self) -> PathBuf {
        self.config.data_dir.clone()
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method, format!("http://{}{path}", self.node.addr()))
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        sent(self.request(Method::GET, path)).await
    }

    pub(crate) async fn put(&self, path: &str, body: &impl Serialize) -> Answer {
        sent(self.request(Method::PUT, path).json(body)).await
    }

    pub(crate) async fn post(&self, path: &str, body: &impl Serialize) -> Answer {
        sent(self.request(Method::POST, path).json(body)).await
    }

    pub(crate) async fn put_bytes(&self, path: &str, body: impl Into<Vec<u8>>) -> Answer {
        sent(self.request(Method::PUT, path).body(body.into())).await
    }

    pub(crate) async fn take_ticket(&self, id: TicketId) -> TicketView {
        self.put(&format!("/api/tickets/{id}"), &ordinary(COPIES)).await.json()
    }
}

pub(crate) async fn sent(request: reqwest::RequestBuilder) -> Answer {
    let response = request.send().await.expect("the node answers");
    let (status, headers) = (response.status(), response.headers().clone());
    let body = response.bytes().await.expect("the answer is whole").to_vec();
    Answer { status, headers, body }
}

pub(crate) fn ordinary(procedure: &str) -> TicketRequest {
    TicketRequest { procedure: procedure.into(), class: TicketClass::Ordinary, papers: Vec::new() }
}

pub(crate) fn ticket_id() -> TicketId {
    TicketId(Uuid::now_v7())
}

pub(crate) fn morning() -> DateTime<Utc> {
    MORNING.parse().expect("a constant moment")
}

/// The posted catalogue.
pub(crate) fn posted() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/catalogue")
}

/// A copy of the posted catalogue in which one file says something else.
pub(crate) fn posted_but(folder: &Path, file: &str, change: impl FnOnce(&mut serde_json::Value)) {
    copy(&posted(), folder);
    let path = folder.join(file);
    let text = std::fs::read_to_string(&path).expect("the file is posted");
    let mut value = serde_json::from_str(&text).expect("it is JSON");
    change(&mut value);
    std::fs::write(path, value.to_string()).expect("a temporary file can be written");
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a temporary folder can be made");
    for entry in std::fs::read_dir(from).expect("the catalogue is posted") {
        let entry = entry.expect("the folder can be listed");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}

/// The key that opens what the hall seals.
pub(crate) fn sealing_key() -> SealingKey {
    SealingKey::from_seed(&[7; 32])
}

/// The key that signs what the centre holds.
pub(crate) fn centre_signer() -> Signer {
    Signer::from_seed(&[9; 32])
}

pub(crate) fn enrolment() -> Enrolment {
    Enrolment {
        hall: HallId(Uuid::from_u128(1)),
        hall_name: "Hall".to_owned(),
        centre_key: centre_signer().public(),
        sealing_key: Base64(sealing_key().public()),
        sealing_key_id: "k1".to_owned(),
    }
}

async fn start(config: &Config, clock: &Arc<TurnedClock>, ports: Ports) -> Node {
    let turned: Arc<dyn Clock> = Arc::<TurnedClock>::clone(clock);
    let ports = Ports { clock: Some(turned), ..ports };
    Node::start(config.clone(), ports).await.expect("the node starts")
}
