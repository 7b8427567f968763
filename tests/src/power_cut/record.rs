//! A hall runs on a disk without faults, and everything is written down: acts, answers, promises.

use kiosk::store::{Promise, StoreError};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use shared::ids::TicketId;
use shared::journal::Link;

use super::act::{Act, Platter};
use super::answer::Asked;
use super::disk::Disk;
use super::ledger::Ledger;
use super::plan;
use super::premises::{BEGINNING, Opened, Premises};
use super::request::{Answer, Line, Request};

/// The steps of a short morning, at least and at most.
const STEPS: std::ops::RangeInclusive<usize> = 5..=10;

/// How a hall lay before it was opened.
#[derive(Clone)]
pub struct Beginning {
    /// Its disk.
    pub platter: Platter,
    /// What it had promised.
    pub ledger: Ledger,
}

/// One commit, or what else a hall does between two promises.
pub struct Chapter {
    /// What was asked and what was answered.
    pub requests: Vec<(Request, Answer)>,
    /// How much was done to the disk when the first of the answers was given.
    pub promised_at: u64,
    /// What was promised from then on.
    pub ledger: Ledger,
}

/// Everything that happened to a hall and its disk.
pub struct Record {
    /// What it was drawn from.
    pub seed: u64,
    /// The disk before.
    pub start: Platter,
    /// What was done to it.
    pub tape: Vec<Act>,
    /// What was promised, in order; the first chapter is what was promised before.
    pub chapters: Vec<Chapter>,
    /// The journal at the end.
    pub links: Vec<Link>,
}

impl Record {
    /// A morning drawn from a seed: on a young disk or an aged one, after a cut or a stop.
    pub fn of_seed(premises: &Premises, seed: u64, promise: Promise) -> Self {
        let mut random = StdRng::seed_from_u64(seed);
        let platter = if random.random_bool(0.5) { &premises.dirty } else { &premises.clean };
        let ledger = Ledger::of_journal(premises.links.len());
        let mut beginning = Beginning { platter: platter.clone(), ledger };
        let age = match random.random_range(0..10) {
            0..=7 => 0,
            8 => 10,
            _ => 30,
        };
        if age > 0 {
            beginning =
                Writer::open(premises, beginning, Promise::AfterCommit).live(age, &mut random);
        }
        let mut writer = Writer::open(premises, beginning, promise);
        for _ in 0..random.random_range(STEPS) {
            writer.step(&mut random);
        }
        writer.end(seed)
    }

    /// A hall begins on an empty disk, gives out one number, and stops.
    pub fn of_creation(premises: &Premises, seed: u64) -> Self {
        let beginning = Beginning { platter: Platter::default(), ledger: Ledger::default() };
        let mut writer = Writer::open(premises, beginning, Promise::AfterCommit);
        let first = TicketId(plan::id(&mut StdRng::seed_from_u64(seed)));
        writer.answer(&[Request::Ticket(first, Line::Reception)]);
        writer.end(seed)
    }

    /// What was done to the disk and when something was promised, without the bytes: a seal is
    /// never the same twice.
    pub fn shape(&self) -> (Vec<String>, Vec<u64>) {
        let promised = self.chapters.iter().map(|chapter| chapter.promised_at).collect();
        (self.tape.iter().map(Act::shape).collect(), promised)
    }

    /// The last chapter that was promised when so much was done to the disk.
    pub fn promised(&self, acts: u64) -> usize {
        self.chapters.iter().rposition(|chapter| chapter.promised_at <= acts).unwrap_or(0)
    }
}

/// Runs a hall and writes down what it does.
struct Writer<'a> {
    premises: &'a Premises,
    start: Platter,
    hall: Opened,
    chapters: Vec<Chapter>,
}

