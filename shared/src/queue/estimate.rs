//! How many go before, and about how long that takes.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::choice::Turns;
use super::rules::QueueRules;
use super::series_queue::Waiting;
use crate::ticket::TicketClass;

/// Measured times of service that are kept of a series.
pub const SERVICE_TIMES_KEPT: usize = 20;
/// Measured times of service that say more than the posted length of a matter.
pub const SERVICE_TIMES_ENOUGH: usize = 8;

/// Tickets that will be called before one of `class`, if nobody else comes.
///
/// `ahead` counts, for the own class, those who came earlier, and for the other class, all who
/// wait. The longest wait is left out: it only ever helps the one who asks.
pub fn people_before(ahead: Waiting, class: TicketClass, turns: Turns, rules: &QueueRules) -> u32 {
    let ratio = rules.ordinary_per_priority.max(1);
    let run = turns.ordinary_before.min(ratio);
    match class {
        TicketClass::Ordinary | TicketClass::Appointment { .. } => {
            let priority_turns = run.saturating_add(ahead.ordinary) / ratio;
            ahead.ordinary.saturating_add(ahead.priority.min(priority_turns))
        }
        TicketClass::Priority(_) => {
            let ordinary_turns = (ratio - run).saturating_add(ratio.saturating_mul(ahead.priority));
            ahead.priority.saturating_add(ahead.ordinary.min(ordinary_turns))
        }
    }
}

/// How long the latest matters of a series took.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ServiceTimes(VecDeque<u32>);

impl ServiceTimes {
    /// Takes in how many seconds a matter took; the oldest goes.
    pub fn push(&mut self, seconds: u32) {
        if self.0.len() == SERVICE_TIMES_KEPT {
            self.0.pop_front();
        }
        self.0.push_back(seconds);
    }

    /// The usual seconds of a matter: the median, or what is posted while too few were measured.
    pub fn usual_s(&self, posted_minutes: u32) -> u32 {
        if self.0.len() < SERVICE_TIMES_ENOUGH {
            return posted_minutes.saturating_mul(60);
        }
        let mut sorted: Vec<u32> = self.0.iter().copied().collect();
        sorted.sort_unstable();
        sorted[sorted.len() / 2]
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

/// Estimates the wait from the people before, the usual seconds of a matter and the open counters.
///
/// The range is three quarters to one and a half of the mean, rounded outwards to five minutes:
/// a promise that is a little long is kinder than one that is too short.
pub fn estimate(people_before: u32, matter_s: u32, open_counters: u32) -> Estimate {
    let mean_s = people_before.saturating_mul(matter_s) / open_counters.max(1);
    Estimate {
        low_minutes: mean_s / 4 * 3 / 300 * 5,
        high_minutes: (mean_s / 2).saturating_mul(3).div_ceil(300).max(1) * 5,
    }
}
