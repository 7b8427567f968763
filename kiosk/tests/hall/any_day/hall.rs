//! The store of a hall whose plug can be pulled; every request is sent until it is answered.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use chrono::TimeDelta;
use kiosk::clock::{Clock, TurnedClock};
use kiosk::store::{Opening, Session, Store, StoreError, StoreOptions};
use shared::catalogue::Catalogue;
use shared::credential::Token;
use shared::hall::{CounterView, Verb};
use shared::ids::{ActId, CounterId, SeriesCode, TicketId};
use shared::journal::{Position, read_chain};
use shared::refusal::Refusal;
use shared::ticket::{Ticket, TicketState};
use shared::visit::{Phase, Visits};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use uuid::Uuid;

use crate::support::desk::desk;
use crate::support::disk::{Disk, port};
use crate::support::{COPIES, morning, ordinary, posted};

/// Counters 1 and 2 serve series A, counter 3 serves A and C.
pub(super) const COUNTERS: u16 = 3;
/// A procedure whose tickets are of series C.
const BUSINESS: &str = "1.001612";

pub(super) struct DayHall {
    runtime: Runtime,
    store: Option<Store>,
    disk: Arc<Disk>,
    clock: Arc<TurnedClock>,
    catalogue: Arc<Catalogue>,
    folder: TempDir,
    first_answers: BTreeMap<usize, Ticket>,
}

impl DayHall {
    pub(super) fn open() -> Self {
        let catalogue = kiosk::posted::read(&posted()).expect("the catalogue is posted");
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        let mut hall = Self {
            runtime: runtime.expect("a runtime starts"),
            store: None,
            disk: Arc::new(Disk::default()),
            clock: Arc::new(TurnedClock::at(morning())),
            catalogue: Arc::new(catalogue),
            folder: tempfile::tempdir().expect("there is a place for temporary files"),
            first_answers: BTreeMap::new(),
        };
        hall.start();
        for counter in 1..=COUNTERS {
            hall.sit(counter);
        }
        hall
    }

