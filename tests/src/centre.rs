//! A real centre on a free loopback port, over a database of its own.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use central::{Centre, Config, Ports, admin};
use shared::ids::HallId;
use shared::time::Timestamp;
use sqlx::PgPool;
use tempfile::TempDir;

use crate::clock::TestClock;
use crate::cluster::Cluster;
use crate::office::Office;
use crate::posted;
use crate::visitor::Visitor;

/// A centre; its cluster runs as long as it does.
pub struct TestCentre {
    centre: Option<Centre>,
    config: Config,
    clock: Arc<TestClock>,
    database: PgPool,
    _data: TempDir,
    cluster: Arc<Cluster>,
}

/// A copy of a centre's database.
pub struct Backup(String);

impl TestCentre {
    /// Starts a centre whose clock stands at a working morning.
    pub async fn start() -> Self {
        Self::start_with(Arc::new(TestClock::on_a_working_morning())).await
    }

    /// Starts a centre beside programs, which go by the true clock.
    pub async fn start_by_the_true_clock() -> Self {
        Self::start_with(Arc::new(TestClock::from(chrono::Utc::now()))).await
    }

    /// Starts a centre by the given clock.
    pub async fn start_with(clock: Arc<TestClock>) -> Self {
        let cluster = Cluster::shared().expect("PostgreSQL starts");
        Self::start_over(cluster, clock, &posted::folder(), Path::new("no-site")).await
    }

    /// Starts a centre that serves the built site too.
    pub async fn start_with_site(clock: Arc<TestClock>, site: &Path) -> Self {
        let cluster = Cluster::shared().expect("PostgreSQL starts");
        Self::start_over(cluster, clock, &posted::folder(), site).await
    }

    /// Starts a centre over a cluster.
    pub async fn start_over(
        cluster: Arc<Cluster>,
        clock: Arc<TestClock>,
        catalogue: &Path,
        site: &Path,
    ) -> Self {
        crate::logs::show();
        let data = TempDir::new().expect("there is room for keys");
        let database_url = cluster.database().await.expect("there is room for a database");
        let database = PgPool::connect_lazy(&database_url).expect("the address is ours");
        let config = Config {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            database_url,
            database_connections: 12,
            data_dir: data.path().to_owned(),
            site_dir: site.to_owned(),
            catalogue_dir: catalogue.to_owned(),
            public_url: "http://localhost".to_owned(),
        };
        let mut centre = Self { centre: None, config, clock, database, _data: data, cluster };
        centre.begin().await;
        centre
    }

    /// Ends the centre and starts it anew at the same address.
    pub async fn restart(&mut self) {
        self.end().await;
        self.begin().await;
    }

    /// Copies its database, as a nightly backup does.
    pub async fn back_up(&mut self) -> Backup {
        self.end().await;
        self.database.close().await;
        let copy = self.cluster.copy(&self.config.database_url).await;
        self.use_database(self.config.database_url.clone()).await;
        Backup(copy.expect("there is room for a copy"))
    }

    /// Goes on from a copy: what came after it is forgotten.
    pub async fn restore(&mut self, Backup(database_url): Backup) {
        self.end().await;
        self.database.close().await;
        self.use_database(database_url).await;
    }

    async fn use_database(&mut self, database_url: String) {
        self.database = PgPool::connect_lazy(&database_url).expect("the address is ours");
        self.config.database_url = database_url;
        self.begin().await;
    }

    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.config.listen
    }

    /// Where it listens, as halls and browsers write it.
    pub fn url(&self) -> String {
        format!("http://{}", self.addr())
    }

    /// Its clock.
    pub fn clock(&self) -> &Arc<TestClock> {
        &self.clock
    }

    /// Its books, to be looked at.
    pub fn database(&self) -> &PgPool {
        &self.database
    }

    /// Its keys, for a model of it.
    ///
    /// # Panics
    /// When they cannot be read.
    pub fn keys(&self) -> central::intake::Keys {
        central::intake::Keys::open(&self.config.data_dir).expect("the centre made them")
    }

    /// A one-time code that enrols a hall.
    pub async fn enrolment_code(&self, hall_name: &str) -> String {
        let code = admin::enrolment_code(&self.config, hall_name, self.now()).await;
        code.expect("the centre gives out codes")
    }

    /// The secret of a one-time link with which an officer chooses a password.
    pub async fn set_up_link(&self, name: &str) -> String {
        let link = admin::add_officer(&self.config, name, self.now()).await;
        let link = link.expect("the centre adds officers");
        link.split_once('#').expect("the secret is behind the hash").1.to_owned()
    }

    /// An officer who has signed in.
    pub async fn officer(&self) -> Office {
        Office::sign_in(self, "cong.chuc").await
    }

    /// Someone at its door.
    pub fn visitor(&self) -> Visitor {
        Visitor::of(self.url())
    }

    /// The halls it knows.
    pub async fn halls(&self) -> Vec<HallId> {
        let halls = sqlx::query_scalar("SELECT hall FROM halls ORDER BY enrolled_at");
        let halls = halls.fetch_all(&self.database).await.expect("the books are open");
        halls.into_iter().map(HallId).collect()
    }

    /// Ends it.
    pub async fn stop(mut self) {
        self.end().await;
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    async fn begin(&mut self) {
        let clock = Arc::clone(&self.clock);
        let centre = Centre::start(self.config.clone(), Ports { clock }).await;
        let centre = centre.expect("the centre starts");
        self.config.listen = centre.addr();
        self.centre = Some(centre);
    }

    async fn end(&mut self) {
        if let Some(centre) = self.centre.take() {
            centre.stop().await;
        }
    }
}
