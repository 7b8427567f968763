//! The lane to the centre: what the hall owes goes out until the centre's signed word is stored.

mod pace;
mod tracks;
mod trip;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use shared::delivery::{Backoff, Heard};
use shared::hall::LineState;
use shared::ids::SubmissionId;
use shared::signature::Verifier;
use shared::time::Timestamp;
use tokio::sync::{Notify, mpsc};
use tokio::task::{Id, JoinSet};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::centre_client::CentreClient;
use crate::clock::Clock;
use crate::line::Line;
use crate::store::{OutboxItem, Store};
use tracks::Tracks;
use trip::Trip;

pub use pace::{Outcome, Pace, RETRY_AFTER_MAX, Stance, TROUBLED_MAX, is_ahead, next_attempt_at};

/// The longest sleep: the hall's clock may be turned while the lane sleeps.
const SLEEP_MAX: Duration = Duration::from_millis(500);
/// How often the number of pending submissions is told while they flow.
const TELL_EVERY: Duration = Duration::from_millis(250);

/// What every try to deliver needs.
pub(crate) struct Courier {
    pub(crate) store: Store,
    pub(crate) client: CentreClient,
    /// The centre's pinned key.
    pub(crate) centre: Verifier,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) backoff: Backoff,
}

/// The lane.
pub(crate) struct Forwarder {
    courier: Arc<Courier>,
    line: Line,
    hearsay: mpsc::Receiver<Heard>,
    settled: Arc<Notify>,
    stop: CancellationToken,
    pace: Pace,
    tracks: Tracks,
    trips: JoinSet<(SubmissionId, Outcome)>,
    tasks: HashMap<Id, SubmissionId>,
    told_at: Option<Instant>,
}

impl Forwarder {
    pub(crate) fn new(
        courier: Arc<Courier>,
        line: Line,
        hearsay: mpsc::Receiver<Heard>,
        settled: Arc<Notify>,
        stop: CancellationToken,
    ) -> Self {
        let pace = Pace::new(courier.backoff);
        let tracks = Tracks::new(Arc::clone(&courier));
        Self {
            courier,
            line,
            hearsay,
            settled,
            stop,
            pace,
            tracks,
            trips: JoinSet::new(),
            tasks: HashMap::new(),
            told_at: None,
        }
    }

    /// Runs until the node stops; what travels then is finished or abandoned, and asked again.
    pub(crate) async fn run(mut self) {
        let store = self.courier.store.clone();
        self.line.set(LineState::Down { pending: self.pending(), next_attempt_at: self.now() });
        while !self.stop.is_cancelled() {
            let changed = store.outbox_changed().notified();
            tokio::pin!(changed);
            changed.as_mut().enable();
            self.tracks.look_again();
            match self.pace.stance(self.now()) {
                Stance::Probe => {
                    self.probe().await;
                    continue;
                }
                Stance::Send => self.send(),
                Stance::SendOne => self.send_one(),
                Stance::Wait(_) => self.tracks.clear(),
            }
            self.tell();
            let sleep = self.sleep();
            tokio::select! {
                () = self.stop.cancelled() => {}
                Some(joined) = self.trips.join_next_with_id() => self.arrived(joined),
                Some(heard) = self.hearsay.recv() => self.overheard(heard),
                () = &mut changed => {}
                () = tokio::time::sleep(sleep) => {}
            }
        }
        while let Some(joined) = self.trips.join_next_with_id().await {
            self.arrived(joined);
        }
    }

    async fn probe(&mut self) {
        let is_centre = tokio::select! {
            is_centre = self.courier.client.probe(rand::random()) => is_centre,
            () = self.stop.cancelled() => return,
        };
        let now = self.now();
        self.pace.probed(is_centre, rand::random(), now);
        tracing::debug!(is_centre, "the line was probed");
        self.tell_at_once();
    }

    fn send(&mut self) {
        while let Some(item) = self.tracks.next() {
            self.start(item);
        }
    }

    fn send_one(&mut self) {
        if self.tracks.travelling() > 0 {
            return;
        }
        if let Some(item) = self.tracks.next_least_tried() {
            self.start(item);
        }
    }

    fn start(&mut self, item: OutboxItem) {
        let submission = item.submission;
        let trip = Trip::new(Arc::clone(&self.courier), item);
        let task = self.trips.spawn(trip.run(self.stop.clone()));
        self.tasks.insert(task.id(), submission);
    }

    fn arrived(&mut self, joined: Result<(Id, (SubmissionId, Outcome)), tokio::task::JoinError>) {
        let (id, outcome) = match joined {
            Ok((id, (_, outcome))) => (id, outcome),
            Err(error) => {
                tracing::error!(%error, "a try to deliver broke off");
                (error.id(), Outcome::StoreFailed)
            }
        };
        let Some(submission) = self.tasks.remove(&id) else { return };
        self.tracks.arrived(submission);
        let now = self.now();
        self.pace.ended(submission, outcome, rand::random(), now);
        match outcome {
            Outcome::Spoken => self.settled.notify_one(),
            Outcome::Again(_) | Outcome::Refused | Outcome::StoreFailed | Outcome::Abandoned => {}
        }
    }

    fn overheard(&mut self, heard: Heard) {
        let now = self.now();
        self.pace.overheard(heard, rand::random(), now);
    }

    /// Until the next submission is due or the lane may go on, but never long.
    fn sleep(&self) -> Duration {
        let now = self.now();
        let until = match self.pace.stance(now) {
            Stance::Wait(until) => Some(until),
            Stance::Probe | Stance::Send | Stance::SendOne => {
                self.courier.store.next_due_at().ok().flatten().filter(|due| *due > now)
            }
        };
        let span = until.and_then(|until| (until - now).to_std().ok());
        span.map_or(SLEEP_MAX, |span| span.min(SLEEP_MAX))
    }

    fn tell(&mut self) {
        let is_told = self.told_at.is_some_and(|at| at.elapsed() < TELL_EVERY);
        if !is_told || self.tracks.travelling() == 0 {
            self.tell_at_once();
        }
    }

    fn tell_at_once(&mut self) {
        if let Some(state) = self.pace.line(self.pending()) {
            self.line.set(state);
        }
        self.told_at = Some(Instant::now());
    }

    fn pending(&self) -> u64 {
        self.courier.store.outbox_counts().pending
    }

    fn now(&self) -> Timestamp {
        self.courier.clock.now()
    }
}
