//! The referee: goes through the journal of the day and counts every breach of what is promised.

use std::collections::{BTreeMap, BTreeSet};

use shared::figures::HallFigures;
use shared::ids::{CounterId, SeriesCode, TicketId};
use shared::journal::{Entry, HallEvent, read_chain};
use shared::queue::{QueueRules, Reason, Turns};
use shared::ticket::{Outcome, Precedence, TicketClass, TicketNumber};
use shared::time::Timestamp;

use super::replay::{Known, Replay, Spot, is_by_rule};
use crate::books;
use crate::hall::TestHall;

/// How often what is promised was not kept. All of it must be nought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Numbers that two people heard, or that the journal has twice.
    pub double_numbers: u32,
    /// Numbers that are missing between one and the last.
    pub gaps: u32,
    /// Calls of a ticket that was not waiting.
    pub double_calls: u32,
    /// Calls to a counter that had somebody.
    pub full_counters: u32,
    /// Tickets that went before an earlier one of their class and series.
    pub overtaken: u32,
    /// Calls that left somebody waiting who had waited too long, and longer than who was called.
    pub overlooked: u32,
    /// Turns of the ratio that were not its turns.
    pub ratio_breaks: u32,
    /// Figures of the hall that are not what the journal says.
    pub wrong_figures: u32,
}

/// The series of each counter.
pub(super) type Seats = BTreeMap<CounterId, Vec<SeriesCode>>;

/// Judges a day that has ended.
pub(super) fn judge(
    hall: &TestHall,
    seats: &Seats,
    heard: &[TicketNumber],
    figures: &HallFigures,
) -> Verdict {
    let entries = read_chain(&books::journal_of(hall.store())).expect("the chain holds");
    let mut referee = Referee::new(seats);
    for entry in &entries {
        referee.look(entry);
        referee.replay.take(entry);
    }
    referee.look_at_numbers(&entries, heard);
    referee.look_at_figures(figures);
    referee.verdict
}

struct Referee<'a> {
    seats: &'a Seats,
    rules: QueueRules,
    replay: Replay,
    /// By what counters serve: those of the same series take turns together.
    turns: BTreeMap<BTreeSet<&'a SeriesCode>, Turns>,
    outcomes: BTreeMap<TicketId, Outcome>,
    verdict: Verdict,
}

impl<'a> Referee<'a> {
    fn new(seats: &'a Seats) -> Self {
        Self {
            seats,
            rules: QueueRules::default(),
            replay: Replay::default(),
            turns: BTreeMap::new(),
            outcomes: BTreeMap::new(),
            verdict: Verdict::default(),
        }
    }

    fn look(&mut self, entry: &Entry) {
        if let HallEvent::TicketCalled { ticket, desk, calls: 1, reason, .. } = &entry.event {
            self.look_at_call(*ticket, desk.counter, reason, entry.at);
        }
        if let HallEvent::TicketClosed { ticket, outcome, .. } = &entry.event {
            self.outcomes.insert(*ticket, *outcome);
        }
    }

    fn look_at_call(
        &mut self,
        ticket: TicketId,
        counter: CounterId,
        reason: &Reason,
        now: Timestamp,
    ) {
        let is_full = self.replay.all().any(|one| one.spot == Spot::At(counter));
        self.verdict.full_counters += u32::from(is_full);
        let seats = self.seats;
        let (Some(known), Some(series)) = (self.replay.get(ticket).cloned(), seats.get(&counter))
        else {
            self.verdict.double_calls += 1;
            return;
        };
        self.verdict.double_calls += u32::from(!matches!(known.spot, Spot::Waiting(_)));
        if is_by_rule(reason) {
            self.verdict.overtaken += u32::from(self.has_overtaken(&known, series));
            self.verdict.overlooked += u32::from(self.has_overlooked(&known, series, now));
        }
        self.look_at_turn(series, known.class, reason);
    }

