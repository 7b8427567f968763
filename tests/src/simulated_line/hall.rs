//! A hall on simulated time: the product's store, schedule and trips, and a shell around them that
//! does what `kiosk/src/forwarder.rs` and `courier.rs` do, with a queue in place of a runtime.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use kiosk::centre_client::Reply;
use kiosk::clock::{Clock as _, TurnedClock};
use kiosk::forwarder::{self, Ask, Outcome, Schedule, Trip, Turn};
use kiosk::line::Line;
use kiosk::store::{OutboxItem, Store, StoreError};
use rand::RngExt as _;
use shared::delivery::{Backoff, Heard, ParkReason};
use shared::hall::LineState;
use shared::ids::{HallId, SubmissionId};
use shared::intake::SignedAcknowledgement;
use shared::signature::Verifier;

use super::asking::{Asking, Context, Departing, Died, Faith};
use super::plan::Plan;
use super::request::Request;
use crate::power_cut::answer::answer;
use crate::power_cut::disk::Disk;

/// A hall.
pub struct Hall {
    /// Its number.
    pub number: usize,
    /// As the centre named it.
    pub id: HallId,
    /// Its disk.
    pub disk: Disk,
    /// Its store, while it runs.
    pub store: Option<Store>,
    /// How often it was started.
    pub life: u32,
    /// How far its clock is ahead.
    pub ahead: i64,
    /// When the lane is to wake by itself.
    pub wake_at: Option<u64>,
    /// When the journal is looked at again.
    pub journal_at: Option<u64>,
    /// What it settled since it was looked at.
    pub settled: Vec<(SubmissionId, SignedAcknowledgement)>,
    /// What it set aside for a person since it was looked at.
    pub parked: Vec<(SubmissionId, ParkReason)>,
    /// Whether the power goes after some more acts.
    pub is_to_be_cut: bool,
    pub(super) folder: PathBuf,
    pub(super) clock: Arc<TurnedClock>,
    pub(super) line: Line,
    pub(super) backoff: Backoff,
    pub(super) journal_every: u64,
    pub(super) journal_is_out: bool,
    pub(super) journal_attempts: u32,
    pub(super) centre: Verifier,
    pub(super) faith: Faith,
    pub(super) schedule: Schedule,
    opened_at: u64,
    is_probing: bool,
    pub(super) trips: BTreeMap<SubmissionId, (Arc<OutboxItem>, Trip)>,
    pub(super) asking: BTreeMap<u64, Asking>,
    pub(super) ended: Vec<(SubmissionId, Outcome)>,
    exchanges: u64,
}

impl Hall {
    /// A hall that does not run yet, and pins a key of the centre.
    pub fn new(
        number: usize,
        id: HallId,
        folder: PathBuf,
        plan: &Plan,
        centre: Verifier,
        faith: Faith,
    ) -> Self {
        let disk = Disk::over(Default::default(), Default::default());
        Self {
            number,
            id,
            disk,
            store: None,
            life: 0,
            ahead: 0,
            wake_at: None,
            journal_at: None,
            settled: Vec::new(),
            parked: Vec::new(),
            is_to_be_cut: false,
            folder,
            clock: Arc::new(TurnedClock::at(Plan::start())),
            line: Line::new(),
            backoff: plan.backoff,
            journal_every: plan.journal_every,
            journal_is_out: false,
            journal_attempts: 0,
            centre,
            faith,
            schedule: Schedule::new(plan.backoff),
            opened_at: 0,
            is_probing: false,
            trips: BTreeMap::new(),
            asking: BTreeMap::new(),
            ended: Vec::new(),
            exchanges: 0,
        }
    }

    /// Pins another key of the centre, as a new enrolment does.
    pub fn pin(&mut self, centre: Verifier) {
        self.centre = centre;
    }

    /// Begins a life over an open store: nothing is known of the line.
    pub fn begin(&mut self, store: Store, context: &mut Context<'_>) {
        let state = LineState::Down { pending: 0, next_attempt_at: self.clock.now() };
        self.line = Line::new();
        self.line.set(state);
        self.schedule = Schedule::new(self.backoff);
        (self.opened_at, self.is_probing, self.journal_is_out) = (context.now, false, false);
        self.journal_attempts = 0;
        self.trips.clear();
        self.asking.clear();
        self.ended.clear();
        self.store = Some(store);
        self.life += 1;
        (self.wake_at, self.journal_at) = (Some(context.now), Some(context.now));
    }

    /// Turns its clock to this moment.
    pub fn tick(&self, now: u64) {
        let now = i64::try_from(now).expect("a run ends in this age");
        self.clock.set(Plan::start() + TimeDelta::milliseconds(now + self.ahead));
    }

