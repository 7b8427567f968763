//! A hall with its real store and lanes, and a citizen who hands things in.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, TimeDelta};
use kiosk::centre_client::Patience;
use kiosk::clock::Clock;
use kiosk::lanes::{LaneParts, LaneSettings, Lanes};
use kiosk::line::Line;
use kiosk::posted;
use kiosk::printer::{PngFolder, Printer};
use kiosk::printers::Printers;
use kiosk::store::{Opening, OutboxCounts, Store, StoreOptions};
use shared::catalogue::Catalogue;
use shared::delivery::Backoff;
use shared::digest::Digest;
use shared::form::{Address, Answer, Answers};
use shared::hall::LineState;
use shared::ids::{CaseCode, ComponentCode, FileId, ProcedureCode, QuestionCode, SubmissionId};
use shared::lang::Lang;
use shared::signature::Verifier;
use shared::slip::PaperWidth;
use shared::submission::{Application, Brought, Paper, Standing, Surface};
use shared::time::Timestamp;
use tempfile::TempDir;
use uuid::Uuid;

use super::centre::TestCentre;

/// A hall of one test.
pub(crate) struct TestHall {
    pub(crate) store: Store,
    pub(crate) line: Line,
    pub(crate) clock: Arc<RunningClock>,
    pub(crate) settings: LaneSettings,
    pub(crate) printer: Arc<dyn Printer>,
    folder: TempDir,
    lanes: Option<Lanes>,
}

impl TestHall {
    /// A hall that is enrolled at the centre; its lanes stand still.
    pub(crate) async fn enrolled_at(centre: &TestCentre) -> Self {
        let hall = Self::unknown_to(centre);
        hall.store.enrol(centre.enrolment()).await.unwrap();
        centre.books().hall_key = Verifier::read(&hall.store.hall_signer().public());
        hall
    }

    /// A hall that knows the address of the centre and no more.
    pub(crate) fn unknown_to(centre: &TestCentre) -> Self {
        let folder = TempDir::new().unwrap();
        let clock = Arc::new(RunningClock::default());
        let store = open(folder.path(), &clock);
        let printer = Arc::new(PngFolder::open(folder.path().join("slips")).unwrap());
        let settings = LaneSettings {
            centre_url: Some(centre.url()),
            backoff: Backoff { first_ms: 4, longest_ms: 40 },
            patience: Patience {
                connect_ms: 1_000,
                answer_ms: 10_000,
                slowest_bytes_per_s: 65_536,
            },
            heartbeat_every: Duration::from_millis(40),
            feed_every: Duration::from_millis(40),
            journal_every: Duration::from_millis(20),
            ..LaneSettings::alone()
        };
        Self { store, line: Line::new(), clock, settings, printer, folder, lanes: None }
    }

    pub(crate) fn start(&mut self) {
        let parts = LaneParts {
            store: self.store.clone(),
            clock: Arc::clone(&self.clock) as Arc<dyn Clock>,
            printers: Printers::only(Arc::clone(&self.printer), PaperWidth::default()),
            line: self.line.clone(),
            streams: Arc::default(),
        };
        self.lanes = Some(Lanes::start(parts, self.settings.clone()));
    }

    pub(crate) async fn stop(&mut self) {
        if let Some(lanes) = self.lanes.take() {
            tokio::time::timeout(super::PATIENCE, lanes.stop()).await.expect("the lanes end");
        }
    }

    /// Stops everything and opens the same store again.
    pub(crate) async fn restart(&mut self) {
        self.stop().await;
        self.store.close();
        self.store = open(self.folder.path(), &self.clock);
        self.line = Line::new();
        self.start();
    }

    /// Hands in an application without papers.
    pub(crate) async fn submit(&self) -> SubmissionId {
        let id = SubmissionId(Uuid::now_v7());
        self.hand_in(id, application(Vec::new())).await;
        id
    }

    /// Hands in an application with one attached file.
    pub(crate) async fn submit_with(&self, plain: Vec<u8>) -> (SubmissionId, FileId) {
        let (id, file) = (SubmissionId(Uuid::now_v7()), FileId(Uuid::now_v7()));
        let digest = Digest::of(&plain);
        self.store.keep_file(id, file, plain, digest).await.unwrap();
        self.hand_in(id, application(vec![file])).await;
        (id, file)
    }

    async fn hand_in(&self, id: SubmissionId, application: Application) {
        let request = serde_json::to_vec(&application).unwrap();
        self.store.submit(id, &request, application).await.unwrap();
    }

    /// Where the sealed bytes of a chunk lie.
    pub(crate) fn chunk_path(&self, id: SubmissionId, file: FileId, n: u32) -> PathBuf {
        let files = self.folder.path().join("data").join("files");
        files.join(id.to_string()).join(file.to_string()).join(n.to_string())
    }

