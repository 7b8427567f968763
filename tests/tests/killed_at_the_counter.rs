//! The plug is pulled while counters call and citizens take numbers on paper, again and again.

#![allow(clippy::unwrap_used, reason = "a test says what must not fail by failing")]

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use kiosk::store::{Store, StoreOptions};
use promises::books;
use promises::counter::{Counter, act};
use promises::fake_printer::FakePrinter;
use promises::hall::ticket_request;
use promises::paper::printed_tokens;
use promises::patience::until_so;
use promises::posted::{self, BIRTH};
use promises::program::KioskProgram;
use promises::visitor::Visitor;
use shared::hall::{ActDone, FollowToken, TicketView, Verb};
use shared::ids::{ActId, TicketId};
use shared::journal::{HallEvent, read_chain};
use shared::ticket::{Ending, Ticket};
use tokio::sync::Mutex;
use uuid::Uuid;

const ROUNDS: usize = 10;
const COUNTERS: u16 = 3;
const CITIZENS: usize = 4;

/// What was asked for, and what was answered before the plug was pulled.
#[derive(Default)]
struct Told {
    tickets: BTreeMap<TicketId, Option<TicketView>>,
    presses: Vec<Press>,
}

/// One press at a counter.
struct Press {
    counter: usize,
    act: ActId,
    verb: Verb,
    done: Option<ActDone>,
}

