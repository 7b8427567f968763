//! Starts the lanes to the centre once the hall is enrolled, and anew when it is enrolled anew.

use std::sync::Arc;
use std::time::Duration;

use shared::intake::Enrolment;
use shared::signature::Verifier;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::{LaneParts, LaneSettings};
use crate::centre_client::{CentreClient, ClientError, Speaker};
use crate::feed::FeedReader;
use crate::forwarder::{Courier, Forwarder};
use crate::heartbeat::Heart;
use crate::journal_sender::JournalSender;
use crate::line::Hearsay;
use crate::reconciler::Reconciler;

/// How often the hall looks whether it was enrolled.
const ENROLMENT_EVERY: Duration = Duration::from_secs(2);
/// How often the setting up of a line is tried again.
const SET_UP_EVERY: Duration = Duration::from_secs(30);

/// Waits for enrolments and keeps the lanes of the latest running.
pub(super) struct Dispatch {
    pub(super) parts: LaneParts,
    pub(super) settings: LaneSettings,
    pub(super) centre_url: String,
    pub(super) stop: CancellationToken,
}

/// A centre that the hall is enrolled at, and the way to it.
struct Centre {
    enrolment: Enrolment,
    client: CentreClient,
    key: Verifier,
}

impl Dispatch {
    pub(super) async fn run(self) {
        let stop = self.stop.clone();
        let mut known = None;
        loop {
            let centre = tokio::select! {
                centre = self.centre_other_than(known.as_ref()) => centre,
                () = stop.cancelled() => return,
            };
            let (over, tasks) = (stop.child_token(), TaskTracker::new());
            tracing::info!(hall = %centre.enrolment.hall, "the lanes to the centre start");
            self.start(&centre, &over, &tasks);
            tasks.close();
            tokio::select! {
                _ = self.enrolment_other_than(Some(&centre.enrolment)) => {}
                () = stop.cancelled() => {}
            }
            over.cancel();
            tasks.wait().await;
            known = Some(centre.enrolment);
        }
    }

    async fn centre_other_than(&self, known: Option<&Enrolment>) -> Centre {
        loop {
            let enrolment = self.enrolment_other_than(known).await;
            match (self.client(&enrolment), Verifier::read(&enrolment.centre_key)) {
                (Ok(client), Some(key)) => return Centre { enrolment, client, key },
                (Err(error), _) => tracing::error!(%error, "there is no line to the centre"),
                (Ok(_), None) => tracing::error!("the pinned key of the centre cannot be read"),
            }
            tokio::time::sleep(SET_UP_EVERY).await;
        }
    }

    async fn enrolment_other_than(&self, known: Option<&Enrolment>) -> Enrolment {
        loop {
            match self.parts.store.enrolment() {
                Ok(Some(enrolment)) if Some(&enrolment) != known => return enrolment,
                Ok(_) => {}
                Err(error) => tracing::error!(%error, "the store does not tell the enrolment"),
            }
            tokio::time::sleep(ENROLMENT_EVERY).await;
        }
    }

    fn client(&self, enrolment: &Enrolment) -> Result<CentreClient, ClientError> {
        let signer = self.parts.store.hall_signer().clone();
        let speaker = Speaker { hall: enrolment.hall, signer };
        let clock = Arc::clone(&self.parts.clock);
        CentreClient::new(&self.centre_url, speaker, clock, self.settings.patience)
    }

    fn start(&self, centre: &Centre, over: &CancellationToken, tasks: &TaskTracker) {
        let Dispatch { parts, settings, .. } = self;
        let (hearsay, heard) = Hearsay::channel();
        let (settled, doubt) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let courier = Arc::new(Courier {
            store: parts.store.clone(),
            client: centre.client.clone(),
            centre: centre.key.clone(),
            clock: Arc::clone(&parts.clock),
            backoff: settings.backoff,
        });
        let line = parts.line.clone();
        let settling = Arc::clone(&settled);
        tasks.spawn(Forwarder::new(courier, line, heard, settling, over.clone()).run());
        tasks.spawn(self.journal(centre, hearsay.clone(), &doubt, over.clone()).run());
        tasks.spawn(self.feed(centre, hearsay.clone(), settled, over.clone()).run());
        tasks.spawn(self.reconciler(centre, hearsay.clone(), &doubt, over.clone()).run());
        tasks.spawn(self.heart(centre, hearsay, doubt, over.clone()).run());
    }

    fn journal(
        &self,
        centre: &Centre,
        hearsay: Hearsay,
        doubt: &Arc<Notify>,
        stop: CancellationToken,
    ) -> JournalSender {
        JournalSender {
            store: self.parts.store.clone(),
            client: centre.client.clone(),
            signer: self.parts.store.hall_signer().clone(),
            line: self.parts.line.clone(),
            hearsay,
            doubt: Arc::clone(doubt),
            every: self.settings.journal_every,
            backoff: self.settings.backoff,
            stop,
        }
    }

    fn feed(
        &self,
        centre: &Centre,
        hearsay: Hearsay,
        settled: Arc<Notify>,
        stop: CancellationToken,
    ) -> FeedReader {
        FeedReader {
            store: self.parts.store.clone(),
            client: centre.client.clone(),
            line: self.parts.line.clone(),
            hearsay,
            settled,
            every: self.settings.feed_every,
            stop,
        }
    }

    fn reconciler(
        &self,
        centre: &Centre,
        hearsay: Hearsay,
        doubt: &Arc<Notify>,
        stop: CancellationToken,
    ) -> Reconciler {
        Reconciler {
            store: self.parts.store.clone(),
            client: centre.client.clone(),
            clock: Arc::clone(&self.parts.clock),
            line: self.parts.line.clone(),
            hearsay,
            doubt: Arc::clone(doubt),
            every: self.settings.reconcile_every,
            backoff: self.settings.backoff,
            stop,
        }
    }

    fn heart(
        &self,
        centre: &Centre,
        hearsay: Hearsay,
        doubt: Arc<Notify>,
        stop: CancellationToken,
    ) -> Heart {
        Heart {
            store: self.parts.store.clone(),
            client: centre.client.clone(),
            clock: Arc::clone(&self.parts.clock),
            printers: self.parts.printers.clone(),
            streams: Arc::clone(&self.parts.streams),
            line: self.parts.line.clone(),
            hearsay,
            doubt,
            every: self.settings.heartbeat_every,
            stop,
        }
    }
}
