//! The day's queues in memory, so that issuing and calling never count rows.
//!
//! There are two of them: the writer's, which runs ahead inside a batch, and the published one,
//! which repeats each [`Move`] once it is durable.

use std::collections::{BTreeMap, BTreeSet};

use shared::hall::SeriesWaiting;
use shared::ids::{CounterId, OfficerId, SeriesCode, SubmissionId, TicketId};
use shared::queue::{self, Candidate, Choice, Estimate, QueueRules, Waiting};
use shared::ticket::{TicketClass, TicketNumber};
use shared::time::{ServiceDay, Timestamp};

/// What a durable transaction changed in the queues.
#[derive(Debug, Clone)]
pub(super) enum Move {
    /// A new day; everything starts again.
    NewDay(ServiceDay),
    /// A ticket waits.
    Issued { number: TicketNumber, candidate: Candidate },
    /// A waiting ticket stands at a counter.
    Called { number: TicketNumber, class: TicketClass, counter: CounterId, ticket: TicketId },
    /// The ticket of a counter ended.
    Closed { counter: CounterId },
    /// The run of ordinary calls of a group of series.
    Run { group: String, ordinary_before: u32 },
    /// An officer sits at a counter.
    Seated { counter: CounterId, seat: Seat },
    /// A counter is empty.
    Left { counter: CounterId },
    /// A submission is owed.
    Owed { accepted_at: Timestamp, submission: SubmissionId },
    /// A submission is owed no more.
    Done { accepted_at: Timestamp, submission: SubmissionId },
    /// So many submissions are set aside.
    ParkedBy { change: i64 },
}

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
    series: BTreeMap<SeriesCode, Series>,
    at_hand: BTreeMap<CounterId, TicketId>,
    runs: BTreeMap<String, u32>,
    closed: BTreeMap<CounterId, u32>,
    seats: BTreeMap<CounterId, Seat>,
    pub(super) pending: BTreeSet<(Timestamp, SubmissionId)>,
    pub(super) parked: u64,
}

#[derive(Debug, Clone, Default)]
struct Series {
    issued: u32,
    ordinary: BTreeMap<u32, Candidate>,
    priority: BTreeMap<u32, Candidate>,
}

impl Queues {
    pub(super) fn new(day: ServiceDay) -> Self {
        Self {
            day,
            series: BTreeMap::new(),
            at_hand: BTreeMap::new(),
            runs: BTreeMap::new(),
            closed: BTreeMap::new(),
            seats: BTreeMap::new(),
            pending: BTreeSet::new(),
            parked: 0,
        }
    }

    pub(super) fn apply(&mut self, one: &Move) {
        match one {
            Move::NewDay(day) => {
                let (pending, parked) = (std::mem::take(&mut self.pending), self.parked);
                *self = Self { pending, parked, ..Self::new(*day) };
            }
            Move::Issued { number, candidate } => {
                let series = self.series.entry(number.series.clone()).or_default();
                series.issued = series.issued.max(number.sequence);
                series.class_mut(candidate.class).insert(number.sequence, *candidate);
            }
            Move::Called { number, class, counter, ticket } => {
                if let Some(series) = self.series.get_mut(&number.series) {
                    series.class_mut(*class).remove(&number.sequence);
                }
                self.at_hand.insert(*counter, *ticket);
            }
            Move::Closed { counter } => {
                self.at_hand.remove(counter);
                *self.closed.entry(*counter).or_default() += 1;
            }
            Move::Run { group, ordinary_before } => {
                self.runs.insert(group.clone(), *ordinary_before);
            }
            Move::Seated { counter, seat } => drop(self.seats.insert(*counter, seat.clone())),
            Move::Left { counter } => drop(self.seats.remove(counter)),
            Move::Owed { accepted_at, submission } => {
                self.pending.insert((*accepted_at, *submission));
            }
            Move::Done { accepted_at, submission } => {
                self.pending.remove(&(*accepted_at, *submission));
            }
            Move::ParkedBy { change } => self.parked = self.parked.saturating_add_signed(*change),
        }
    }

    /// Counts a ticket that was issued and has left the queue, when a day is read back.
    pub(super) fn count_issued(&mut self, number: &TicketNumber) {
        let series = self.series.entry(number.series.clone()).or_default();
        series.issued = series.issued.max(number.sequence);
    }

    /// Sets how many tickets a counter closed, when a day is read back.
    pub(super) fn set_closed(&mut self, counter: CounterId, closed: u32) {
        self.closed.insert(counter, closed);
    }

    pub(super) fn next_sequence(&self, series: &SeriesCode) -> u32 {
        self.series.get(series).map_or(0, |series| series.issued) + 1
    }

    pub(super) fn waiting(&self, series: &SeriesCode) -> Waiting {
        self.series.get(series).map_or_else(Waiting::default, Series::waiting)
    }