    /// Whether somebody of the same class and series, who came earlier, still waits in turn.
    fn has_overtaken(&self, called: &Known, series: &[SeriesCode]) -> bool {
        let order = |known: &Known| {
            let (own, place) = known.waits_in(series)?;
            let is_in_turn = place.precedence == Precedence::InTurn;
            let class = match known.class {
                TicketClass::Ordinary => false,
                TicketClass::Priority(_) => true,
                TicketClass::Appointment { .. } => return None,
            };
            let key = (own.clone(), class);
            is_in_turn.then_some((key, (place.since, known.number.sequence)))
        };
        let Some((class, rank)) = order(called) else { return false };
        self.replay.all().filter_map(order).any(|(other, earlier)| other == class && earlier < rank)
    }

    /// Whether somebody waited too long, and longer than who was called.
    fn has_overlooked(&self, called: &Known, series: &[SeriesCode], now: Timestamp) -> bool {
        let since = |known: &Known| {
            let (_, place) = known.waits_in(series)?;
            known.overdue_since(place, &self.rules, now)
        };
        let longest = self.replay.all().filter_map(since).min();
        let own = since(called);
        longest.is_some_and(|longest| own.is_none_or(|own| longest < own))
    }

    /// Whether a turn of the ratio was its turn, counted anew.
    fn look_at_turn(&mut self, series: &'a [SeriesCode], class: TicketClass, reason: &Reason) {
        let turns = self.turns.entry(series.iter().collect()).or_default();
        let ratio = self.rules.ordinary_per_priority;
        let is_broken = match reason {
            Reason::PriorityTurn { ordinary_before } => {
                *ordinary_before < ratio || *ordinary_before != turns.ordinary_before
            }
            Reason::OrdinaryTurn { ordinary_before } => {
                *ordinary_before >= ratio || *ordinary_before != turns.ordinary_before
            }
            Reason::OrderOfArrival
            | Reason::LongestWait { .. }
            | Reason::Appointment { .. }
            | Reason::EarlyAppointment { .. }
            | Reason::FirstInLine
            | Reason::Returned
            | Reason::Reserved
            | Reason::Picked { .. } => false,
        };
        *turns = turns.after(class, reason);
        self.verdict.ratio_breaks += u32::from(is_broken);
    }

    /// Compares what people heard and what the journal says with one to the last.
    fn look_at_numbers(&mut self, entries: &[Entry], heard: &[TicketNumber]) {
        let written = entries.iter().filter_map(|entry| {
            if let HallEvent::TicketIssued { number, .. } = &entry.event {
                Some(number)
            } else {
                None
            }
        });
        for numbers in [written.collect::<Vec<_>>(), heard.iter().collect()] {
            let mut known: BTreeMap<&SeriesCode, BTreeSet<u32>> = BTreeMap::new();
            for number in numbers {
                let is_new = known.entry(&number.series).or_default().insert(number.sequence);
                self.verdict.double_numbers += u32::from(!is_new);
            }
            for sequences in known.values() {
                let last = sequences.last().copied().unwrap_or(0);
                let count = u32::try_from(sequences.len()).unwrap_or(u32::MAX);
                self.verdict.gaps += last.abs_diff(count);
            }
        }
    }

    fn look_at_figures(&mut self, figures: &HallFigures) {
        let count = |is: fn(Outcome) -> bool| {
            let count = self.outcomes.values().filter(|outcome| is(**outcome)).count();
            u32::try_from(count).unwrap_or(u32::MAX)
        };
        let issued = u32::try_from(self.replay.all().count()).unwrap_or(u32::MAX);
        let told = [figures.whole.issued, figures.whole.served, figures.whole.no_shows];
        let counted = [issued, count(Outcome::is_attended), count(|one| one == Outcome::NoShow)];
        let wrong = told.iter().zip(counted).filter(|(told, counted)| *told != counted).count();
        self.verdict.wrong_figures = u32::try_from(wrong).unwrap_or(u32::MAX);
    }
}