impl<'a> Writer<'a> {
    fn open(premises: &'a Premises, beginning: Beginning, promise: Promise) -> Self {
        let Beginning { platter, ledger } = beginning;
        let disk = Disk::recording(platter.clone());
        let hall = premises.open(disk, promise).expect("a store opens on a disk without faults");
        let before = Chapter { requests: Vec::new(), promised_at: 0, ledger: ledger.clone() };
        let opened = Chapter {
            requests: Vec::new(),
            promised_at: hall.disk.acts(),
            ledger: Ledger { entries: entries(&hall), ..ledger.reopened() },
        };
        Self { premises, start: platter, hall, chapters: vec![before, opened] }
    }

    /// Lets a hall live for some steps, and leaves its disk as a cut or a stop would.
    fn live(mut self, steps: usize, random: &mut StdRng) -> Beginning {
        for _ in 0..steps {
            self.step(random);
        }
        let ledger = self.ledger().clone();
        let hall = self.hall;
        let after_a_cut = hall.disk.at_rest();
        hall.store.close();
        let after_a_stop = hall.disk.at_rest();
        let platter = if random.random_bool(0.5) { after_a_cut } else { after_a_stop };
        Beginning { platter, ledger }
    }

    fn step(&mut self, random: &mut StdRng) {
        self.answer(&plan::next(self.ledger(), self.premises.forms.len(), random));
    }

    fn answer(&mut self, requests: &[Request]) {
        let mut heard = self.hear(requests);
        // From here on the writer has done what it had answered, in whichever order.
        self.hall.answer(self.hall.store.begin_day()).expect("the store works");
        if heard.len() > 1 {
            let rest = heard.split_off(1);
            // An arrival is one entry of the journal.
            let entries = self.ledger().entries + 1;
            self.note(heard, entries);
            heard = rest;
        }
        self.note(heard, entries(&self.hall));
    }

    /// Asks one, or lets the first of several keep the writer busy, so that the others become
    /// one commit.
    fn hear(&self, requests: &[Request]) -> Vec<Heard> {
        let Opened { store, disk, clock } = &self.hall;
        if requests.len() > 1 {
            clock.hold_writer();
        }
        let mut asked = Vec::new();
        for request in requests {
            asked.push((request, Asked::of(disk, request.ask(store, self.premises))));
            if requests.len() > 1 && asked.len() == 1 {
                clock.until_held();
            }
        }
        clock.release_writer();
        let hear = |(request, asked): (&Request, Asked<'_, Result<Answer, StoreError>>)| {
            let (answer, at) = asked.hear();
            let answer = answer.unwrap_or_else(|error| panic!("{request:?}: {error}"));
            Heard { request: request.clone(), answer, at }
        };
        asked.into_iter().map(hear).collect()
    }

    fn note(&mut self, heard: Vec<Heard>, entries: usize) {
        let mut ledger = Ledger { entries, ..self.ledger().clone() };
        let sealed = self.hall.sealed().expect("it can be read");
        for Heard { request, answer, .. } in &heard {
            ledger.note(request, answer, self.premises, &sealed);
        }
        let promised_at = heard.iter().map(|one| one.at).min().unwrap_or_default();
        let requests = heard.into_iter().map(|one| (one.request, one.answer)).collect();
        self.chapters.push(Chapter { requests, promised_at, ledger });
    }

    /// Stops in order; the power may go during that, too.
    fn end(self, seed: u64) -> Record {
        let Opened { store, disk, .. } = self.hall;
        let links = store.journal_after(BEGINNING, usize::MAX).expect("it can be read");
        store.close();
        let (start, chapters) = (self.start, self.chapters);
        Record { seed, start, tape: disk.tape(), chapters, links }
    }

    fn ledger(&self) -> &Ledger {
        &self.chapters.last().expect("there is a first chapter").ledger
    }
}

/// An answer, and how much was done to the disk before it.
struct Heard {
    request: Request,
    answer: Answer,
    at: u64,
}

fn entries(hall: &Opened) -> usize {
    usize::try_from(hall.store.journal_head().0.seq).expect("few entries")
}
