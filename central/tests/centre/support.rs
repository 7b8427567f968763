//! A centre that runs for one test, and the halls and officers that call it.

mod cluster;
mod hall;
mod officer;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use central::{Centre, Clock as _, Config, Ports, TurnedClock, admin};
use chrono::{DateTime, Utc};
use shared::bytes::Base64;
use shared::intake::{Enrolment, EnrolmentRequest};
use shared::refusal::Refusal;
use shared::signature::Signer;

pub(crate) use cluster::Cluster;
pub(crate) use hall::{Prepared, TestHall, chain, jpeg, piece};
pub(crate) use officer::{PASSWORD, TestOfficer};

/// A Monday morning in Viet Nam: 09:00.
pub(crate) const MONDAY: &str = "2026-11-16T02:00:00Z";

/// A centre on a database of its own.
pub(crate) struct TestCentre {
    pub(crate) centre: Centre,
    pub(crate) config: Config,
    pub(crate) clock: Arc<TurnedClock>,
    pub(crate) http: reqwest::Client,
    _cluster: Arc<Cluster>,
    _folder: tempfile::TempDir,
}

/// An answer, read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heard {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Heard {
    pub(crate) async fn read(response: reqwest::Response) -> Self {
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        Self { status, headers, body: response.bytes().await.unwrap().to_vec() }
    }

    pub(crate) fn json<T: serde::de::DeserializeOwned>(&self) -> T {
        let text = String::from_utf8_lossy(&self.body);
        assert_eq!(self.status, 200, "{text}");
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    pub(crate) fn refusal(&self) -> Refusal {
        serde_json::from_slice::<shared::refusal::Refused>(&self.body).unwrap().refusal
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl TestCentre {
    pub(crate) async fn start() -> Self {
        let cluster = Cluster::shared();
        let folder = tempfile::tempdir().unwrap();
        let config = config(&cluster.new_database(), folder.path());
        let clock = Arc::new(TurnedClock::at(moment(MONDAY)));
        let ports = Ports { clock: clock.clone() };
        let centre = Centre::start(config.clone(), ports).await.unwrap();
        Self { centre, config, clock, http: client(), _cluster: cluster, _folder: folder }
    }

    /// Stops the centre and starts another one on the same database and folder.
    pub(crate) async fn restart(mut self) -> Self {
        self.centre.stop().await;
        let ports = Ports { clock: self.clock.clone() };
        self.centre = Centre::start(self.config.clone(), ports).await.unwrap();
        self
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.centre.addr())
    }

    pub(crate) async fn get(&self, path: &str) -> Heard {
        Heard::read(self.http.get(self.url(path)).send().await.unwrap()).await
    }

    pub(crate) async fn enrolment_code(&self) -> String {
        admin::enrolment_code(&self.config, "Hall 1", self.clock.now()).await.unwrap()
    }

    pub(crate) async fn enrol(&self, code: &str, key: Base64) -> Heard {
        let request = EnrolmentRequest { code: code.to_owned(), hall_key: key };
        let url = self.url("/intake/v1/enrolments");
        Heard::read(self.http.post(url).json(&request).send().await.unwrap()).await
    }

    /// Enrols a hall with a key of its own.
    pub(crate) async fn hall(&self) -> TestHall {
        let signer = Signer::from_seed(&rand::random());
        let code = self.enrolment_code().await;
        let enrolment: Enrolment = self.enrol(&code, signer.public()).await.json();
        let url = format!("http://{}", self.centre.addr());
        TestHall { enrolment, signer, http: self.http.clone(), url }
    }

    /// Adds an officer and signs in.
    pub(crate) async fn officer(&self) -> TestOfficer {
        let officer = TestOfficer::added(self, "Officer 1").await;
        officer.signed_in().await
    }

    /// Counts rows by a statement that gives one number.
    pub(crate) async fn count(&self, sql: &'static str) -> i64 {
        let pool = sqlx::PgPool::connect(&self.config.database_url).await.unwrap();
        let count = sqlx::query_scalar(sql).fetch_one(&pool).await.unwrap();
        pool.close().await;
        count
    }
}

pub(crate) fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(crate) fn client() -> reqwest::Client {
    // The second test of a program finds the provider installed.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .tls_certs_only([])
        .no_proxy()
        .build()
        .unwrap()
}

fn config(database_url: &str, folder: &Path) -> Config {
    Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        database_url: database_url.to_owned(),
        database_connections: 8,
        data_dir: folder.join("data"),
        site_dir: folder.join("site"),
        catalogue_dir: PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../public/catalogue")),
        public_url: "http://127.0.0.1".to_owned(),
    }
}