    /// Does whatever there is to do.
    pub fn wake(&mut self, context: &mut Context<'_>) -> Result<Vec<Departing>, Died> {
        let Some(store) = self.store.clone() else { return Ok(Vec::new()) };
        if self.is_probing {
            return Ok(Vec::new());
        }
        let now = self.clock.now();
        for (submission, outcome) in std::mem::take(&mut self.ended) {
            self.schedule.ended(submission, outcome, context.random.random(), now);
        }
        self.schedule.look_again();
        let mut departing = Vec::new();
        loop {
            let running = Duration::from_millis(context.now - self.opened_at);
            match self.schedule.turn(now, running) {
                Turn::Rest => break,
                Turn::Read(at_most) => {
                    let due = forwarder::due(&store, self.backoff, at_most, now);
                    self.schedule.read(due, running);
                }
                Turn::Depart(item) => departing.extend(self.depart(item, context)?),
                Turn::Probe => {
                    self.is_probing = true;
                    let nonce = format!("{:032x}", context.random.random::<u128>());
                    let asking = Asking::Probe(nonce.clone());
                    departing.push(self.ask(asking, Request::Probe(nonce), context));
                    break;
                }
            }
        }
        self.rest(&store, context);
        Ok(departing)
    }

    /// Hears an answer, or that there will be none. An answer that nobody waits for is lost.
    pub fn hear(
        &mut self,
        exchange: u64,
        reply: Option<&Reply>,
        context: &mut Context<'_>,
    ) -> Result<Vec<Departing>, Died> {
        let Some(asking) = self.asking.remove(&exchange) else { return Ok(Vec::new()) };
        let (hall, status) = (self.number, reply.map_or(0, |reply| reply.status));
        context.trace.note(context.now, format_args!("{hall} hears {status} to {asking:?}"));
        match asking {
            Asking::Journal(first, last) => self.hear_of_journal(first, last, reply, context),
            Asking::Trip(submission, ask) => self.hear_of_trip(submission, ask, reply, context),
            Asking::Probe(nonce) => {
                self.is_probing = false;
                let is_centre = reply.is_some_and(|reply| reply.is_echo_of(&nonce));
                self.schedule.probed(is_centre, context.random.random(), self.clock.now());
                self.wake(context)
            }
        }
    }

    /// Another lane heard this.
    pub(super) fn overhear(&mut self, heard: Heard, context: &mut Context<'_>) {
        self.schedule.overheard(heard, context.random.random(), self.clock.now());
    }

    /// Asks something.
    pub(super) fn ask(
        &mut self,
        asking: Asking,
        request: Request,
        context: &mut Context<'_>,
    ) -> Departing {
        self.exchanges += 1;
        let (hall, exchange) = (self.number, self.exchanges);
        context.trace.note(context.now, format_args!("{hall} asks {exchange} {asking:?}"));
        context.trace.count(request.step());
        let patience = kiosk::centre_client::Patience::default();
        let patience = match asking {
            Asking::Trip(_, Ask::Commit) => patience.for_work(0),
            Asking::Trip(..) | Asking::Probe(_) | Asking::Journal(..) => {
                patience.for_bytes(request.bytes())
            }
        };
        let patience = u64::try_from(patience.as_millis()).expect("patience ends");
        self.asking.insert(exchange, asking);
        Departing { exchange, request, patience }
    }

    /// Writes into the store, unless the power goes.
    pub fn write<T>(
        &self,
        future: impl Future<Output = Result<T, StoreError>>,
    ) -> Result<Result<T, StoreError>, Died> {
        let answered = answer(&self.disk, future);
        if self.is_to_be_cut {
            self.settle_down();
        }
        if self.disk.has_power() { Ok(answered) } else { Err(Died) }
    }

    /// Waits until the writer has nothing more to do.
    pub fn settle_down(&self) {
        if let Some(store) = &self.store {
            // The second begins after the first was followed up.
            let _ = answer(&self.disk, store.begin_day());
            let _ = answer(&self.disk, store.begin_day());
        }
    }

    /// What its clock shows.
    pub(super) fn now(&self) -> shared::time::Timestamp {
        self.clock.now()
    }

    /// Plans to wake when there is something to do again.
    fn rest(&mut self, store: &Store, context: &Context<'_>) {
        let pending = store.outbox_counts().pending;
        if let Some(state) = self.schedule.line(pending) {
            self.line.set(state);
        }
        let now = self.now();
        let next_due = store.next_due_at().ok().flatten();
        let until = self.schedule.rests_until(next_due, now);
        self.wake_at = until.map(|until| {
            let span = (until - now).num_milliseconds().max(0).unsigned_abs();
            context.now + span + 1
        });
    }
}
