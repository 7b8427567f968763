//! A real hall's node in a folder of its own, enrolled through a line that the test can cut.

mod footprint;
mod plan;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use kiosk::config::Config;
use kiosk::enrolment;
use kiosk::node::{Node, Ports};
use kiosk::store::{Opening, Store, StoreOptions};
use shared::catalogue::Catalogue;
use shared::delivery::Backoff;
use shared::digest::Digest;
use shared::hall::TicketView;
use shared::ids::{FileId, ProcedureCode, SubmissionId, TicketId};
use shared::submission::{Application, FileKept, SubmissionKept, SubmissionView};
use shared::ticket::{TicketClass, TicketRequest};
use tempfile::TempDir;
use uuid::Uuid;

pub use footprint::Footprint;
pub use plan::HallPlan;

use crate::centre::TestCentre;
use crate::clock::TestClock;
use crate::forms::{self, Papers};
use crate::line::Line;
use crate::patience::until_so;
use crate::posted;
use crate::visitor::{Answer, Visitor};

/// Pauses short enough for a test.
const BACKOFF: Backoff = Backoff { first_ms: 10, longest_ms: 100 };

/// A running hall.
pub struct TestHall {
    node: Option<Node>,
    config: Config,
    clock: Arc<TestClock>,
    disk: crate::disk::Disk,
    catalogue: Catalogue,
    visitor: Visitor,
    line: Option<Line>,
    people: AtomicU64,
    may_owe: bool,
    _data: TempDir,
}

impl TestHall {
    /// A hall without a centre.
    pub async fn alone() -> Self {
        HallPlan::default().alone().await
    }

    /// A hall that was enrolled at a centre.
    pub async fn enrolled_at(centre: &TestCentre) -> Self {
        HallPlan::default().enrolled_at(centre).await
    }

    async fn start(plan: HallPlan, centre: Option<&TestCentre>) -> Self {
        crate::logs::show();
        let data = TempDir::new().expect("there is room for a hall");
        let catalogue = posted::read(&plan.catalogue);
        let line = match centre {
            Some(centre) => Some(Line::open(centre.addr()).await),
            None => None,
        };
        let mut config = Config::local(data.path(), &plan.catalogue);
        config.opening = Opening::Posted;
        config.site_dir = plan.site;
        config.voice_dir = plan.voice;
        config.centre_url = line.as_ref().map(Line::url);
        config.forwarding = BACKOFF;
        config.require_device = plan.require_device;
        if !plan.printers.is_empty() {
            config.printers = plan.printers;
        }
        let mut hall = Self {
            node: None,
            visitor: Visitor::of("not yet"),
            config,
            clock: plan.clock,
            disk: plan.disk,
            catalogue,
            line,
            people: AtomicU64::new(1),
            may_owe: false,
            _data: data,
        };
        if let Some(centre) = centre {
            hall.enrol(&centre.enrolment_code("Sảnh thử").await).await;
        }
        hall.begin().await;
        hall
    }

    /// Stops the node in order and starts it over the same folder.
    pub async fn restart(&mut self) {
        self.end().await;
        self.begin().await;
    }

    /// Stops the node in order.
    pub async fn stop(mut self) {
        self.check();
        self.end().await;
    }

    /// Says that the test leaves something unsent on purpose.
    pub fn may_owe(&mut self) {
        self.may_owe = true;
    }

    /// Asks for a number and gets it.
    pub async fn take_ticket(&self, procedure: &str) -> TicketView {
        self.put_ticket(TicketId(Uuid::now_v7()), &ticket_request(procedure)).await.json()
    }

    /// Asks for a number under an id.
    pub async fn put_ticket(&self, id: TicketId, request: &TicketRequest) -> Answer {
        self.visitor.put(&format!("/api/tickets/{id}"), request).await
    }

    /// Looks at a ticket.
    pub async fn ticket(&self, id: TicketId) -> TicketView {
        self.visitor.get(&format!("/api/tickets/{id}")).await.json()
    }

    /// Attaches a file.
    pub async fn put_file(&self, submission: SubmissionId, file: FileId, bytes: &[u8]) -> Answer {
        let path = format!("/api/submissions/{submission}/files/{file}");
        self.visitor.put_file(&path, bytes, Digest::of(bytes)).await
    }

