//! The day's queues in memory, so that issuing and calling never count rows.
//!
//! There are two of them: the writer's, which runs ahead inside a batch, and the published one,
//! which repeats each [`Move`] once it is durable.

mod moves;
mod spot;
mod waits;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use shared::hall::{DayFigures, LINES_MAX, SeriesWaiting};
use shared::ids::{CounterId, OfficerId, SeriesCode, SubmissionId, TicketId};
use shared::queue::{
    self, Candidate, Choice, QueueRules, Queued, SeriesQueue, ServiceTimes, Turns, Wait, Waiting,
};
use shared::time::{ServiceDay, Timestamp};

pub(super) use moves::Move;
pub(super) use spot::Spot;
use spot::Whereabouts;

/// The officer at a counter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seat {
    pub(super) officer: OfficerId,
    pub(super) series: Vec<SeriesCode>,
}

/// The day's queues.
#[derive(Debug, Clone)]
pub(super) struct Queues {
    pub(super) day: ServiceDay,
    issued: BTreeMap<SeriesCode, u32>,
    /// Where the numbers of a series go on after a gap.
    numbers_after: BTreeMap<SeriesCode, u32>,
    series: BTreeMap<SeriesCode, SeriesQueue>,
    reserved: BTreeMap<(CounterId, TicketId), Queued>,
    at_hand: BTreeMap<CounterId, TicketId>,
    /// Held and reserved tickets by the moment at which that ends.
    expiries: BTreeSet<(Timestamp, TicketId)>,
    /// Ended tickets whose citizens may come back, by when they ended.
    gone: BTreeSet<(Timestamp, TicketId)>,
    spots: HashMap<TicketId, Whereabouts>,
    turns: BTreeMap<String, Turns>,
    figures: BTreeMap<OfficerId, DayFigures>,
    service_times: BTreeMap<SeriesCode, ServiceTimes>,
    seats: BTreeMap<CounterId, Seat>,
    pub(super) pending: BTreeSet<(Timestamp, SubmissionId)>,
    pub(super) parked: u64,
}

impl Queues {
    pub(super) fn new(day: ServiceDay) -> Self {
        Self {
            day,
            issued: BTreeMap::new(),
            numbers_after: BTreeMap::new(),
            series: BTreeMap::new(),
            reserved: BTreeMap::new(),
            at_hand: BTreeMap::new(),
            expiries: BTreeSet::new(),
            gone: BTreeSet::new(),
            spots: HashMap::new(),
            turns: BTreeMap::new(),
            figures: BTreeMap::new(),
            service_times: BTreeMap::new(),
            seats: BTreeMap::new(),
            pending: BTreeSet::new(),
            parked: 0,
        }
    }

    pub(super) fn next_sequence(&self, series: &SeriesCode) -> u32 {
        let issued = self.issued.get(series).copied().unwrap_or(0);
        issued.max(self.numbers_after(series)) + 1
    }

    /// The numbers that were given out, since the gap where there is one.
    pub(super) fn issued(&self, series: &SeriesCode) -> u32 {
        self.next_sequence(series) - 1 - self.numbers_after(series)
    }

    /// Where the numbers go on after a gap; 0 is no gap.
    pub(super) fn numbers_after(&self, series: &SeriesCode) -> u32 {
        self.numbers_after.get(series).copied().unwrap_or(0)
    }

    pub(super) fn waiting(&self, series: &SeriesCode) -> Waiting {
        self.series.get(series).map_or_else(Waiting::default, SeriesQueue::waiting)
    }

    pub(super) fn series_waiting(&self, series: &SeriesCode) -> SeriesWaiting {
        SeriesWaiting { series: series.clone(), waiting: self.waiting(series) }
    }

    pub(super) fn everyone_waiting(&self) -> Vec<SeriesWaiting> {
        self.series.keys().map(|series| self.series_waiting(series)).collect()
    }

    /// Chooses who is next at a counter that serves these series.
    pub(super) fn choose(
        &self,
        counter: CounterId,
        of: &[SeriesCode],
        rules: &QueueRules,
        now: Timestamp,
    ) -> Option<Choice> {
        let series = of.iter().filter_map(|code| self.series.get(code));
        let heads = series.flat_map(SeriesQueue::heads);
        let candidates: Vec<Candidate> = self.reserved(counter).chain(heads).collect();
        queue::next(&candidates, self.turns(&group(of)), rules, now)
    }

