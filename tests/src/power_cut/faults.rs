//! A disk that fails at one act of a request, for every act there is.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use kiosk::store::{Health, Promise, StoreError};
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use shared::ids::TicketId;
use shared::journal::Link;
use shared::refusal::Refusal;
use uuid::Uuid;

use super::act::Platter;
use super::breach::{Breach, BreachKind};
use super::cache::Wear;
use super::compare::compare;
use super::disk::{Disk, Fault, Plan, Trouble};
use super::ledger::Ledger;
use super::premises::{BEGINNING, Opened, Premises};
use super::request::{Line, Request};

/// Every way in which a disk fails.
pub const FAULTS: [Fault; 5] =
    [Fault::Once, Fault::Lasting, Fault::NoSpace, Fault::NoGrowth, Fault::Read];
/// Halls that wait at the same time for their database to be opened again.
const AT_ONCE: usize = 16;

/// What came of a sweep.
#[derive(Debug, Default)]
pub struct Sweep {
    /// Requests during which the disk failed.
    pub failed: u64,
    /// Those of them that were acknowledged all the same.
    pub acknowledged: u64,
    /// The longest time from the end of the fault to the next answer.
    pub longest: Duration,
    /// Broken promises.
    pub breaches: Vec<(Fault, u64, Breach)>,
}

/// Lets a disk fail at each act of `request`, in each way.
pub fn sweep(premises: &Premises, before: &Request, request: &Request) -> Sweep {
    let acts = acts_of(premises, before, request);
    let cases: Vec<(Fault, u64)> =
        FAULTS.into_iter().flat_map(|fault| (0..=acts).map(move |at| (fault, at))).collect();
    let (next, sweep) = (AtomicU64::new(0), Mutex::new(Sweep::default()));
    let work = || {
        while let Some((fault, at)) = cases.get(next.fetch_add(1, Ordering::SeqCst) as usize) {
            let case = Case { premises, before, request, fault: *fault, at: *at };
            let outcome = case.run();
            sweep.lock().expect("no case panics").note(*fault, *at, outcome);
        }
    };
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(work);
        }
    });
    sweep.into_inner().expect("no case panics")
}

impl Sweep {
    fn note(&mut self, fault: Fault, at: u64, outcome: Result<Outcome, Breach>) {
        match outcome {
            Ok(Outcome::Untouched) => {}
            Ok(Outcome::Failed { was_acknowledged, pause }) => {
                self.failed += 1;
                self.acknowledged += u64::from(was_acknowledged);
                self.longest = self.longest.max(pause);
            }
            Err(breach) => self.breaches.push((fault, at, breach)),
        }
    }
}

enum Outcome {
    /// The fault came after everything.
    Untouched,
    Failed {
        was_acknowledged: bool,
        pause: Duration,
    },
}

/// One fault at one act.
struct Case<'a> {
    premises: &'a Premises,
    before: &'a Request,
    request: &'a Request,
    fault: Fault,
    at: u64,
}

impl Case<'_> {
    fn run(&self) -> Result<Outcome, Breach> {
        let disk = Disk::over(self.premises.dirty.clone(), Plan::default());
        let mut books = Books::open(self.premises, disk, Ledger::default())?;
        books.ask(self.before)?;
        let trouble = Some(Trouble { fault: self.fault, at: self.at });
        books.hall.disk.plan(Plan { trouble, ..Plan::default() });
        let answer = books.hall.answer(self.request.ask(&books.hall.store, self.premises));
        let was_touched = books.hall.disk.troubles() > 0;
        let was_acknowledged = answer.is_ok();
        if let Err(error) = answer {
            let refusal = error.refusal();
            let is_named = matches!(refusal, Refusal::StoreStopped | Refusal::DiskFull);
            BreachKind::Stuck.unless(is_named, || format!("{error} is told as {refusal:?}"))?;
            books.survive_a_cut(self.request)?;
        }
        books.hall.disk.plan(Plan::default());
        let pause = books.wait_until_open();
        books.ask(self.request)?;
        books.survive_a_cut(self.request)?;
        books.hall.drop_dead();
        Ok(if was_touched {
            Outcome::Failed { was_acknowledged, pause }
        } else {
            Outcome::Untouched
        })
    }
}

/// A hall and what it promised.
struct Books<'a> {
    premises: &'a Premises,
    hall: Opened,
    ledger: Ledger,
    links: Vec<Link>,
}

impl<'a> Books<'a> {
    fn open(premises: &'a Premises, disk: Disk, ledger: Ledger) -> Result<Self, Breach> {
        let hall = premises.open(disk, Promise::AfterCommit);
        let hall = hall.map_err(|error| BreachKind::Unopenable.found(error.to_string()))?;
        Ok(Self { premises, hall, ledger, links: Vec::new() })
    }