    /// Hands an application in under an id.
    pub async fn submit(&self, id: SubmissionId, application: &Application) -> Answer {
        self.visitor.put(&format!("/api/submissions/{id}"), application).await
    }

    /// Files a birth registration of invented people, with these files attached.
    pub async fn submit_birth_registration(&self, files: &[Vec<u8>]) -> SubmissionKept {
        let id = SubmissionId(Uuid::now_v7());
        let mut named = Vec::new();
        for bytes in files {
            let file = FileId(Uuid::now_v7());
            let kept: FileKept = self.put_file(id, file, bytes).await.json();
            named.push(kept.file);
        }
        let papers = if named.is_empty() { Papers::OnPaper } else { Papers::Attached(named) };
        self.submit(id, &self.birth_registration(&papers)).await.json()
    }

    /// A birth registration of people nobody has invented before.
    pub fn birth_registration(&self, papers: &Papers) -> Application {
        forms::birth_registration(
            &self.catalogue,
            self.people.fetch_add(1, Ordering::Relaxed),
            papers,
        )
    }

    /// Where a submission is.
    pub async fn submission(&self, id: SubmissionId) -> SubmissionView {
        self.visitor.get(&format!("/api/submissions/{id}")).await.json()
    }

    /// Waits until the centre has signed for every submission and holds the whole journal.
    pub async fn until_settled(&self) {
        until_so("nothing is owed", || self.store().outbox_counts().pending == 0).await;
        until_so("the centre holds the journal", || {
            let (head, _) = self.store().journal_head();
            self.store().journal_sent().is_ok_and(|sent| sent == head)
        })
        .await;
    }

    /// The secret of a one-time link with which an officer chooses a password.
    pub async fn set_up_link(&self, name: &str) -> String {
        let added = self.store().add_officer(name).await.expect("the hall adds officers");
        added.token.reveal().to_owned()
    }

    /// Someone at the door, who stays.
    pub fn visitor(&self) -> &Visitor {
        &self.visitor
    }

    /// Someone else at the door.
    pub fn new_visitor(&self) -> Visitor {
        Visitor::of(self.url())
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://{}", self.config.listen)
    }

    /// The address it listens at.
    pub fn addr(&self) -> SocketAddr {
        self.config.listen
    }

    /// The line to the centre.
    ///
    /// # Panics
    /// When the hall is alone.
    pub fn line(&self) -> &Line {
        self.line.as_ref().expect("the hall was enrolled")
    }

    /// Its clock.
    pub fn clock(&self) -> &Arc<TestClock> {
        &self.clock
    }

    /// What it posts.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Its books.
    ///
    /// # Panics
    /// When it does not run.
    pub fn store(&self) -> &Store {
        self.node.as_ref().expect("it runs").store()
    }

    async fn enrol(&self, code: &str) {
        let mut options =
            StoreOptions::new(&self.config.data_dir, Arc::new(self.catalogue.clone()));
        options.clock = self.clock.clone();
        let store = Store::open(options).expect("the store opens");
        let enrolled = enrolment::enrol(&store, &self.line().url(), code).await;
        enrolled.expect("the centre enrols the hall");
        store.close();
    }

    async fn begin(&mut self) {
        let ports = Ports {
            clock: Some(self.clock.clone()),
            printer: None,
            disk: Some(Arc::new(self.disk.clone())),
        };
        let node = Node::start(self.config.clone(), ports).await.expect("the hall starts");
        self.config.listen = node.addr();
        self.visitor = Visitor::of(self.url());
        self.node = Some(node);
    }

    async fn end(&mut self) {
        if let Some(node) = self.node.take() {
            node.stop().await;
        }
    }

    fn check(&self) {
        let Some(node) = &self.node else { return };
        let owed = node.store().outbox_counts();
        let is_even = owed.pending == 0 && owed.parked == 0;
        assert!(is_even || self.may_owe, "the test ends and the hall still owes: {owed:?}");
    }
}

impl Drop for TestHall {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.check();
        }
    }
}

/// What an ordinary citizen asks for.
pub fn ticket_request(procedure: &str) -> TicketRequest {
    TicketRequest {
        procedure: ProcedureCode::from(procedure),
        class: TicketClass::Ordinary,
        papers: Vec::new(),
    }
}
