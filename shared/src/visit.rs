//! The day of a hall as intervals: what each ticket was doing from when to when, told by the
//! journal alone. Every figure about waiting and serving is derived from these.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use crate::ids::{ProcedureCode, SeriesCode, TicketId};
use crate::journal::{Entry, HallEvent};
use crate::ticket::{CalledBy, Desk, Outcome, Place, TicketClass, TicketNumber};
use crate::time::{ServiceDay, Timestamp};

/// What a ticket is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// In the queue of a series, or reserved for a counter.
    Waiting,
    /// Called, and nobody came forward yet.
    Called,
    /// At a counter, with one matter.
    Serving,
    /// Put aside.
    Held,
}

/// A stretch of time in which a ticket did one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval {
    /// What it did.
    pub phase: Phase,
    /// The series that called it then.
    pub series: SeriesCode,
    /// The matter of that time.
    pub procedure: ProcedureCode,
    /// Where; nowhere while it waits.
    pub desk: Option<Desk>,
    /// When it began.
    pub from: Timestamp,
    /// When it ended; not yet when absent.
    pub to: Option<Timestamp>,
    /// How the matter or the ticket ended, when that ended the interval.
    pub outcome: Option<Outcome>,
}

impl Interval {
    /// How long it took, once it is over.
    pub fn length(&self) -> Option<TimeDelta> {
        self.to.map(|to| to - self.from)
    }
}

/// One ticket from its issue on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The ticket.
    pub ticket: TicketId,
    /// Its number.
    pub number: TicketNumber,
    /// Its class.
    pub class: TicketClass,
    /// Its day.
    pub service_day: ServiceDay,
    /// What it did, in order and without gaps while it was open.
    pub intervals: Vec<Interval>,
}

impl Visit {
    /// How it ended; none while it is open.
    pub fn outcome(&self) -> Option<Outcome> {
        let last = self.intervals.last()?;
        last.to.and(last.outcome)
    }

    /// The matters that were dealt with, in order.
    pub fn matters(&self) -> impl Iterator<Item = &Interval> {
        let is_matter = |one: &&Interval| one.outcome.is_some_and(Outcome::is_attended);
        self.intervals.iter().filter(is_matter)
    }

    /// The whole time spent in a phase, as far as it is over.
    pub fn time_in(&self, phase: Phase) -> TimeDelta {
        let own = self.intervals.iter().filter(|one| one.phase == phase);
        own.filter_map(Interval::length).sum()
    }

    fn begins(&mut self, phase: Phase, desk: Option<Desk>, at: Timestamp) {
        let Some(before) = self.intervals.last_mut() else { return };
        before.to.get_or_insert(at);
        let (series, procedure) = (before.series.clone(), before.procedure.clone());
        let interval =
            Interval { phase, series, procedure, desk, from: at, to: None, outcome: None };
        self.intervals.push(interval);
    }

    fn moves(&mut self, to: Desk, at: Timestamp) {
        if let Some(phase) = self.intervals.last().map(|last| last.phase) {
            self.begins(phase, Some(to), at);
        }
    }

    fn waits(&mut self, place: &Place, at: Timestamp) {
        self.begins(Phase::Waiting, None, at);
        match (&place.called_by, self.intervals.last_mut()) {
            (CalledBy::Series { series }, Some(last)) => last.series.clone_from(series),
            (CalledBy::Series { .. } | CalledBy::Counter { .. }, _) => {}
        }
    }

    fn ends(&mut self, outcome: Outcome, at: Timestamp) {
        if let Some(last) = self.intervals.last_mut().filter(|last| last.to.is_none()) {
            (last.to, last.outcome) = (Some(at), Some(outcome));
        }
    }
}

/// The visits of a stretch of the journal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Visits(BTreeMap<TicketId, Visit>);

impl Visits {
    /// Folds entries, in their order. Tickets that were issued before the first are left out.
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let mut visits = Self::default();
        entries.into_iter().for_each(|entry| visits.take(entry));
        visits
    }

    /// The visits, in the order of their tickets.
    pub fn iter(&self) -> impl Iterator<Item = &Visit> {
        self.0.values()
    }

    /// The visit of a ticket.
    pub fn get(&self, ticket: TicketId) -> Option<&Visit> {
        self.0.get(&ticket)
    }

    /// Takes in the next entry.
    pub fn take(&mut self, entry: &Entry) {
        let at = entry.at;
        match &entry.event {
            HallEvent::TicketIssued { ticket, number, class, procedure, service_day } => {
                let visit = issued(*ticket, number, *class, procedure, *service_day, at);
                self.0.insert(*ticket, visit);
            }
            HallEvent::TicketCalled { ticket, desk, calls, .. } => {
                // A call once more goes on with the same interval.
                if *calls == 1 {
                    self.change(*ticket, |visit| visit.begins(Phase::Called, Some(*desk), at));
                }
            }
            HallEvent::TicketServed { ticket, desk, .. } => {
                self.change(*ticket, |visit| visit.begins(Phase::Serving, Some(*desk), at));
            }
            HallEvent::MatterEnded { ticket, desk, next, .. } => {
                self.change(*ticket, |visit| {
                    visit.ends(Outcome::Served, at);
                    visit.begins(Phase::Serving, Some(*desk), at);
                    if let Some(last) = visit.intervals.last_mut() {
                        last.procedure.clone_from(next);
                    }
                });
            }
            HallEvent::TicketMoved { ticket, desk, .. } => {
                self.change(*ticket, |visit| visit.moves(*desk, at));
            }
            HallEvent::TicketHeld { ticket, desk, .. } => {
                self.change(*ticket, |visit| visit.begins(Phase::Held, Some(*desk), at));
            }
            HallEvent::TicketResumed { ticket, place, .. }
            | HallEvent::TicketTransferred { ticket, place, .. }
            | HallEvent::TicketReturned { ticket, place, .. }
            | HallEvent::TicketReleased { ticket, place, .. } => {
                self.change(*ticket, |visit| visit.waits(place, at));
            }
            HallEvent::TicketClosed { ticket, outcome, .. } => {
                self.change(*ticket, |visit| visit.ends(*outcome, at));
            }
            HallEvent::Started { .. }
            | HallEvent::DatabaseSetAside { .. }
            | HallEvent::PutBack { .. }
            | HallEvent::AllowanceWaived { .. }
            | HallEvent::DayEnded { .. }
            | HallEvent::SubmissionKept { .. }
            | HallEvent::SubmissionSettled { .. }
            | HallEvent::SubmissionParked { .. }
            | HallEvent::SubmissionOwedAgain { .. }
            | HallEvent::SubmissionUnknown { .. }
            | HallEvent::OfficerSignedIn { .. }
            | HallEvent::OfficerSignedOut { .. } => {}
        }
    }

    fn change(&mut self, ticket: TicketId, change: impl FnOnce(&mut Visit)) {
        if let Some(visit) = self.0.get_mut(&ticket) {
            change(visit);
        }
    }
}

fn issued(
    ticket: TicketId,
    number: &TicketNumber,
    class: TicketClass,
    procedure: &ProcedureCode,
    service_day: ServiceDay,
    at: Timestamp,
) -> Visit {
    let waiting = Interval {
        phase: Phase::Waiting,
        series: number.series.clone(),
        procedure: procedure.clone(),
        desk: None,
        from: at,
        to: None,
        outcome: None,
    };
    Visit { ticket, number: number.clone(), class, service_day, intervals: vec![waiting] }
}
