//! A disk that fails at one act of a request, for every act there is.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use kiosk::store::Promise;
use shared::ids::{SubmissionId, TicketId};
use shared::refusal::Refusal;
use uuid::Uuid;

use super::act::Platter;
use super::books::Books;
use super::breach::{Breach, BreachKind};
use super::disk::Disk;
use super::ledger::Ledger;
use super::premises::{BEGINNING, Premises};
use super::request::{Line, Request};
use super::trouble::{Fault, Plan, Trouble};

/// Every way in which a disk fails.
pub const FAULTS: [Fault; 5] =
    [Fault::Once, Fault::Lasting, Fault::NoSpace, Fault::NoGrowth, Fault::Read];
/// Submissions after which a file has surely grown.
const ENOUGH_TO_GROW: usize = 2_000;
/// Halls that wait at the same time for their database to be opened again.
const AT_ONCE: usize = 16;

/// What came of a sweep.
#[derive(Debug, Default)]
pub struct Sweep {
    /// How much is done to a disk when nothing fails.
    pub acts: u64,
    /// How often a disk failed, for each way.
    pub failed: BTreeMap<Fault, u64>,
    /// How often something was acknowledged although the disk failed.
    pub acknowledged: u64,
    /// The longest time from the end of the fault to the next answer.
    pub longest: Duration,
    /// Broken promises.
    pub breaches: Vec<(Fault, u64, Breach)>,
}

/// Lets a disk fail at each act of `request`, in each way.
pub fn sweep(premises: &Premises, before: &Request, request: &Request) -> Sweep {
    let (acts, reads) = acts_of(premises, before, request);
    let cases: Vec<(Fault, u64)> = FAULTS
        .into_iter()
        .flat_map(|fault| (0..=acts.max(reads)).map(move |at| (fault, at)))
        .collect();
    let (next, sweep) = (AtomicU64::new(0), Mutex::new(Sweep { acts, ..Sweep::default() }));
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
                *self.failed.entry(fault).or_default() += 1;
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
        let answer = books.try_ask(self.request);
        let was_touched = books.hall.disk.troubles() > 0;
        let was_acknowledged = answer.is_ok();
        if let Err(error) = answer {
            let refusal = error.refusal();
            let is_named = matches!(refusal, Refusal::StoreStopped | Refusal::DiskFull);
            BreachKind::Stuck.unless(is_named, || format!("{error} is told as {refusal:?}"))?;
            books.survive_a_cut(self.request)?;
        }
        let pause = mend_and_go_on(books, self.request)?;
        Ok(if was_touched {
            Outcome::Failed { was_acknowledged, pause }
        } else {
            Outcome::Untouched
        })
    }
}

/// Lets a disk be full when its file grows for the `nth` time, however many submissions that takes.
pub fn fill_at_growth(premises: &Premises, nth: u64) -> Result<Duration, Breach> {
    let disk = Disk::over(premises.dirty.clone(), Plan::default());
    let mut books = Books::open(premises, disk, Ledger::default())?;
    let trouble = Some(Trouble { fault: Fault::NoGrowth, at: nth });
    books.hall.disk.plan(Plan { trouble, ..Plan::default() });
    for _ in 0..ENOUGH_TO_GROW {
        let request = Request::Submit(SubmissionId(Uuid::now_v7()), 0);
        match books.try_ask(&request) {
            Ok(_) => books.ask(&request)?,
            Err(error) => {
                let is_full = error.refusal() == Refusal::DiskFull;
                BreachKind::Stuck.unless(is_full, || error.to_string())?;
                books.survive_a_cut(&request)?;
                return mend_and_go_on(books, &request);
            }
        }
    }
    Err(BreachKind::Stuck.found("the file did not grow"))
}

/// Mends the disk, waits for the hall, asks again, and cuts once more.
fn mend_and_go_on(mut books: Books<'_>, request: &Request) -> Result<Duration, Breach> {
    books.hall.disk.plan(Plan::default());
    let pause = books.wait_until_open();
    books.ask(request)?;
    books.survive_a_cut(request)?;
    books.hall.drop_dead();
    Ok(pause)
}

/// Lets a disk fail at each act of an opening: of a new hall, after a cut, and after a stop.
pub fn sweep_opening(premises: &Premises) -> Sweep {
    let mut sweep = Sweep::default();
    for start in [&Platter::default(), &premises.dirty, &premises.clean] {
        let plain = Disk::over(start.clone(), Plan::default());
        let opened = premises.open(plain.clone(), Promise::AfterCommit);
        opened.expect("it opens on a disk without faults").drop_dead();
        let acts = plain.acts().max(plain.reads());
        sweep.acts += plain.acts();
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
    let found = books
        .hall
        .store
        .journal_after(BEGINNING, usize::MAX)
        .map_err(BreachKind::Stuck.because())?;
    let is_whole = start.names.is_empty() || found.starts_with(&premises.links);
    BreachKind::Lost.unless(is_whole, || "the journal is shorter or differs".to_owned())?;
    books.ask(&Request::Ticket(TicketId(Uuid::now_v7()), Line::Reception))?;
    let pause = mended.elapsed();
    books.hall.drop_dead();
    Ok(if was_touched { Outcome::Failed { was_acknowledged, pause } } else { Outcome::Untouched })
}

/// How much is done to a disk, and how often it is read, during a request.
fn acts_of(premises: &Premises, before: &Request, request: &Request) -> (u64, u64) {
    let disk = Disk::over(premises.dirty.clone(), Plan::default());
    let mut books = Books::open(premises, disk, Ledger::default()).expect("it opens after a cut");
    books.ask(before).expect("it is answered on a disk without faults");
    books.hall.disk.plan(Plan::default());
    books.hall.answer(request.ask(&books.hall.store, premises)).expect("it is answered");
    let counted = (books.hall.disk.acts(), books.hall.disk.reads());
    books.hall.drop_dead();
    counted
}
