//! How halls of a simulated world start, meet trouble, die and come back; who hands in there.

use kiosk::store::{Store, StoreError};
use rand::RngExt as _;
use shared::signature::Verifier;

use super::asking::Context;
use super::carrying::Accepted;
use super::hall::Hall;
use super::happening::{Happening, Trouble};
use super::plan::Errand;
use super::premises::Premises;
use super::weather::MINUTE;
use super::world::World;
use crate::power_cut::act::Platter;
use crate::power_cut::breach::BreachKind;
use crate::power_cut::cache::Wear;
use crate::power_cut::disk::Disk;
use crate::power_cut::trouble::Plan as DiskPlan;

/// How often the power goes once more while a hall comes back.
const NESTED: f64 = 0.3;
/// What an opening does to a disk, and a little more.
const OPENING_ACTS: u64 = 60;

impl World<'_> {
    /// A new hall starts and is enrolled.
    pub(super) fn enrol(&mut self, number: usize) {
        let hall = &self.halls[number];
        let salt = hall.id.0.as_u128();
        Premises::lay_out(&hall.folder, (salt ^ (salt >> 32)) as u8);
        self.open(number);
        let hall = &self.halls[number];
        let store = hall.store.clone().expect("a new disk is whole");
        let enrolment = Premises::enrolment(self.centre.keys(), hall.id);
        let enrolled = hall.write(store.enrol(enrolment.clone()));
        enrolled.expect("there is power").expect("a new hall can be enrolled");
        let key = Verifier::read(&store.hall_signer().public()).expect("the key is a key");
        self.centre.enrol(central::intake::KnownHall {
            hall: hall.id,
            name: enrolment.hall_name,
            key,
        });
    }

    /// A running hall is enrolled anew with the keys that the centre has now; its lanes start
    /// anew, as `kiosk/src/lanes/dispatch.rs` lets them.
    pub fn enrol_anew(&mut self, number: usize) -> Result<(), StoreError> {
        let keys = self.centre.keys().clone();
        let hall = &mut self.halls[number];
        let store = hall.store.clone().expect("it runs");
        let enrolled = hall.write(store.enrol(Premises::enrolment(&keys, hall.id)));
        enrolled.expect("there is power")?;
        hall.pin(Verifier::read(&keys.signer.public()).expect("the key is a key"));
        self.start(number, store);
        Ok(())
    }

    /// Opens a hall on what its disk holds; while it does the power may go once more.
    pub(super) fn open(&mut self, number: usize) {
        if self.halls[number].store.is_some() {
            return;
        }
        let is_nested = !self.is_calm && self.now > 0 && self.random.random_bool(NESTED);
        let cut_at = is_nested.then(|| self.random.random_range(0..OPENING_ACTS));
        let hall = &mut self.halls[number];
        hall.tick(self.now);
        hall.disk.plan(DiskPlan { cut_at, ..DiskPlan::default() });
        let opened = self.premises.open(&hall.folder, &hall.disk, &hall.clock, self.plan.saving);
        match opened {
            Ok(store) if hall.disk.has_power() => {
                hall.disk.plan(DiskPlan::default());
                self.start(number, store);
                self.find_under_way(number);
            }
            Err(error) if hall.disk.has_power() => {
                self.breach.get_or_insert(BreachKind::Unopenable.found(error.to_string()));
            }
            Ok(store) => {
                hall.store = Some(store);
                self.trace.count("cut after opening");
                self.die(number);
            }
            Err(_) => {
                self.trace.count("cut while opening");
                self.die(number);
            }
        }
    }

    /// The lanes of a hall start.
    fn start(&mut self, number: usize, store: Store) {
        let (now, random) = (self.now, &mut self.random);
        self.trace.note(now, format_args!("{number} opens"));
        let hall = &mut self.halls[number];
        hall.begin(store, &mut Context { now, random, trace: &mut self.trace });
        self.agenda.put(now + 1, Happening::Wakes(number, hall.life));
        self.agenda.put(now + 1, Happening::Journal(number, hall.life));
        (hall.wake_at, hall.journal_at) = (Some(now + 1), Some(now + 1));
    }

    /// The power is gone: what was not synced is there or not.
    pub(super) fn die(&mut self, number: usize) {
        let wear = match self.random.random_range(0..8) {
            0 => Wear::Garbage,
            1 => Wear::GarbageHeader,
            _ => Wear::Whole,
        };
        let hall = &mut self.halls[number];
        hall.disk.unplug();
        if let Some(store) = hall.store.take() {
            store.close();
        }
        let left = hall.disk.left(wear, &mut self.random);
        self.comes_back(number, left);
    }

    /// Everything is mended.
    pub(super) fn mend(&mut self, number: usize) {
        let hall = &mut self.halls[number];
        if hall.is_to_be_cut {
            hall.settle_down();
            hall.is_to_be_cut = false;
            if hall.disk.has_power() {
                hall.disk.plan(DiskPlan::default());
            } else {
                self.die(number);
            }
        }
        self.open(number);
    }

    /// A hall meets trouble.
    pub fn meet(&mut self, number: usize, trouble: Trouble) {
        if self.halls[number].store.is_none() {
            return;
        }
        self.trace.note(self.now, format_args!("{number} meets {trouble:?}"));
        self.trace.count(trouble.name());
        let hall = &mut self.halls[number];
        hall.tick(self.now);
        match trouble {
            Trouble::CutAt(_) | Trouble::Cut | Trouble::Kill | Trouble::Stop
                if hall.is_to_be_cut => {}
            Trouble::CutAt(acts) => {
                hall.settle_down();
                let plan = DiskPlan { cut_at: Some(acts), ..DiskPlan::default() };
                hall.disk.plan(plan);
                hall.is_to_be_cut = true;
            }
            Trouble::Cut => {
                hall.settle_down();
                self.die(number);
            }
            Trouble::Kill | Trouble::Stop => self.end(number, trouble),
            Trouble::Turn(by) => {
                hall.ahead = by;
                let pause = self.random.random_range(1..500);
                self.wake_soon(number, pause);
            }
            Trouble::KeepHouse => {
                self.with(number, |hall, _| {
                    let store = hall.store.clone().expect("it runs");
                    hall.write(store.keep_house()).map(|_| Vec::new())
                });
            }
            Trouble::Unpark => self.unpark(number),
        }
    }

    /// Citizens hand in; who is refused comes again.
    pub fn hand_in(&mut self, number: usize, errands: Vec<usize>) {
        let named: Vec<Errand> = errands.iter().map(|n| self.plan.errands[*n].clone()).collect();
        let hall = &mut self.halls[number];
        hall.tick(self.now);
        let kept = match &named[..] {
            [errand] => match hall.keep(errand, self.premises) {
                Ok(is_kept) => vec![is_kept],
                Err(_) => {
                    self.trace.count("cut while keeping");
                    self.die(number);
                    vec![false]
                }
            },
            several => hall.keep_together(several, self.premises),
        };
        for (errand, is_kept) in errands.into_iter().zip(kept) {
            self.trace.note(self.now, format_args!("{number} keeps {errand}: {is_kept}"));
            if is_kept {
                self.under_way.remove(&(number, errand));
                self.note_accepted(number, errand);
            } else {
                self.under_way.insert((number, errand));
                let at = self.now + self.random.random_range(MINUTE..10 * MINUTE);
                self.agenda.put(at, Happening::HandIn(number, vec![errand]));
            }
        }
        self.wake_soon(number, 1);
    }

    fn note_accepted(&mut self, number: usize, errand: usize) {
        let id = self.plan.errands[errand].id;
        let Some(found) = self.halls[number].accepted(id) else {
            self.breach.get_or_insert(BreachKind::Lost.found(format!("{id} was just kept")));
            return;
        };
        let first: &Accepted = self.accepted.entry((number, id)).or_insert(found);
        if *first != found {
            let found = format!("{id} was accepted with other bytes before");
            self.breach.get_or_insert(BreachKind::Altered.found(found));
        }
    }

    /// What was under way when the power went may have been kept all the same.
    fn find_under_way(&mut self, number: usize) {
        for (hall, errand) in self.under_way.clone() {
            let id = self.plan.errands[errand].id;
            if hall == number && self.halls[hall].accepted(id).is_some() {
                self.trace.count("kept although nobody heard so");
                self.note_accepted(hall, errand);
            }
        }
    }

    fn unpark(&mut self, number: usize) {
        self.with(number, |hall, context| {
            let store = hall.store.clone().expect("it runs");
            for item in store.parked().expect("it can be read") {
                hall.write(store.unpark(item.submission))?.expect("it is parked");
                context.trace.count("tried again by a person");
            }
            hall.wake(context)
        });
    }

    /// A process ends; the disk keeps what it took.
    fn end(&mut self, number: usize, trouble: Trouble) {
        let hall = &mut self.halls[number];
        hall.settle_down();
        if trouble == Trouble::Kill {
            let left = hall.disk.at_rest();
            hall.disk.unplug();
            if let Some(store) = hall.store.take() {
                store.close();
            }
            return self.comes_back(number, left);
        }
        if let Some(store) = hall.store.take() {
            store.close();
        }
        let left = hall.disk.at_rest();
        self.comes_back(number, left);
    }

    fn comes_back(&mut self, number: usize, left: Platter) {
        self.trace.note(self.now, format_args!("{number} is down"));
        let hall = &mut self.halls[number];
        hall.disk = Disk::over(left, DiskPlan::default());
        (hall.is_to_be_cut, hall.wake_at, hall.journal_at) = (false, None, None);
        hall.settled.clear();
        hall.parked.clear();
        let span = if self.is_calm { 1 } else { self.random.random_range(1..20 * MINUTE) };
        self.agenda.put(self.now + span, Happening::Opens(number));
    }

    /// Wakes a hall's lane, as something that it is told of does.
    fn wake_soon(&mut self, number: usize, after: u64) {
        let hall: &mut Hall = &mut self.halls[number];
        if hall.store.is_some() {
            hall.wake_at = Some(self.now + after);
            let life = hall.life;
            self.agenda.put(self.now + after, Happening::Wakes(number, life));
        }
    }
}