impl Press {
    /// The ticket that this press was told to have called.
    fn called(&self) -> Option<&Ticket> {
        let is_call = self.verb == Verb::Next;
        self.done.as_ref().filter(|_| is_call)?.ticket.as_ref()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_call_is_lost_or_doubled_and_no_paper_has_no_ticket() {
    let copy = posted::Copy::with_many_numbers();
    let printer = FakePrinter::in_the_network();
    let mut hall = KioskProgram::configure(copy.path(), None);
    let address = printer.address();
    hall.configure_more(&format!("[printer]\nkind = \"network\"\naddress = \"{address}\"\n"));
    hall.start();
    hall.wait_until_ready().await;
    let counters = Arc::new(sit_down(&hall).await);
    let told = Arc::new(Mutex::new(Told::default()));

    for round in 0..ROUNDS {
        kill_in_the_middle(&mut hall, &counters, &told, round).await;
        hall.start();
        hall.wait_until_ready().await;
    }
    ask_again(&hall.visitor(), &counters, &mut *told.lock().await).await;
    hall.stop();

    let told = &*told.lock().await;
    assert_calls_hold(told);
    assert_the_journal_holds(&hall, copy.path(), told);
    assert_paper_has_tickets(&printer, told);
}

async fn sit_down(hall: &KioskProgram) -> Vec<Counter> {
    let mut counters = Vec::new();
    for counter in 1..=COUNTERS {
        counters.push(Counter::open_at(hall, counter).await);
    }
    counters
}

/// Pulls the plug after so many answers that each round meets another instant.
async fn kill_in_the_middle(
    hall: &mut KioskProgram,
    counters: &Arc<Vec<Counter>>,
    told: &Arc<Mutex<Told>>,
    round: usize,
) {
    let answered = Arc::new(AtomicUsize::new(0));
    let mut works = tokio::task::JoinSet::new();
    for _ in 0..CITIZENS {
        let (told, answered) = (Arc::clone(told), Arc::clone(&answered));
        works.spawn(take_until_cut(hall.visitor(), told, answered));
    }
    for at in 0..counters.len() {
        let (counters, told) = (Arc::clone(counters), Arc::clone(told));
        works.spawn(call_until_cut(counters, at, told, Arc::clone(&answered)));
    }
    let enough = 25 + 13 * round;
    until_so("calls are on their way", || answered.load(Ordering::SeqCst) >= enough).await;
    hall.kill();
    while let Some(ended) = works.join_next().await {
        ended.unwrap();
    }
}

async fn take_until_cut(visitor: Visitor, told: Arc<Mutex<Told>>, answered: Arc<AtomicUsize>) {
    loop {
        let id = TicketId(Uuid::now_v7());
        told.lock().await.tickets.insert(id, None);
        let Some(view) = take(&visitor, id).await else { return };
        told.lock().await.tickets.insert(id, Some(view));
        answered.fetch_add(1, Ordering::SeqCst);
    }
}

/// Calls and closes in turn; what the cut left at hand is closed first.
async fn call_until_cut(
    counters: Arc<Vec<Counter>>,
    at: usize,
    told: Arc<Mutex<Told>>,
    answered: Arc<AtomicUsize>,
) {
    let mut has_one = counters[at].try_view().await.is_some_and(|view| view.at_hand.is_some());
    loop {
        let verb = if has_one { Verb::Close { ending: Ending::Served } } else { Verb::Next };
        let (place, act) = {
            let (mut told, act) = (told.lock().await, act());
            told.presses.push(Press { counter: at, act, verb: verb.clone(), done: None });
            (told.presses.len() - 1, act)
        };
        let Some(answer) = counters[at].try_press(act, &verb).await else { return };
        let done: ActDone = answer.json();
        has_one = verb == Verb::Next && done.ticket.is_some();
        told.lock().await.presses[place].done = Some(done);
        answered.fetch_add(1, Ordering::SeqCst);
    }
}

/// What screens and counters do after a cut: the same requests under the same ids.
async fn ask_again(visitor: &Visitor, counters: &[Counter], told: &mut Told) {
    for (id, known) in &mut told.tickets {
        let view = take(visitor, *id).await.unwrap();
        assert!(known.as_ref().is_none_or(|known| *known == view));
        *known = Some(view);
    }
    for Press { counter, act, verb, done } in &told.presses {
        let Some(done) = done else { continue };
        let answer = counters[*counter].press(*act, verb).await;
        assert_eq!(answer.json::<ActDone>(), *done, "the same act gets the same answer");
    }
}

fn assert_calls_hold(told: &Told) {
    let mut called = BTreeSet::new();
    for ticket in told.presses.iter().filter_map(Press::called) {
        assert!(called.insert(ticket.id), "{} was called twice", ticket.number);
        assert!(told.tickets.contains_key(&ticket.id), "{} was never asked for", ticket.number);
    }
    assert!(called.len() > ROUNDS, "counters called");
}

/// Numbers are exactly 1..n, every answered call is there, and none is there twice.
fn assert_the_journal_holds(hall: &KioskProgram, catalogue: &std::path::Path, told: &Told) {
    let catalogue = Arc::new(posted::read(catalogue));
    let store = Store::open(StoreOptions::new(hall.data_dir(), catalogue)).unwrap();
    let (mut numbers, mut calls) = (Vec::new(), BTreeMap::new());
    for entry in read_chain(&books::journal_of(&store)).unwrap() {
        if let HallEvent::TicketIssued { number, .. } = entry.event {
            numbers.push(number.sequence);
        } else if let HallEvent::TicketCalled { ticket, act, .. } = entry.event {
            assert_eq!(calls.insert(act, ticket), None);
        }
    }
    store.close();
    let count = u32::try_from(numbers.len()).unwrap();
    assert_eq!(numbers, (1..=count).collect::<Vec<_>>());
    assert_eq!(calls.values().collect::<BTreeSet<_>>().len(), calls.len());
    for press in &told.presses {
        if let Some(ticket) = press.called() {
            assert_eq!(calls.get(&press.act), Some(&ticket.id), "an answered call is there");
        }
    }
}

fn assert_paper_has_tickets(printer: &FakePrinter, told: &Told) {
    let known: Vec<FollowToken> =
        told.tickets.values().flatten().map(|view| view.follow.clone()).collect();
    let mut seen = HashSet::new();
    for token in printed_tokens(printer) {
        assert!(known.contains(&token), "paper without a ticket");
        assert!(seen.insert(token), "two papers of one ticket");
    }
    assert!(!seen.is_empty(), "the printer printed");
}

async fn take(visitor: &Visitor, id: TicketId) -> Option<TicketView> {
    let path = format!("/api/tickets/{id}?paper=true");
    Some(visitor.try_put(&path, &ticket_request(BIRTH)).await?.json())
}
