//! Halls, a centre and the line between them, from the first moment to the last.

use std::collections::{BTreeMap, BTreeSet};

use rand::SeedableRng as _;
use rand::rngs::StdRng;
use shared::delivery::ParkReason;
use shared::ids::{HallId, SubmissionId};
use shared::signature::Verifier;
use tempfile::TempDir;
use uuid::Uuid;

use super::asking::{Context, Departing, Died, Faith};
use super::book::Book;
use super::carrying::Accepted;
use super::centre::Centre;
use super::check;
use super::hall::Hall;
use super::happening::{Agenda, Happening, Trouble};
use super::plan::Plan;
use super::premises::Premises;
use super::trace::Trace;
use super::weather::MINUTE;
use crate::power_cut::breach::{Breach, BreachKind};

/// Halls, a centre and the line between them.
pub struct World<'a> {
    /// The halls.
    pub halls: Vec<Hall>,
    /// The centre.
    pub centre: Centre,
    /// What the halls accepted.
    pub accepted: BTreeMap<(usize, SubmissionId), Accepted>,
    /// The first promise that was broken on the way.
    pub breach: Option<Breach>,
    /// What happened.
    pub trace: Trace,
    /// Milliseconds since the beginning.
    pub now: u64,
    /// When nothing was owed any more.
    pub done_at: u64,
    /// When something was settled last.
    pub last_settled_at: u64,
    pub(super) premises: &'a Premises,
    pub(super) plan: Plan,
    pub(super) random: StdRng,
    pub(super) agenda: Agenda,
    /// Errands whose answer is not known.
    pub(super) under_way: BTreeSet<(usize, usize)>,
    pub(super) is_calm: bool,
    pub(super) centre_is_up: bool,
    pub(super) centre_life: u32,
    _folder: TempDir,
}

impl<'a> World<'a> {
    /// Enrols the halls of a plan at a centre that holds this already.
    pub fn begin(
        premises: &'a Premises,
        plan: Plan,
        book: Book,
        faith: Faith,
        is_shown: bool,
    ) -> Self {
        let folder = tempfile::tempdir().expect("there is a place for temporary files");
        let keys = premises.keys.clone();
        let pinned = Verifier::read(&keys.signer.public()).expect("the key is a key");
        let hall = |number: usize| {
            // Halls of different shifts are different halls.
            let id = HallId(Uuid::from_u128((u128::from(plan.seed) << 32) | (number as u128 + 1)));
            let place = folder.path().join(number.to_string());
            Hall::new(number, id, place, &plan, pinned.clone(), faith)
        };
        let mut world = Self {
            halls: (0..plan.lines.len()).map(hall).collect(),
            centre: Centre::new(keys, premises.catalogue.clone(), book),
            accepted: BTreeMap::new(),
            breach: None,
            trace: Trace::new(is_shown),
            now: 0,
            done_at: 0,
            last_settled_at: 0,
            premises,
            random: StdRng::seed_from_u64(plan.seed ^ 0x5EED),
            agenda: Agenda::default(),
            under_way: BTreeSet::new(),
            is_calm: false,
            centre_is_up: true,
            centre_life: 0,
            _folder: folder,
            plan,
        };
        (0..world.halls.len()).for_each(|hall| world.enrol(hall));
        world.put_down_the_plan();
        world
    }

    /// Lets everything happen, until it is calm and everything has arrived or patience is over.
    pub fn run(&mut self) -> Result<(), Breach> {
        self.until(self.plan.calm_at);
        check::journals(self, check::Reach::Prefix)?;
        self.calm();
        let end = self.plan.calm_at + self.plan.patience;
        self.until_done(end);
        // What was late on its way changes nothing any more.
        self.until(self.now + 10 * MINUTE);
        self.until_done(end);
        self.breach.clone().map_or(Ok(()), Err)?;
        check::everything(self)
    }

    fn until_done(&mut self, end: u64) {
        while self.now < end && !check::is_done(self) {
            self.until(self.now + MINUTE);
        }
        if self.done_at < self.plan.calm_at {
            self.done_at = self.now;
        }
    }

    /// Lets happen what comes before a moment.
    pub fn until(&mut self, moment: u64) {
        while let Some((at, what)) = self.agenda.next(moment) {
            self.now = at;
            self.happen(what);
        }
        self.now = moment;
    }

    /// Ends the halls; what the centre holds stays.
    pub fn close(self) -> Book {
        for hall in self.halls {
            hall.disk.unplug();
            if let Some(store) = hall.store {
                store.close();
            }
        }
        self.centre.book
    }

    fn put_down_the_plan(&mut self) {
        let Plan { visits, troubles, falls, .. } = self.plan.clone();
        for (at, hall, errands) in visits {
            self.agenda.put(at, Happening::HandIn(hall, errands));
        }
        for (at, hall, trouble) in troubles {
            self.agenda.put(at, Happening::Meets(hall, trouble));
        }
        for (at, span) in falls {
            self.agenda.put(at, Happening::CentreFalls(span));
        }
    }

