//! The centre's own program over a database of its own. It ends with its handle.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use sqlx::PgPool;
use tempfile::TempDir;

use crate::cluster::Cluster;
use crate::patience;
use crate::program::{beside_this, free_address};
use crate::running::Running;
use crate::visitor::Visitor;

/// The centre's program.
pub struct CentralProgram {
    home: TempDir,
    address: SocketAddr,
    running: Option<Running>,
    database: PgPool,
    _cluster: Arc<Cluster>,
}

impl CentralProgram {
    /// Configures a centre over a fresh database; it does not run yet.
    pub async fn configure(catalogue: &Path) -> Self {
        let cluster = Cluster::shared().expect("PostgreSQL starts");
        Self::configure_over(cluster, catalogue).await
    }

    /// Configures a centre over a fresh database of a cluster.
    pub async fn configure_over(cluster: Arc<Cluster>, catalogue: &Path) -> Self {
        let database_url = cluster.database().await.expect("there is room for a database");
        let home = TempDir::new().expect("there is room for a centre");
        let address = free_address();
        let config = format!(
            "listen = \"{address}\"\ndatabase_url = {database_url:?}\ndata_dir = {:?}\n\
             site_dir = \"no-site\"\ncatalogue_dir = {catalogue:?}\n\
             public_url = \"http://{address}\"\n",
            home.path().join("data"),
        );
        std::fs::write(home.path().join("central.toml"), config).expect("there is room");
        let database = PgPool::connect_lazy(&database_url).expect("the address is ours");
        Self { home, address, running: None, database, _cluster: cluster }
    }

    /// Starts serving.
    pub fn start(&mut self) {
        let mut command = self.command(&["serve"]);
        command.env("RUST_LOG", "info,sqlx=warn");
        self.running = Some(Running::start(command, &self.home.path().join("central.log")));
    }

    /// Waits until it says that it is ready.
    pub async fn wait_until_ready(&self) {
        let visitor = Visitor::of(self.url());
        patience::until("the centre's program is ready", async || {
            visitor.try_get("/readyz").await.is_some_and(|answer| answer.is_success())
        })
        .await;
    }

    /// Pulls the plug.
    ///
    /// # Panics
    /// When it does not run.
    pub fn kill(&mut self) {
        self.running.take().expect("it runs").kill();
    }

    /// Asks it to end, and waits until it has.
    ///
    /// # Panics
    /// When it ends badly.
    pub fn stop(&mut self) {
        self.running.take().expect("it runs").stop();
    }

    /// A one-time code that enrols a hall.
    ///
    /// # Panics
    /// When the program does not give it.
    pub fn enrolment_code(&self, hall_name: &str) -> String {
        let said = self.command(&["enrolment-code", "--hall-name", hall_name]).output();
        let said = said.expect("the program starts");
        let fault = String::from_utf8_lossy(&said.stderr);
        assert!(said.status.success(), "central enrolment-code: {fault}");
        String::from_utf8(said.stdout).expect("it prints text").trim().to_owned()
    }

    /// Says something to the program at its command line; gives whether it was well, and all it
    /// said.
    ///
    /// # Panics
    /// When the program does not start.
    pub fn order(&self, words: &[&str]) -> (bool, String) {
        let said = self.command(words).output().expect("the program starts");
        let text = [said.stdout, said.stderr].concat();
        (said.status.success(), String::from_utf8_lossy(&text).into_owned())
    }

    /// Its books, to be looked at.
    pub fn database(&self) -> &PgPool {
        &self.database
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where it serves.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(beside_this("central"));
        command.args(words).arg("--config").arg(self.home.path().join("central.toml"));
        command
    }
}
