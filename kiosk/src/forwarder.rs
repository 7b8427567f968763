//! The lane to the centre: what the hall owes goes out until the centre's signed word is stored.
//!
//! `schedule` and `trip` decide, and know no clock, disk or line; here they are given all three.

mod courier;
mod pace;
mod reading;
mod schedule;
mod tracks;
mod trip;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use shared::delivery::Heard;
use shared::hall::LineState;
use shared::ids::SubmissionId;
use shared::time::Timestamp;
use tokio::sync::{Notify, mpsc};
use tokio::task::{Id, JoinSet};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::line::Line;
use crate::store::OutboxItem;

pub(crate) use courier::Courier;
pub use pace::{Outcome, Pace, RETRY_AFTER_MAX, Stance, TROUBLED_MAX, is_ahead, next_attempt_at};
#[doc(hidden)]
pub use reading::{Unreadable, chunk, due, envelope, file_bytes, write_down};
#[doc(hidden)]
pub use schedule::{Schedule, Turn};
#[doc(hidden)]
pub use trip::{Act, Answer, Ask, End, Step, Trip};

/// The longest sleep: the hall's clock may be turned while the lane sleeps.
const SLEEP_MAX: Duration = Duration::from_millis(500);
/// How often the number of pending submissions is told while they flow.
const TELL_EVERY: Duration = Duration::from_millis(250);

/// The lane.
pub(crate) struct Forwarder {
    courier: Arc<Courier>,
    line: Line,
    hearsay: mpsc::Receiver<Heard>,
    settled: Arc<Notify>,
    stop: CancellationToken,
    schedule: Schedule,
    trips: JoinSet<(SubmissionId, Outcome)>,
    tasks: HashMap<Id, SubmissionId>,
    begun_at: Instant,
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
        let schedule = Schedule::new(courier.backoff);
        Self {
            courier,
            line,
            hearsay,
            settled,
            stop,
            schedule,
            trips: JoinSet::new(),
            tasks: HashMap::new(),
            begun_at: Instant::now(),
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
            if self.act() == Acted::IsToProbe {
                self.probe().await;
                continue;
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

    /// Does whatever there is to do at this moment.
    fn act(&mut self) -> Acted {
        self.schedule.look_again();
        loop {
            let (now, running) = (self.now(), self.begun_at.elapsed());
            match self.schedule.turn(now, running) {
                Turn::Probe => return Acted::IsToProbe,
                Turn::Rest => return Acted::Rests,
                Turn::Depart(item) => self.start(item),
                Turn::Read(at_most) => {
                    let Courier { store, backoff, .. } = &*self.courier;
                    self.schedule.read(due(store, *backoff, at_most, now), running);
                }
            }
        }
    }

    async fn probe(&mut self) {
        let is_centre = tokio::select! {
            is_centre = self.courier.client.probe(rand::random()) => is_centre,
            () = self.stop.cancelled() => return,
        };
        let now = self.now();
        self.schedule.probed(is_centre, rand::random(), now);
        tracing::debug!(is_centre, "the line was probed");
        self.tell_at_once();
    }

    fn start(&mut self, item: OutboxItem) {
        let submission = item.submission;
        let carried = Arc::clone(&self.courier).carry(item, self.stop.clone());
        let task = self.trips.spawn(carried);
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
        let now = self.now();
        self.schedule.ended(submission, outcome, rand::random(), now);
        match outcome {
            Outcome::Spoken => self.settled.notify_one(),
            Outcome::Again(_) | Outcome::Refused | Outcome::StoreFailed | Outcome::Abandoned => {}
        }
    }

    fn overheard(&mut self, heard: Heard) {
        let now = self.now();
        self.schedule.overheard(heard, rand::random(), now);
    }

    /// Until the next submission is due or the lane may go on, but never long.
    fn sleep(&self) -> Duration {
        let now = self.now();
        let next_due = self.courier.store.next_due_at().ok().flatten();
        let until = self.schedule.rests_until(next_due, now);
        let span = until.and_then(|until| (until - now).to_std().ok());
        span.map_or(SLEEP_MAX, |span| span.min(SLEEP_MAX))
    }

    fn tell(&mut self) {
        let is_told = self.told_at.is_some_and(|at| at.elapsed() < TELL_EVERY);
        if !is_told || self.schedule.travelling() == 0 {
            self.tell_at_once();
        }
    }

    fn tell_at_once(&mut self) {
        if let Some(state) = self.schedule.line(self.pending()) {
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

/// What the lane is to do after it has acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Acted {
    IsToProbe,
    Rests,
}
