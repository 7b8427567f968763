//! The real programs of the project, started as an administrator would. Each ends with its handle.

use std::fs::{self, File};
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use kiosk::store::{Store, StoreOptions};
use shared::bytes::Base64;
use shared::ids::HallId;
use shared::intake::Enrolment;
use shared::seal::SealingKey;
use shared::signature::Signer;
use tempfile::TempDir;
use uuid::Uuid;

use crate::patience;
use crate::posted;
use crate::running::Running;
use crate::visitor::Visitor;

/// The root of the project.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("it is a member")
}

/// A program that cargo built beside this one.
///
/// # Panics
/// When it was not built.
pub fn beside_this(name: &str) -> PathBuf {
    let this = std::env::current_exe().expect("a program knows where it is");
    let folder = this.parent().expect("it is in a folder");
    let folder = if folder.ends_with("deps") { folder.parent().unwrap_or(folder) } else { folder };
    let program = folder.join(name);
    let way = "build it with: cargo build -p kiosk -p central";
    assert!(program.is_file(), "{} is not there; {way}", program.display());
    program
}

/// The hall's own program over a folder.
pub struct KioskProgram {
    home: PathBuf,
    running: Option<Running>,
    address: SocketAddr,
    _folder: Option<TempDir>,
}

impl KioskProgram {
    /// Configures a hall in a folder of its own; it does not run yet.
    pub fn configure(catalogue: &Path, centre_url: Option<&str>) -> Self {
        let folder = TempDir::new().expect("there is room for a hall");
        let mut program = Self::configure_in(folder.path(), catalogue, centre_url);
        program._folder = Some(folder);
        program
    }

    /// Configures a hall in a folder that stays.
    pub fn configure_in(home: &Path, catalogue: &Path, centre_url: Option<&str>) -> Self {
        let address = free_address();
        let centre = centre_url.map(|url| format!("[centre]\nurl = {url:?}\n")).unwrap_or_default();
        let config = format!(
            "listen = \"{address}\"\ndata_dir = {:?}\ncatalogue_dir = {catalogue:?}\n\
             public_url = \"http://{address}\"\n{centre}\
             [queue]\nopening = \"always\"\n\
             [forwarding]\nfirst_ms = 20\nlongest_ms = 200\n\
             [disk]\nreserve_percent = 1\n",
            home.join("data"),
        );
        fs::create_dir_all(home).expect("there is room for a hall");
        fs::write(home.join("kiosk.toml"), config).expect("there is room for a hall");
        Self { home: home.to_owned(), running: None, address, _folder: None }
    }

    /// Adds to the configuration.
    pub fn configure_more(&self, lines: &str) {
        let config = File::options().append(true).open(self.home.join("kiosk.toml"));
        let mut config = config.expect("the hall is configured");
        config.write_all(lines.as_bytes()).expect("there is room for a hall");
    }

    /// Says something to the program at its command line and returns what it prints.
    ///
    /// # Panics
    /// When it fails.
    pub fn order(&self, words: &[&str]) -> String {
        let said = self.command(words).output().expect("the program starts");
        let fault = String::from_utf8_lossy(&said.stderr);
        assert!(said.status.success(), "kiosk {words:?}: {fault}");
        String::from_utf8(said.stdout).expect("it prints text").trim().to_owned()
    }

    /// What the doctor says of each thing: its mark and its sentence.
    pub fn examine(&self) -> std::collections::BTreeMap<String, (String, String)> {
        let said = self.command(&["doctor", "--json"]).output().expect("the program starts");
        let found: Vec<serde_json::Value> =
            serde_json::from_slice(&said.stdout).expect("it prints JSON");
        let text = |one: &serde_json::Value, name: &str| {
            one[name].as_str().expect("a finding says so").to_owned()
        };
        let line = |one| (text(one, "about"), (text(one, "mark"), text(one, "sentence")));
        found.iter().map(line).collect()
    }

    /// Says something that the program refuses, and returns what it says of it.
    ///
    /// # Panics
    /// When it does it.
    pub fn refused_order(&self, words: &[&str]) -> String {
        let said = self.command(words).output().expect("the program starts");
        assert!(!said.status.success(), "kiosk {words:?} was to be refused");
        String::from_utf8_lossy(&said.stderr).into_owned()
    }

    /// Enrols the hall at a centre that does not exist; it seals for it and never speaks to it.
    ///
    /// # Panics
    /// When the hall runs.
    pub async fn enrol_nowhere(&self) {
        let catalogue = Arc::new(posted::read(&posted::folder()));
        let store = Store::open(StoreOptions::new(self.data_dir(), catalogue));
        let store = store.expect("nobody else has the store open");
        let enrolled = store.enrol(Enrolment {
            hall: HallId(Uuid::now_v7()),
            hall_name: "Sảnh đo".to_owned(),
            centre_key: Signer::from_seed(&rand::random()).public(),
            sealing_key: Base64(SealingKey::from_seed(&rand::random()).public()),
            sealing_key_id: "nowhere".to_owned(),
        });
        enrolled.await.expect("the hall owes nothing");
        store.close();
    }

    /// Starts serving.
    pub fn start(&mut self) {
        self.start_logging("info");
    }

    /// Starts serving and says everything it ever says.
    pub fn start_saying_everything(&mut self) {
        self.start_logging("trace");
    }

    fn start_logging(&mut self, level: &str) {
        let mut command = self.command(&["serve"]);
        command.env("RUST_LOG", level);
        self.running = Some(Running::start(command, &self.log()));
    }

    /// Waits until it says that it is ready.
    pub async fn wait_until_ready(&self) {
        let visitor = self.visitor();
        patience::until("the hall's program is ready", async || {
            visitor.try_get("/readyz").await.is_some_and(|answer| answer.is_success())
        })
        .await;
    }

    /// Pulls the plug: nothing is finished, nothing is said.
    ///
    /// # Panics
    /// When it had ended by itself.
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

    /// Someone at its door.
    pub fn visitor(&self) -> Visitor {
        Visitor::of(self.url())
    }

    /// Where it serves.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its process, while it runs.
    pub fn process(&self) -> Option<u32> {
        self.running.as_ref().map(Running::id)
    }

    /// Everything it keeps.
    pub fn data_dir(&self) -> PathBuf {
        self.home.join("data")
    }

    /// Everything it said.
    pub fn log(&self) -> PathBuf {
        self.home.join("kiosk.log")
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(beside_this("kiosk"));
        command.args(words).arg("--config").arg(self.home.join("kiosk.toml"));
        command
    }
}

pub(crate) fn free_address() -> SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a loopback port is free");
    listener.local_addr().expect("it is bound")
}