    /// Everyone whom a counter may call, in order of arrival, and how many they are.
    pub(super) fn waiting_list(
        &self,
        counter: CounterId,
        of: &[SeriesCode],
    ) -> (usize, Vec<TicketId>) {
        let series = of.iter().filter_map(|code| self.series.get(code));
        let mut list: Vec<Candidate> =
            self.reserved(counter).chain(series.flat_map(SeriesQueue::everyone)).collect();
        list.sort_by_key(|one| (one.since, one.sequence));
        (list.len(), list.into_iter().map(|one| one.ticket).take(LINES_MAX).collect())
    }

    fn reserved(&self, counter: CounterId) -> impl Iterator<Item = Candidate> + '_ {
        let own = self.reserved.iter().filter(move |((of, _), _)| *of == counter);
        own.map(|(_, queued)| Candidate { wait: Wait::Reserved, ..queued.candidate(0) })
    }

    /// Tickets of these series that were put aside, the earliest to come back first.
    pub(super) fn held(&self, of: &[SeriesCode]) -> Vec<TicketId> {
        let is_own = |id: &TicketId| match self.spots.get(id) {
            Some(Whereabouts::Held { series, .. }) => of.contains(series),
            Some(_) | None => false,
        };
        let held = self.expiries.iter().map(|(_, id)| *id);
        held.filter(is_own).take(LINES_MAX).collect()
    }

    /// No-shows of these series and tickets that ended at the counter, the latest first.
    pub(super) fn gone(&self, counter: CounterId, of: &[SeriesCode]) -> Vec<TicketId> {
        let is_own = |id: &TicketId| match self.spots.get(id) {
            Some(Whereabouts::Absent { series, .. }) => of.contains(series),
            Some(Whereabouts::Done { counter: at, .. }) => *at == counter,
            Some(_) | None => false,
        };
        let gone = self.gone.iter().rev().map(|(_, id)| *id);
        gone.filter(is_own).take(LINES_MAX).collect()
    }

    /// Tickets whose hold or reservation is over.
    pub(super) fn expired(&self, now: Timestamp) -> Vec<TicketId> {
        self.expiries.iter().take_while(|(at, _)| *at <= now).map(|(_, id)| *id).collect()
    }

    /// Every ticket that has not ended.
    pub(super) fn open_tickets(&self) -> Vec<TicketId> {
        let is_open = |whereabouts: &Whereabouts| match whereabouts {
            Whereabouts::Queue { .. }
            | Whereabouts::Reserved { .. }
            | Whereabouts::AtHand(_)
            | Whereabouts::Held { .. } => true,
            Whereabouts::Absent { .. } | Whereabouts::Done { .. } | Whereabouts::Ended => false,
        };
        let open = self.spots.iter().filter(|(_, spot)| is_open(spot));
        let mut open: Vec<TicketId> = open.map(|(id, _)| *id).collect();
        open.sort_unstable();
        open
    }

    pub(super) fn turns(&self, group: &str) -> Turns {
        self.turns.get(group).copied().unwrap_or_default()
    }

    pub(super) fn calls(&self, series: &SeriesCode) -> u32 {
        self.series.get(series).map_or(0, SeriesQueue::calls)
    }

    pub(super) fn at_hand(&self, counter: CounterId) -> Option<TicketId> {
        self.at_hand.get(&counter).copied()
    }

    pub(super) fn figures(&self, officer: OfficerId) -> DayFigures {
        self.figures.get(&officer).copied().unwrap_or_default()
    }

    pub(super) fn service_times(&self, series: &SeriesCode) -> ServiceTimes {
        self.service_times.get(series).cloned().unwrap_or_default()
    }

    pub(super) fn seat(&self, counter: CounterId) -> Option<&Seat> {
        self.seats.get(&counter)
    }
}

/// The name of a group of series that one counter serves.
pub(super) fn group(series: &[SeriesCode]) -> String {
    let codes: BTreeSet<&str> = series.iter().map(SeriesCode::as_str).collect();
    codes.into_iter().collect::<Vec<_>>().join(",")
}