    pub(super) fn series_waiting(&self, series: &SeriesCode) -> SeriesWaiting {
        SeriesWaiting { series: series.clone(), waiting: self.waiting(series) }
    }

    pub(super) fn everyone_waiting(&self) -> Vec<SeriesWaiting> {
        self.series.keys().map(|series| self.series_waiting(series)).collect()
    }

    /// Tickets before one that would be issued at this moment.
    pub(super) fn people_before_new(
        &self,
        series: &SeriesCode,
        class: TicketClass,
        rules: QueueRules,
    ) -> u32 {
        queue::people_before(self.waiting(series), class, self.run_of(series), rules)
    }

    /// Tickets before one that waits.
    pub(super) fn people_before(
        &self,
        number: &TicketNumber,
        class: TicketClass,
        rules: QueueRules,
    ) -> u32 {
        let Some(series) = self.series.get(&number.series) else { return 0 };
        let earlier = size(series.class(class).range(..number.sequence).count());
        let mut ahead = series.waiting();
        if class.is_priority() {
            ahead.priority = earlier;
        } else {
            ahead.ordinary = earlier;
        }
        queue::people_before(ahead, class, self.run_of(&number.series), rules)
    }

    pub(super) fn estimate(
        &self,
        series: &SeriesCode,
        people_before: u32,
        matter_minutes: u16,
    ) -> Estimate {
        let serves = |seat: &&Seat| seat.series.contains(series);
        let open = size(self.seats.values().filter(serves).count());
        queue::estimate(people_before, u32::from(matter_minutes), open)
    }

    /// Chooses who is next in these series; only the first of each class can be.
    pub(super) fn choose(
        &self,
        of: &[SeriesCode],
        rules: QueueRules,
        now: Timestamp,
    ) -> Option<Choice> {
        let series = of.iter().filter_map(|code| self.series.get(code));
        let firsts =
            series.flat_map(|one| [one.ordinary.values().next(), one.priority.values().next()]);
        let firsts: Vec<Candidate> = firsts.flatten().copied().collect();
        queue::next(&firsts, self.run(&group(of)), rules, now)
    }

    /// Everyone who waits in these series, in order of arrival.
    pub(super) fn waiting_list(&self, of: &[SeriesCode]) -> Vec<(TicketNumber, Candidate)> {
        let mut list = Vec::new();
        for code in of {
            let Some(series) = self.series.get(code) else { continue };
            for (sequence, candidate) in series.ordinary.iter().chain(&series.priority) {
                let number = TicketNumber { series: code.clone(), sequence: *sequence };
                list.push((number, *candidate));
            }
        }
        list.sort_by_key(|(_, candidate)| (candidate.arrived_at, candidate.sequence));
        list
    }

    /// Every ticket that has not ended.
    pub(super) fn open_tickets(&self) -> Vec<TicketId> {
        let waiting =
            self.series.values().flat_map(|one| one.ordinary.values().chain(one.priority.values()));
        waiting.map(|one| one.ticket).chain(self.at_hand.values().copied()).collect()
    }

    pub(super) fn run(&self, group: &str) -> u32 {
        self.runs.get(group).copied().unwrap_or(0)
    }

    pub(super) fn at_hand(&self, counter: CounterId) -> Option<TicketId> {
        self.at_hand.get(&counter).copied()
    }

    pub(super) fn closed(&self, counter: CounterId) -> u32 {
        self.closed.get(&counter).copied().unwrap_or(0)
    }

    pub(super) fn seat(&self, counter: CounterId) -> Option<&Seat> {
        self.seats.get(&counter)
    }

    /// The longest run of ordinary calls of any group that serves the series.
    fn run_of(&self, series: &SeriesCode) -> u32 {
        let serves = |group: &str| group.split(',').any(|code| code == series.as_str());
        let runs = self.runs.iter().filter(|(group, _)| serves(group));
        runs.map(|(_, run)| *run).max().unwrap_or(0)
    }
}

impl Series {
    fn class(&self, class: TicketClass) -> &BTreeMap<u32, Candidate> {
        if class.is_priority() { &self.priority } else { &self.ordinary }
    }

    fn class_mut(&mut self, class: TicketClass) -> &mut BTreeMap<u32, Candidate> {
        if class.is_priority() { &mut self.priority } else { &mut self.ordinary }
    }

    fn waiting(&self) -> Waiting {
        Waiting { ordinary: size(self.ordinary.len()), priority: size(self.priority.len()) }
    }
}

/// The name of a group of series that one counter serves.
pub(super) fn group(series: &[SeriesCode]) -> String {
    let codes: BTreeSet<&str> = series.iter().map(SeriesCode::as_str).collect();
    codes.into_iter().collect::<Vec<_>>().join(",")
}

fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