    pub(crate) fn standing(&self, id: SubmissionId) -> Standing {
        self.store.submission(id).unwrap().standing
    }

    pub(crate) fn is_settled(&self, id: SubmissionId) -> bool {
        matches!(self.standing(id), Standing::Settled { .. })
    }

    /// Waits until nothing is pending.
    pub(crate) async fn until_nothing_is_owed(&self) {
        self.until_owed(|owed| owed.pending == 0).await;
    }

    pub(crate) async fn until_owed(&self, is_so: impl Fn(OutboxCounts) -> bool) {
        until(|| is_so(self.store.outbox_counts())).await;
    }

    /// Waits until the line is so.
    pub(crate) async fn until_line(&self, is_so: impl Fn(&LineState) -> bool) {
        let mut line = self.line.follow();
        let waited = tokio::time::timeout(super::PATIENCE, line.wait_for(|state| is_so(state)));
        waited.await.expect("the line came to be so").unwrap();
    }
}

/// Looks again and again until it is so.
pub(crate) async fn until(is_so: impl Fn() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < super::PATIENCE, "it never came to be so");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// A clock that starts on a working morning and can be turned.
pub(crate) struct RunningClock {
    began: Instant,
    turned: Mutex<TimeDelta>,
}

impl RunningClock {
    pub(crate) fn turn(&self, by: TimeDelta) {
        *self.turned.lock().unwrap() += by;
    }
}

impl Default for RunningClock {
    fn default() -> Self {
        Self { began: Instant::now(), turned: Mutex::new(TimeDelta::zero()) }
    }
}

impl Clock for RunningClock {
    fn now(&self) -> Timestamp {
        let morning = DateTime::parse_from_rfc3339("2026-11-23T09:00:00+07:00").unwrap();
        let ran = TimeDelta::from_std(self.began.elapsed()).unwrap();
        morning.to_utc() + ran + *self.turned.lock().unwrap()
    }
}

/// Years after this moment.
pub(crate) fn far_ahead(hall: &TestHall) -> Timestamp {
    hall.clock.now() + TimeDelta::days(2_000)
}

/// A picture of so many bytes.
pub(crate) fn picture(bytes: usize) -> Vec<u8> {
    let noise = (0..bytes).map(|at| (at * 31 % 251) as u8);
    [0xFF, 0xD8, 0xFF].into_iter().chain(noise).take(bytes).collect()
}

fn open(folder: &Path, clock: &Arc<RunningClock>) -> Store {
    let mut options = StoreOptions::new(folder.join("data"), catalogue());
    options.clock = Arc::clone(clock) as Arc<dyn Clock>;
    options.rules.opening = Opening::Always;
    Store::open(options).unwrap()
}

fn catalogue() -> Arc<Catalogue> {
    static CATALOGUE: OnceLock<Arc<Catalogue>> = OnceLock::new();
    let read = || {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/catalogue");
        Arc::new(posted::read(&folder).unwrap())
    };
    Arc::clone(CATALOGUE.get_or_init(read))
}

fn application(files: Vec<FileId>) -> Application {
    let has_copies = !files.is_empty();
    let brought = Brought::Attached { files };
    let paper = Paper { component: ComponentCode::from("ban-sao"), brought };
    let procedure = ProcedureCode::from("2.000815");
    Application {
        procedure_version: catalogue().procedure(&procedure).unwrap().version,
        procedure,
        cases: has_copies.then(|| CaseCode::from("co-ban-chup-san")).into_iter().collect(),
        surface: Surface::Kiosk,
        lang: Lang::Vi,
        answers: answers(has_copies),
        papers: has_copies.then_some(paper).into_iter().collect(),
        ticket: None,
        replaces: None,
    }
}

fn answers(has_copies: bool) -> Answers {
    let text = |text: &str| Answer::Text(text.to_owned());
    let choice = |value: &str| Answer::Choice(value.to_owned());
    let born = NaiveDate::from_ymd_opt(1990, 5, 20).unwrap();
    let home = Address {
        detail: "1 Pho Hue".to_owned(),
        commune: "Hai Ba Trung".to_owned(),
        province: "ha-noi".to_owned(),
    };
    [
        ("document-name", text("Bang dai hoc")),
        ("document-origin", choice("viet-nam")),
        ("document-pages", Answer::Number(2)),
        ("copies", Answer::Number(3)),
        ("copy-source", choice(if has_copies { "own" } else { "unit" })),
        ("submitter-name", text("Nguyen Van An")),
        ("submitter-id-kind", choice("passport")),
        ("submitter-passport", text("B1234567")),
        ("submitter-born", Answer::Date(born)),
        ("submitter-phone", text("0912345678")),
        ("submitter-address", Answer::Address(home)),
    ]
    .into_iter()
    .map(|(code, answer)| (QuestionCode::from(code), answer))
    .collect()
}