    /// Asks, and writes down what was promised. Asked again, it must be the same.
    fn ask(&mut self, request: &Request) -> Result<(), Breach> {
        let store = &self.hall.store;
        let answer = self.hall.answer(request.ask(store, self.premises)).map_err(stuck)?;
        let sealed = self.hall.sealed().map_err(stuck)?;
        let before = self.ledger.clone();
        self.ledger.note(request, &answer, self.premises, &sealed);
        self.links = store.journal_after(BEGINNING, usize::MAX).map_err(stuck)?;
        self.ledger.entries = self.links.len();
        for (id, kept) in &before.submissions {
            let again = &self.ledger.submissions[id].answer;
            BreachKind::Altered.unless(kept.answer == *again, || format!("the answer to {id}"))?;
        }
        let mut numbers: Vec<_> =
            self.ledger.tickets.values().map(|one| &one.first.ticket.number).collect();
        numbers.sort_by_key(|number| number.sequence);
        let is_gapless = numbers.iter().zip(1..).all(|(number, n)| number.sequence == n);
        BreachKind::Doubled.unless(is_gapless, || format!("{numbers:?} were given out"))
    }

    /// Cuts the power, opens what is left, and asks once more: what was promised before is there
    /// and the request is there once.
    fn survive_a_cut(&self, request: &Request) -> Result<(), Breach> {
        let mut random = StdRng::seed_from_u64(self.hall.disk.acts());
        let left = self.hall.disk.left(Wear::Whole, &mut random);
        let disk = Disk::over(left, Plan::default());
        let mut after = Self::open(self.premises, disk, self.ledger.clone().reopened())?;
        let links = after.hall.store.journal_after(BEGINNING, usize::MAX).map_err(stuck)?;
        let is_longer = links.starts_with(&self.links);
        BreachKind::Lost.unless(is_longer, || "the journal is shorter or differs".to_owned())?;
        after.ask(request)?;
        compare(&after.hall.store, &after.ledger, &after.links, &[])?;
        after.hall.drop_dead();
        Ok(())
    }

    /// How long it takes until something is accepted again.
    fn wait_until_open(&self) -> Duration {
        let begun = Instant::now();
        let mut health = self.hall.store.health();
        let open = self.hall.answer(health.wait_for(|health| *health == Health::Open));
        drop(open.expect("the store lives"));
        begun.elapsed()
    }
}

/// Lets a disk fail at each act of an opening: of a new hall, after a cut, and after a stop.
pub fn sweep_opening(premises: &Premises) -> Sweep {
    let mut sweep = Sweep::default();
    for start in [&Platter::default(), &premises.dirty, &premises.clean] {
        let plain = Disk::over(start.clone(), Plan::default());
        let opened = premises.open(plain.clone(), Promise::AfterCommit);
        opened.expect("it opens on a disk without faults").drop_dead();
        let acts = plain.acts().max(plain.reads());
        for (fault, at) in FAULTS.into_iter().flat_map(|fault| (0..acts).map(move |at| (fault, at)))
        {
            let outcome = fail_to_open(premises, start, Trouble { fault, at });
            sweep.note(fault, at, outcome);
        }
    }
    sweep
}

fn fail_to_open(premises: &Premises, start: &Platter, trouble: Trouble) -> Result<Outcome, Breach> {
    let disk = Disk::over(start.clone(), Plan { trouble: Some(trouble), ..Plan::default() });
    let opened = premises.open(disk.clone(), Promise::AfterCommit);
    let was_touched = disk.troubles() > 0;
    let was_acknowledged = opened.is_ok();
    if let Ok(hall) = opened {
        hall.store.close();
    }
    disk.plan(Plan::default());
    let mended = Instant::now();
    let mut books = Books::open(premises, disk, Ledger::default())?;
    let found = books.hall.store.journal_after(BEGINNING, usize::MAX).map_err(stuck)?;
    let is_whole = start.names.is_empty() || found.starts_with(&premises.links);
    BreachKind::Lost.unless(is_whole, || "the journal is shorter or differs".to_owned())?;
    books.ask(&Request::Ticket(TicketId(Uuid::now_v7()), Line::Reception))?;
    let pause = mended.elapsed();
    books.hall.drop_dead();
    Ok(if was_touched { Outcome::Failed { was_acknowledged, pause } } else { Outcome::Untouched })
}

/// How much is done to a disk during a request.
fn acts_of(premises: &Premises, before: &Request, request: &Request) -> u64 {
    let disk = Disk::over(premises.dirty.clone(), Plan::default());
    let mut books = Books::open(premises, disk, Ledger::default()).expect("it opens after a cut");
    books.ask(before).expect("it is answered on a disk without faults");
    books.hall.disk.plan(Plan::default());
    books.hall.answer(request.ask(&books.hall.store, premises)).expect("it is answered");
    let acts = books.hall.disk.acts().max(books.hall.disk.reads());
    books.hall.drop_dead();
    acts
}

fn stuck(error: StoreError) -> Breach {
    BreachKind::Stuck.found(error.to_string())
}