    fn happen(&mut self, what: Happening) {
        match what {
            Happening::Wakes(hall, life) if self.is_due(hall, life, |hall| hall.wake_at) => {
                self.with(hall, Hall::wake);
            }
            Happening::Journal(hall, life) if self.is_due(hall, life, |hall| hall.journal_at) => {
                self.with(hall, Hall::send_journal);
            }
            Happening::Wakes(..) | Happening::Journal(..) => {}
            Happening::Hears(to, reply) if self.halls[to.hall].life == to.life => {
                self.with(to.hall, |hall, context| hall.hear(to.exchange, reply.as_ref(), context));
            }
            Happening::Hears(..) => {}
            Happening::Arrives(sent, from, back) => self.arrives(&sent, from, back),
            Happening::Worked(work, life, from, back) => self.worked(*work, life, from, back),
            Happening::HandIn(hall, errands) => self.hand_in(hall, errands),
            Happening::Meets(hall, trouble) if !self.is_calm => self.meet(hall, trouble),
            Happening::Meets(..) => {}
            Happening::Opens(hall) => self.open(hall),
            Happening::CentreFalls(span) if !self.is_calm => self.fall(span),
            Happening::CentreFalls(_) => {}
            Happening::CentreRises => self.centre_is_up = true,
        }
    }

    fn is_due(&self, hall: usize, life: u32, at: impl Fn(&Hall) -> Option<u64>) -> bool {
        let hall = &self.halls[hall];
        hall.life == life && at(hall) == Some(self.now)
    }

    /// Lets a hall do something, sends what it asks, and looks at what it settled.
    pub(super) fn with(
        &mut self,
        number: usize,
        act: impl FnOnce(&mut Hall, &mut Context<'_>) -> Result<Vec<Departing>, Died>,
    ) {
        let hall = &mut self.halls[number];
        if hall.store.is_none() {
            return;
        }
        hall.tick(self.now);
        let (now, random) = (self.now, &mut self.random);
        let (wake_at, journal_at) = (hall.wake_at, hall.journal_at);
        let acted = act(hall, &mut Context { now, random, trace: &mut self.trace });
        match acted {
            Err(Died) => {
                self.trace.count("cut while sending");
                self.die(number);
            }
            Ok(departing) => {
                for one in departing {
                    self.send(number, one);
                }
                self.look_at_ended(number);
                self.plan_wakes(number, wake_at, journal_at);
            }
        }
    }

    /// Puts down when a hall wakes, if that is not put down already.
    pub(super) fn plan_wakes(&mut self, number: usize, wake: Option<u64>, journal: Option<u64>) {
        let (life, now) = (self.halls[number].life, self.now);
        let is_new = |at: Option<u64>, before: Option<u64>| {
            at.filter(|at| *at > now && (Some(*at) != before || before <= Some(now)))
        };
        let hall = &self.halls[number];
        let (wake, journal) = (is_new(hall.wake_at, wake), is_new(hall.journal_at, journal));
        if let Some(at) = wake {
            self.agenda.put(at, Happening::Wakes(number, life));
        }
        if let Some(at) = journal {
            self.agenda.put(at, Happening::Journal(number, life));
        }
    }

    /// Nothing is settled before the centre committed it, and nothing set aside without a reason.
    fn look_at_ended(&mut self, number: usize) {
        for (id, word) in std::mem::take(&mut self.halls[number].settled) {
            self.last_settled_at = self.now;
            let given = self.centre.book.dossiers.get(&id);
            if !given.is_some_and(|given| given.contains(&word)) {
                let found = format!("{id} was settled and the centre gave no such word");
                self.breach.get_or_insert(BreachKind::Lost.found(found));
            }
        }
        for (id, reason) in std::mem::take(&mut self.halls[number].parked) {
            let hall = self.halls[number].id;
            let is_due = match reason {
                ParkReason::OtherBytes => {
                    self.centre.book.inbox.get(&id).is_some_and(|held| held.hall != hall)
                }
                ParkReason::TooLarge => self.is_too_large(id),
                ParkReason::Unacceptable => {
                    self.centre.keys().sealing_key_id != self.premises.keys.sealing_key_id
                }
                ParkReason::Refused => false,
            };
            if !is_due {
                let found = format!("{id} was set aside without need: {reason:?}");
                self.breach.get_or_insert(BreachKind::Stuck.found(found));
            }
        }
    }

    /// Nothing goes wrong any more: clocks are right, everything runs, people see to the rest.
    fn calm(&mut self) {
        self.is_calm = true;
        self.centre_is_up = true;
        self.trace.note(self.now, format_args!("calm"));
        for hall in 0..self.halls.len() {
            self.halls[hall].ahead = 0;
            self.mend(hall);
            self.meet(hall, Trouble::Unpark);
        }
    }
}