    pub(super) fn ticket(&self, slot: usize) -> TicketId {
        // Of version 7, with the slot where the random bits are.
        TicketId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + slot as u128))
    }

    /// Asks for a number until there is an answer, which is the same for ever.
    pub(super) fn ask(&mut self, slot: usize) {
        let request = ordinary(if slot.is_multiple_of(2) { COPIES } else { BUSINESS });
        let id = self.ticket(slot);
        let issued = self.until_answered(|store| {
            let request = request.clone();
            async move { store.issue_ticket(id, request, false).await }
        });
        let ticket = issued.expect("it is offered").ticket;
        let first = self.first_answers.entry(slot).or_insert_with(|| ticket.clone());
        assert_eq!(*first, ticket, "the first answer is the answer");
    }

    /// Presses a verb until there is an answer, and once more to hear the same.
    pub(super) fn press(&mut self, counter: u16, verb: &Verb) {
        let act = ActId(Uuid::now_v7());
        let (first, second) = (self.act(counter, act, verb), self.act(counter, act, verb));
        assert_eq!(first, second, "the same press gets the same answer");
    }

    pub(super) fn pass(&mut self, minutes: i64) {
        self.clock.turn(TimeDelta::minutes(minutes));
        self.until_answered(|store| async move { store.begin_day().await }).expect("it begins");
    }

    /// Stops in order; what the counters see is the same afterwards.
    pub(super) fn restart(&mut self) {
        let before = self.views();
        self.store().close();
        self.start();
        assert_eq!(self.views(), before, "a restart changes nothing");
    }

    /// Lets the disk break after so many writes, whenever they come.
    pub(super) fn cut_after(&mut self, writes: i64) {
        self.disk.writes_left.store(writes, Ordering::SeqCst);
    }

    pub(super) fn numbers(&self) -> BTreeMap<String, Vec<u32>> {
        let mut numbers = BTreeMap::<String, Vec<u32>>::new();
        for ticket in self.first_answers.values() {
            let number = &ticket.number;
            numbers.entry(number.series.0.clone()).or_default().push(number.sequence);
        }
        numbers.values_mut().for_each(|of_series| of_series.sort_unstable());
        numbers
    }

    pub(super) fn assert_each_ticket_at_one_counter(&self) {
        let at_hand: Vec<(CounterId, TicketId)> = self
            .views()
            .into_iter()
            .filter_map(|view| Some((view.counter, view.at_hand?.id)))
            .collect();
        let tickets: BTreeSet<TicketId> = at_hand.iter().map(|(_, id)| *id).collect();
        assert_eq!(tickets.len(), at_hand.len(), "a ticket at two counters: {at_hand:?}");
        for slot in self.first_answers.keys() {
            let id = self.ticket(*slot);
            let at = self.store().ticket(id).expect("the ticket is known").ticket.counter();
            let seen = at_hand.iter().find(|(_, ticket)| *ticket == id);
            assert_eq!(at, seen.map(|(counter, _)| *counter), "row and counter agree");
        }
    }

    /// Every ticket does in the journal what its row says.
    pub(super) fn assert_the_journal_tells_the_same(&self) {
        let beginning = Position { epoch: 1, seq: 0 };
        let links = self.store().journal_after(beginning, usize::MAX).expect("it can be read");
        let visits = Visits::of(&read_chain(&links).expect("the chain holds"));
        for slot in self.first_answers.keys() {
            let ticket = self.store().ticket(self.ticket(*slot)).expect("it is known").ticket;
            let visit = visits.get(ticket.id).expect("it was issued");
            let last = visit.intervals.last().expect("it waited");
            let open = last.to.is_none().then_some(last.phase);
            assert_eq!((open, visit.outcome()), told_by(&ticket), "{ticket:?}");
            assert_eq!(&last.series, ticket.series());
        }
    }

    fn act(&mut self, counter: u16, act: ActId, verb: &Verb) -> Result<Option<Ticket>, Refusal> {
        let done = self.until_answered(|store| {
            let (verb, series) = (verb.clone(), series(counter));
            async move { store.act(desk(counter), series, act, verb).await }
        });
        done.map(|done| done.ticket)
    }

    /// Sends a request until it is answered. A store that fails is left as it is, as by a cut,
    /// and opened anew from what lies on the disk.
    fn until_answered<T, F: Future<Output = Result<T, StoreError>>>(
        &mut self,
        request: impl Fn(Store) -> F,
    ) -> Result<T, Refusal> {
        loop {
            match self.runtime.block_on(request(self.store().clone())) {
                Ok(answer) => return Ok(answer),
                Err(error) => match error.refusal() {
                    Refusal::StoreStopped => self.power_returns(),
                    refusal => return Err(refusal),
                },
            }
        }
    }

    fn power_returns(&mut self) {
        self.store().close();
        self.start();
    }

    fn start(&mut self) {
        self.disk.writes_left.store(i64::MAX, Ordering::SeqCst);
        let mut options = StoreOptions::new(self.folder.path(), Arc::clone(&self.catalogue));
        let clock: Arc<dyn Clock> = Arc::<TurnedClock>::clone(&self.clock);
        (options.clock, options.disk) = (clock, port(&self.disk));
        options.rules.opening = Opening::Always;
        self.store = Some(Store::open(options).expect("the store opens"));
    }

    fn sit(&mut self, counter: u16) {
        let session = Session {
            officer: desk(counter).officer,
            name: format!("Reception {counter}"),
            counter: CounterId(counter),
            series: series(counter),
        };
        let token = Token::from_random(&[u8::try_from(counter).expect("few counters"); 32]);
        let seated = self.runtime.block_on(self.store().begin_session(session, &token));
        seated.expect("the counter is free");
    }

    fn views(&self) -> Vec<CounterView> {
        let view = |counter| self.store().counter_view(desk(counter), &series(counter));
        (1..=COUNTERS).map(|counter| view(counter).expect("the store is open")).collect()
    }

    fn store(&self) -> &Store {
        self.store.as_ref().expect("the store is open")
    }
}

fn series(counter: u16) -> Vec<SeriesCode> {
    if counter == COUNTERS { vec!["A".into(), "C".into()] } else { vec!["A".into()] }
}

fn told_by(ticket: &Ticket) -> (Option<Phase>, Option<shared::ticket::Outcome>) {
    match &ticket.state {
        TicketState::Waiting { .. } => (Some(Phase::Waiting), None),
        TicketState::Called { .. } => (Some(Phase::Called), None),
        TicketState::Serving { .. } => (Some(Phase::Serving), None),
        TicketState::Held { .. } => (Some(Phase::Held), None),
        TicketState::Closed { outcome, .. } => (None, Some(*outcome)),
    }
}
