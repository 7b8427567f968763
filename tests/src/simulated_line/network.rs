//! The way between the halls and the centre of a simulated world, and the centre at its end.

use chrono::TimeDelta;
use kiosk::centre_client::Reply;
use rand::RngExt as _;
use shared::ids::SubmissionId;

use super::asking::Departing;
use super::centre::Work;
use super::fate::{Back, Fate};
use super::happening::{Address, Happening};
use super::plan::Plan;
use super::request::{Sent, status};
use super::weather::MINUTE;
use super::world::World;

/// How often the centre falls while it works on a request.
const FALLS: f64 = 0.004;

impl World<'_> {
    /// A request leaves a hall.
    pub(super) fn send(&mut self, number: usize, one: Departing) {
        let hall = &self.halls[number];
        let Departing { exchange, request, patience } = one;
        let to = Address { hall: number, life: hall.life, exchange };
        self.agenda.put(self.now + patience, Happening::Hears(to, None));
        if !self.is_calm && request.submission().is_some_and(|id| self.is_too_large(id)) {
            return self.hears_later(5, to, Some(status(413)));
        }
        let key = hall.store.as_ref().expect("it asks").hall_signer().public();
        let fate = Fate::of(&request, self.plan.lines[number].at(self.now), &mut self.random);
        self.trace.count(fate.name);
        if let Some((reply, after)) = fate.instead {
            self.hears_later(after, to, reply);
        }
        let sent = Sent { hall: self.halls[number].id, key, request };
        for arrival in fate.arrivals {
            let what = Happening::Arrives(Box::new(sent.clone()), to, arrival.answer);
            self.agenda.put(self.now + arrival.after, what);
        }
    }

    /// Whether a proxy refuses a submission for its size, until somebody sees to it.
    pub(super) fn is_too_large(&self, id: SubmissionId) -> bool {
        self.plan.refused.iter().any(|number| self.plan.errands[*number].id == id)
    }

    /// A request arrives at the centre, which looks at it.
    pub(super) fn arrives(&mut self, sent: &Sent, from: Address, back: Back) {
        let (step, id) = (sent.request.step(), sent.request.submission());
        self.trace.note(self.now, format_args!("centre is asked {step} {id:?} {from:?}"));
        if !self.centre_is_up {
            return self.hears_later(1, from, None);
        }
        let now = Plan::start()
            + TimeDelta::milliseconds(i64::try_from(self.now).expect("a run ends in this age"));
        if !self.is_calm && self.random.random_bool(FALLS) {
            let span = self.random.random_range(1..10 * MINUTE);
            self.agenda.put(self.now, Happening::CentreFalls(span));
        }
        let work = Box::new(self.centre.begin(sent, now));
        let at = self.now + self.random.random_range(1..40);
        self.agenda.put(at, Happening::Worked(work, self.centre_life, from, back));
    }

    fn hears_later(&mut self, after: u64, to: Address, reply: Option<Reply>) {
        self.agenda.put(self.now + after, Happening::Hears(to, reply));
    }

    /// The centre has worked on a request, if it still runs: then it is written down and answered.
    pub(super) fn worked(&mut self, work: Work, life: u32, from: Address, back: Back) {
        if !self.centre_is_up || life != self.centre_life {
            self.trace.count("was forgotten by a centre that fell");
            return self.hears_later(1, from, None);
        }
        let reply = self.centre.finish(work);
        let (now, status) = (self.now, reply.status);
        self.trace.note(now, format_args!("centre answers {status} {from:?}"));
        match back {
            Back::Whole(after) => self.hears_later(after, from, Some(reply)),
            Back::Replaced(other, after) => self.hears_later(after, from, Some(other)),
            Back::Lost => {}
        }
    }

    /// The centre falls; what it works on is forgotten, what it wrote down is not.
    pub(super) fn fall(&mut self, span: u64) {
        self.trace.note(self.now, format_args!("centre falls"));
        self.trace.count("the centre fell");
        self.centre_is_up = false;
        self.centre_life += 1;
        self.agenda.put(self.now + span, Happening::CentreRises);
    }
}
