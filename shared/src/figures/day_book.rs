//! What one service day came to, kept by everything that figures are asked by.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::HallNow;
use super::cell::{Cell, Key};
use super::hour_book::{self, HourBook};
use crate::duty::Duties;
use crate::journal::Entry;
use crate::ticket::{Desk, Outcome, TicketClass};
use crate::time::{ServiceDay, Timestamp, from_wall_clock};
use crate::visit::{Interval, Phase, Visit, Visits};

/// What one service day came to. Small enough to be kept: times are numbers of seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayBook {
    cells: BTreeMap<Key, Cell>,
    open_s: BTreeMap<Desk, u64>,
    hours: [HourBook; 24],
    now: Option<HallNow>,
}

impl DayBook {
    /// Reads a day out of a stretch of the journal, as it stands at a moment.
    pub fn of(day: ServiceDay, entries: &[Entry], as_of: Timestamp) -> Self {
        let midnight = from_wall_clock(day.0.into()) + TimeDelta::days(1);
        let (visits, duties) = (Visits::of(entries), Duties::of(entries));
        let visits = || visits.iter().filter(|visit| visit.service_day == day);
        let duties = || duties.iter().filter(|duty| ServiceDay::of(duty.from) == day);
        let until = as_of.min(midnight);
        let mut cells = Cells::default();
        visits().for_each(|visit| cells.take(visit));
        let mut open_s = BTreeMap::new();
        for duty in duties() {
            let open = duty.to.unwrap_or(until).min(until) - duty.from;
            *open_s.entry(duty.desk).or_default() += u64::try_from(open.num_seconds()).unwrap_or(0);
        }
        let is_busy = !cells.0.is_empty() || !open_s.is_empty();
        let hours =
            if is_busy { hour_book::fill(day, visits(), duties(), until) } else { HourBook::day() };
        let open_counters = duties().filter(|duty| duty.to.is_none()).count();
        let now = (as_of < midnight).then(|| HallNow {
            open_counters: u32::try_from(open_counters).unwrap_or(u32::MAX),
            ..standing(visits(), as_of)
        });
        Self { cells: cells.0, open_s, hours, now }
    }

    /// Whether a number was issued or a counter was open.
    pub fn is_busy(&self) -> bool {
        !self.cells.is_empty() || !self.open_s.is_empty()
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = (&Key, &Cell)> {
        self.cells.iter()
    }

    pub(super) fn open_s(&self) -> impl Iterator<Item = (&Desk, &u64)> {
        self.open_s.iter()
    }

    pub(super) fn hours(&self) -> &[HourBook; 24] {
        &self.hours
    }

    pub(super) fn now(&self) -> Option<HallNow> {
        self.now
    }
}

/// The cells of a day while it is read.
#[derive(Default)]
struct Cells(BTreeMap<Key, Cell>);

impl Cells {
    fn take(&mut self, visit: &Visit) {
        let (Some(first), Some(last)) = (visit.intervals.first(), visit.intervals.last()) else {
            return;
        };
        let ticket = Key { series: visit.number.series.clone(), ..key(visit, first, last.desk) };
        self.at(ticket).count_ticket(visit.outcome());
        self.take_waits(visit);
        for one in &visit.intervals {
            let is_matter = one.outcome.is_some_and(Outcome::is_attended);
            if is_matter {
                self.at(key(visit, one, one.desk)).count_matter();
            }
            // What the end of a day closed was not served until then.
            let is_service = one.phase == Phase::Serving && one.outcome != Some(Outcome::NotServed);
            if let Some(length) = one.length().filter(|_| is_service) {
                self.at(key(visit, one, one.desk)).add_service(seconds(length));
            }
        }
    }

    /// A wait goes on while a reservation runs out, and ends with a call.
    fn take_waits(&mut self, visit: &Visit) {
        let mut begun: Option<&Interval> = None;
        for one in &visit.intervals {
            match (one.phase, begun) {
                (Phase::Waiting, None) => begun = Some(one),
                (Phase::Waiting, Some(_)) => {}
                (Phase::Called | Phase::Serving | Phase::Held, Some(first)) => {
                    let waited = one.from - waits_from(visit.class, first.from, one.from);
                    let key = Key { series: one.series.clone(), ..key(visit, first, one.desk) };
                    self.at(key).add_wait(seconds(waited));
                    begun = None;
                }
                (Phase::Called | Phase::Serving | Phase::Held, None) => {}
            }
        }
    }

    fn at(&mut self, key: Key) -> &mut Cell {
        self.0.entry(key).or_default()
    }
}

fn key(visit: &Visit, began: &Interval, desk: Option<Desk>) -> Key {
    Key {
        series: began.series.clone(),
        class: visit.class.kind(),
        hour: u8::try_from(hour_book::hour_of(began.from)).unwrap_or(0),
        desk,
    }
}

/// Who has an appointment waits from the booked time.
fn waits_from(class: TicketClass, from: Timestamp, to: Timestamp) -> Timestamp {
    match class {
        TicketClass::Appointment { booked_for } => from.max(booked_for).min(to),
        TicketClass::Ordinary | TicketClass::Priority(_) => from,
    }
}

fn standing<'a>(visits: impl Iterator<Item = &'a Visit>, now: Timestamp) -> HallNow {
    let mut standing = HallNow::default();
    for last in visits.filter_map(|visit| visit.intervals.last()) {
        match last.phase {
            _ if last.to.is_some() => {}
            Phase::Waiting => {
                standing.waiting += 1;
                let waited = Some(seconds(now - last.from));
                standing.longest_wait_s = standing.longest_wait_s.max(waited);
            }
            Phase::Called | Phase::Serving => standing.at_counters += 1,
            Phase::Held => standing.held += 1,
        }
    }
    standing
}

fn seconds(length: TimeDelta) -> u32 {
    u32::try_from(length.num_seconds()).unwrap_or(0)
}
