//! Who is next. A pure choice that returns the ticket and the rule that chose it.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::ids::TicketId;
use crate::ticket::TicketClass;
use crate::time::Timestamp;

/// The house rules of a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QueueRules {
    /// Ordinary tickets served for each priority ticket while both wait.
    pub ordinary_per_priority: u32,
    /// After this wait an ordinary ticket goes before any ratio.
    pub ordinary_wait_max_minutes: u32,
    /// After this wait a priority ticket goes before any ratio.
    pub priority_wait_max_minutes: u32,
}

impl Default for QueueRules {
    fn default() -> Self {
        Self {
            ordinary_per_priority: 2,
            ordinary_wait_max_minutes: 60,
            priority_wait_max_minutes: 20,
        }
    }
}

/// A waiting ticket as the choice sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The ticket.
    pub ticket: TicketId,
    /// Its class.
    pub class: TicketClass,
    /// When it was issued.
    pub arrived_at: Timestamp,
    /// Its place in the series; order of arrival when moments are equal.
    pub sequence: u32,
}

/// The rule that chose a ticket; stored with the call and shown to the officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Reason {
    /// Only this class was waiting; first come, first served.
    OrderOfArrival,
    /// Enough ordinary tickets went before.
    PriorityTurn {
        /// Ordinary tickets called since the last priority ticket.
        ordinary_before: u32,
    },
    /// The ratio gives this turn to an ordinary ticket.
    OrdinaryTurn {
        /// Ordinary tickets called since the last priority ticket.
        ordinary_before: u32,
    },
    /// It waited longer than its class may.
    LongestWait {
        /// Minutes since it was issued.
        waited_minutes: u32,
    },
}

/// The choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Who is next.
    pub ticket: TicketId,
    /// Why.
    pub reason: Reason,
}

/// Chooses the next ticket.
///
/// `ordinary_before` counts ordinary calls since the last priority call. Inside a class the order
/// is the order of arrival, so nobody is overtaken by a later ticket of the same class.
pub fn next(
    waiting: &[Candidate],
    ordinary_before: u32,
    rules: QueueRules,
    now: Timestamp,
) -> Option<Choice> {
    let ordinary = first(waiting, false);
    let priority = first(waiting, true);
    let overdue = [
        priority.filter(|c| waited(c, now) >= minutes(rules.priority_wait_max_minutes)),
        ordinary.filter(|c| waited(c, now) >= minutes(rules.ordinary_wait_max_minutes)),
    ];
    let longest = overdue.into_iter().flatten().max_by_key(|c| waited(c, now));
    let (chosen, reason) = match (longest, priority, ordinary) {
        (Some(longest), Some(_), Some(_)) => (longest, longest_wait(longest, now)),
        (_, Some(priority), Some(_)) if ordinary_before >= rules.ordinary_per_priority => {
            (priority, Reason::PriorityTurn { ordinary_before })
        }
        (_, Some(_), Some(ordinary)) => (ordinary, Reason::OrdinaryTurn { ordinary_before }),
        (_, Some(only), None) | (_, None, Some(only)) => (only, Reason::OrderOfArrival),
        (_, None, None) => return None,
    };
    Some(Choice { ticket: chosen.ticket, reason })
}

/// How many wait, by class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waiting {
    /// Ordinary tickets.
    pub ordinary: u32,
    /// Priority tickets.
    pub priority: u32,
}

/// Tickets that will be called before one of `class`, if nobody else comes.
///
/// `ahead` counts, for the own class, those who came earlier, and for the other class, all who
/// wait. The longest wait is left out: it only ever helps the one who asks.
pub fn people_before(
    ahead: Waiting,
    class: TicketClass,
    ordinary_before: u32,
    rules: QueueRules,
) -> u32 {
    let ratio = rules.ordinary_per_priority.max(1);
    let run = ordinary_before.min(ratio);
    match class {
        TicketClass::Ordinary => {
            let priority_turns = run.saturating_add(ahead.ordinary) / ratio;
            ahead.ordinary.saturating_add(ahead.priority.min(priority_turns))
        }
        TicketClass::Priority(_) => {
            let ordinary_turns = (ratio - run).saturating_add(ratio.saturating_mul(ahead.priority));
            ahead.priority.saturating_add(ahead.ordinary.min(ordinary_turns))
        }
    }
}

/// The count of ordinary calls since the last priority call, after a call of this class.
pub fn after_call(class: TicketClass, ordinary_before: u32) -> u32 {
    match class {
        TicketClass::Ordinary => ordinary_before.saturating_add(1),
        TicketClass::Priority(_) => 0,
    }
}

/// A likely range of minutes until a place comes up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Estimate {
    /// At best.
    pub low_minutes: u32,
    /// At worst.
    pub high_minutes: u32,
}

/// Estimates the wait from the people before, the usual length of a matter and the open counters.
///
/// The range is three quarters to one and a half of the mean, rounded outwards to five minutes:
/// a promise that is a little long is kinder than one that is too short.
pub fn estimate(people_before: u32, matter_minutes: u32, open_counters: u32) -> Estimate {
    let mean = people_before.saturating_mul(matter_minutes) / open_counters.max(1);
    Estimate {
        low_minutes: mean * 3 / 4 / 5 * 5,
        high_minutes: (mean * 3 / 2).div_ceil(5).max(1) * 5,
    }
}

fn first(waiting: &[Candidate], is_priority: bool) -> Option<&Candidate> {
    waiting
        .iter()
        .filter(|c| c.class.is_priority() == is_priority)
        .min_by_key(|c| (c.arrived_at, c.sequence))
}

fn waited(candidate: &Candidate, now: Timestamp) -> TimeDelta {
    now - candidate.arrived_at
}

fn minutes(count: u32) -> TimeDelta {
    TimeDelta::minutes(i64::from(count))
}

fn longest_wait(candidate: &Candidate, now: Timestamp) -> Reason {
    let waited_minutes = waited(candidate, now).num_minutes().try_into().unwrap_or(u32::MAX);
    Reason::LongestWait { waited_minutes }
}
