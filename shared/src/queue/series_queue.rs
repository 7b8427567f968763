//! The queue of one series, in order, so that a choice looks at a few tickets only.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::candidate::{Candidate, Rank, Wait};
use super::choice::Turns;
use super::estimate::people_before;
use super::rules::QueueRules;
use crate::ids::TicketId;
use crate::ticket::{Place, Precedence, Ticket, TicketClass};
use crate::time::Timestamp;

/// How many wait, by class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waiting {
    /// Ordinary tickets, appointments among them.
    pub ordinary: u32,
    /// Priority tickets.
    pub priority: u32,
}

/// A ticket in the queue of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Queued {
    /// The ticket.
    pub ticket: TicketId,
    /// Its class.
    pub class: TicketClass,
    /// From when its wait counts.
    pub since: Timestamp,
    /// The place of its number in its series.
    pub sequence: u32,
    /// Before whom it goes.
    pub precedence: Precedence,
}

/// Those who wait for any counter of a series.
#[derive(Debug, Clone, Default)]
pub struct SeriesQueue {
    calls: u32,
    ordinary: BTreeMap<Rank, Candidate>,
    priority: BTreeMap<Rank, Candidate>,
    /// Appointments and no-shows that came back: few, and their claims change with time.
    others: BTreeMap<TicketId, Queued>,
}

enum Order {
    Ordinary,
    Priority,
    Other,
}

impl Queued {
    /// A ticket at a place.
    pub fn at(ticket: &Ticket, place: &Place) -> Self {
        Self {
            ticket: ticket.id,
            class: ticket.request.class,
            since: place.since,
            sequence: ticket.number.sequence,
            precedence: place.precedence,
        }
    }

    fn order(&self) -> Order {
        match (self.precedence, self.class) {
            (Precedence::First, TicketClass::Ordinary | TicketClass::Appointment { .. })
            | (Precedence::InTurn, TicketClass::Ordinary) => Order::Ordinary,
            (Precedence::First | Precedence::InTurn, TicketClass::Priority(_)) => Order::Priority,
            (Precedence::InTurn, TicketClass::Appointment { .. })
            | (Precedence::AfterCalls { .. }, _) => Order::Other,
        }
    }

    /// How the choice sees it after so many calls of the series.
    pub fn candidate(&self, calls: u32) -> Candidate {
        let Self { ticket, class, since, sequence, precedence } = *self;
        let wait = match precedence {
            Precedence::First => Wait::First,
            Precedence::InTurn => Wait::InTurn,
            Precedence::AfterCalls { calls: due_at } => {
                Wait::Returned { calls_to_go: due_at.saturating_sub(calls) }
            }
        };
        Candidate { ticket, class, since, sequence, wait }
    }
}

impl SeriesQueue {
    /// Puts a ticket in.
    pub fn insert(&mut self, one: Queued) {
        let candidate = one.candidate(self.calls);
        match one.order() {
            Order::Ordinary => drop(self.ordinary.insert(candidate.rank(), candidate)),
            Order::Priority => drop(self.priority.insert(candidate.rank(), candidate)),
            Order::Other => drop(self.others.insert(one.ticket, one)),
        }
    }

    /// Takes a ticket out.
    pub fn remove(&mut self, one: &Queued) {
        let rank = one.candidate(self.calls).rank();
        match one.order() {
            Order::Ordinary => drop(self.ordinary.remove(&rank)),
            Order::Priority => drop(self.priority.remove(&rank)),
            Order::Other => drop(self.others.remove(&one.ticket)),
        }
    }

    /// Sets how many tickets of the series were called on this day.
    pub fn set_calls(&mut self, calls: u32) {
        self.calls = calls;
    }

    /// How many tickets of the series were called on this day.
    pub fn calls(&self) -> u32 {
        self.calls
    }

    /// Everyone who can be next: of each class the first and whoever has waited longest, and those
    /// whose claims change with time.
    pub fn heads(&self) -> impl Iterator<Item = Candidate> + '_ {
        let ends = [&self.ordinary, &self.priority].map(|order| {
            let first = order.values().next();
            let oldest = order.range(FIRST_IN_TURN..).next().map(|(_, one)| one);
            [first, oldest.filter(|oldest| first != Some(*oldest))]
        });
        ends.into_iter().flatten().flatten().copied().chain(self.others())
    }

    /// Everyone who waits.
    pub fn everyone(&self) -> impl Iterator<Item = Candidate> + '_ {
        self.ordinary.values().chain(self.priority.values()).copied().chain(self.others())
    }

    /// How many wait.
    pub fn waiting(&self) -> Waiting {
        let priority = self.others.values().filter(|one| one.class.is_priority()).count();
        Waiting {
            ordinary: size(self.ordinary.len() + self.others.len() - priority),
            priority: size(self.priority.len() + priority),
        }
    }

    /// Tickets that will be called before one that waits here, if nobody else comes. An
    /// appointment waits for its time and for nobody.
    pub fn people_before(&self, one: &Queued, turns: Turns, rules: &QueueRules) -> u32 {
        let all = self.waiting();
        let rank = one.candidate(self.calls).rank();
        let behind = |order: &BTreeMap<Rank, Candidate>| size(order.range(rank..).count());
        let ahead = match one.order() {
            Order::Ordinary => Waiting { ordinary: all.ordinary - behind(&self.ordinary), ..all },
            Order::Priority => Waiting { priority: all.priority - behind(&self.priority), ..all },
            Order::Other => match one.precedence {
                Precedence::AfterCalls { calls } => return calls.saturating_sub(self.calls),
                Precedence::First | Precedence::InTurn => return 0,
            },
        };
        people_before(ahead, one.class, turns, rules)
    }

    fn others(&self) -> impl Iterator<Item = Candidate> + '_ {
        self.others.values().map(|one| one.candidate(self.calls))
    }
}

/// Where those begin who wait in their turn.
const FIRST_IN_TURN: Rank = (Wait::InTurn, DateTime::<Utc>::MIN_UTC, 0, TicketId(Uuid::nil()));

fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
