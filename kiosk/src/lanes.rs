//! The lanes of the hall: what runs beside the API, from the first moment to the last.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::time::Duration;

use shared::delivery::Backoff;
use shared::intake::Enrolment;
use shared::signature::Verifier;
use shared::slip::PaperWidth;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::centre_client::{CentreClient, ClientError, Patience, Speaker};
use crate::clock::Clock;
use crate::feed::FeedReader;
use crate::forwarder::{Courier, Forwarder};
use crate::heartbeat::Heart;
use crate::journal_sender::JournalSender;
use crate::line::{Hearsay, Line};
use crate::printer::Printer;
use crate::prints::PrintLoop;
use crate::store::Store;

/// How often a hall that is not enrolled looks whether it is.
const ENROLMENT_EVERY: Duration = Duration::from_secs(2);
/// How often the setting up of a line is tried again.
const SET_UP_EVERY: Duration = Duration::from_secs(30);

/// What the lanes work with.
#[derive(Clone)]
pub struct LaneParts {
    /// The hall's store.
    pub store: Store,
    /// The hall's clock.
    pub clock: Arc<dyn Clock>,
    /// The hall's printer.
    pub printer: Arc<dyn Printer>,
    /// Where the state of the line is told.
    pub line: Line,
    /// How many screens follow the hall's stream.
    pub streams: Arc<AtomicU32>,
}

/// How the lanes run.
#[derive(Debug, Clone)]
pub struct LaneSettings {
    /// Where the centre is; a hall without one works alone.
    pub centre_url: Option<String>,
    /// The disk whose free bytes are told.
    pub data_dir: PathBuf,
    /// The roll in the printer.
    pub paper: PaperWidth,
    /// The pauses between attempts.
    pub backoff: Backoff,
    /// How long an answer is waited for.
    pub patience: Patience,
    /// Between two heartbeats.
    pub heartbeat_every: Duration,
    /// Between two looks at the feed.
    pub feed_every: Duration,
    /// Between two looks at the journal.
    pub journal_every: Duration,
}

impl LaneSettings {
    /// The usual settings of a hall that works alone.
    pub fn alone(data_dir: impl Into<PathBuf>) -> Self {
        Self {
            centre_url: None,
            data_dir: data_dir.into(),
            paper: PaperWidth::default(),
            backoff: Backoff::default(),
            patience: Patience::default(),
            heartbeat_every: Duration::from_secs(30),
            feed_every: Duration::from_secs(15),
            journal_every: Duration::from_secs(2),
        }
    }
}

/// The running lanes.
pub struct Lanes {
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl Lanes {
    /// Starts them on the current runtime.
    pub fn start(parts: LaneParts, settings: LaneSettings) -> Self {
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        let prints = PrintLoop {
            store: parts.store.clone(),
            printer: Arc::clone(&parts.printer),
            paper: settings.paper,
            clock: Arc::clone(&parts.clock),
            stop: stop.clone(),
        };
        tasks.spawn(prints.run());
        if let Some(centre_url) = settings.centre_url.clone() {
            let dispatch =
                Dispatch { parts, settings, centre_url, stop: stop.clone(), tasks: tasks.clone() };
            tasks.spawn(dispatch.run());
        }
        tasks.close();
        Self { stop, tasks }
    }

    /// Ends them; an act on the store that has begun is finished.
    pub async fn stop(self) {
        self.stop.cancel();
        self.tasks.wait().await;
    }
}

/// Starts the lanes to the centre once the hall is enrolled.
struct Dispatch {
    parts: LaneParts,
    settings: LaneSettings,
    centre_url: String,
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl Dispatch {
    async fn run(self) {
        let stop = self.stop.clone();
        let prepared = async {
            let enrolment = self.enrolment().await;
            (self.set_up(&enrolment).await, enrolment)
        };
        tokio::select! {
            (client, enrolment) = prepared => self.start(client, enrolment),
            () = stop.cancelled() => {}
        }
    }

    async fn enrolment(&self) -> Enrolment {
        loop {
            match self.parts.store.enrolment() {
                Ok(Some(enrolment)) => return enrolment,
                Ok(None) => {}
                Err(error) => tracing::error!(%error, "the store does not tell the enrolment"),
            }
            tokio::time::sleep(ENROLMENT_EVERY).await;
        }
    }

    async fn set_up(&self, enrolment: &Enrolment) -> (CentreClient, Verifier) {
        loop {
            match (self.client(enrolment), Verifier::read(&enrolment.centre_key)) {
                (Ok(client), Some(centre)) => return (client, centre),
                (Err(error), _) => tracing::error!(%error, "there is no line to the centre"),
                (Ok(_), None) => tracing::error!("the pinned key of the centre cannot be read"),
            }
            tokio::time::sleep(SET_UP_EVERY).await;
        }
    }

    fn client(&self, enrolment: &Enrolment) -> Result<CentreClient, ClientError> {
        let signer = self.parts.store.hall_signer().clone();
        let speaker = Speaker { hall: enrolment.hall, signer };
        let clock = Arc::clone(&self.parts.clock);
        CentreClient::new(&self.centre_url, speaker, clock, self.settings.patience)
    }

    fn start(&self, (client, centre): (CentreClient, Verifier), enrolment: Enrolment) {
        tracing::info!(hall = %enrolment.hall, "the lanes to the centre start");
        let Dispatch { parts, settings, stop, tasks, .. } = self;
        let (hearsay, heard) = Hearsay::channel();
        let settled = Arc::new(Notify::new());
        let courier = Arc::new(Courier {
            store: parts.store.clone(),
            client: client.clone(),
            centre,
            clock: Arc::clone(&parts.clock),
            backoff: settings.backoff,
        });
        let line = parts.line.clone();
        let forwarder =
            Forwarder::new(courier, line.clone(), heard, Arc::clone(&settled), stop.clone());
        tasks.spawn(forwarder.run());
        let journal = JournalSender {
            store: parts.store.clone(),
            client: client.clone(),
            signer: parts.store.hall_signer().clone(),
            line: line.clone(),
            hearsay: hearsay.clone(),
            every: settings.journal_every,
            backoff: settings.backoff,
            stop: stop.clone(),
        };
        tasks.spawn(journal.run());
        let feed = FeedReader {
            store: parts.store.clone(),
            client: client.clone(),
            line: line.clone(),
            hearsay: hearsay.clone(),
            settled,
            every: settings.feed_every,
            stop: stop.clone(),
        };
        tasks.spawn(feed.run());
        let heart = Heart {
            store: parts.store.clone(),
            client,
            clock: Arc::clone(&parts.clock),
            printer: Arc::clone(&parts.printer),
            streams: Arc::clone(&parts.streams),
            data_dir: settings.data_dir.clone(),
            line,
            hearsay,
            every: settings.heartbeat_every,
            stop: stop.clone(),
        };
        tasks.spawn(heart.run());
    }
}
