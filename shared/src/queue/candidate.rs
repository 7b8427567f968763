//! A waiting ticket as the choice sees it.

use chrono::TimeDelta;

use super::rules::QueueRules;
use crate::ids::TicketId;
use crate::ticket::TicketClass;
use crate::time::Timestamp;

/// A waiting ticket as the choice sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The ticket.
    pub ticket: TicketId,
    /// Its class.
    pub class: TicketClass,
    /// From when its wait counts.
    pub since: Timestamp,
    /// Its place in the series; order of arrival when moments are equal.
    pub sequence: u32,
    /// How it waits.
    pub wait: Wait,
}

/// How a ticket waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wait {
    /// Before those of its class who wait in their turn.
    First,
    /// In its turn.
    InTurn,
    /// After so many further calls; then before the ratio.
    Returned {
        /// Calls that still go before.
        calls_to_go: u32,
    },
    /// For the counter that chooses.
    Reserved,
}

/// On what a candidate can be called at a moment: an appointment's claim changes with the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    /// It is kept for the counter.
    Reserved,
    /// An appointment inside its window.
    Booked,
    /// A no-show that came back, after enough calls.
    Returned,
    /// Its turn among the ordinary.
    Ordinary,
    /// Its turn among the priority tickets.
    Priority,
    /// A no-show that came back, before enough calls.
    TooSoon,
    /// An appointment before its window.
    Early,
}

/// The order inside a class: who goes first, from when the wait counts, the number.
pub(super) type Rank = (Wait, Timestamp, u32, TicketId);

impl Candidate {
    pub(super) fn claim(&self, rules: &QueueRules, now: Timestamp) -> Claim {
        match (self.wait, self.class) {
            (Wait::Reserved, _) => Claim::Reserved,
            (Wait::Returned { calls_to_go: 0 }, _) => Claim::Returned,
            (Wait::Returned { .. }, _) => Claim::TooSoon,
            (Wait::InTurn, TicketClass::Appointment { booked_for }) => {
                if now < booked_for - rules.appointment_before() {
                    Claim::Early
                } else if now <= booked_for + rules.appointment_after() {
                    Claim::Booked
                } else {
                    Claim::Ordinary
                }
            }
            (Wait::First, TicketClass::Appointment { .. })
            | (Wait::First | Wait::InTurn, TicketClass::Ordinary) => Claim::Ordinary,
            (Wait::First | Wait::InTurn, TicketClass::Priority(_)) => Claim::Priority,
        }
    }

    /// Whether it waited as long as its class may. Who is kept for a counter or comes at a booked
    /// time does not wait in the queue.
    pub(super) fn is_overdue(&self, rules: &QueueRules, now: Timestamp) -> bool {
        match self.claim(rules, now) {
            Claim::Ordinary | Claim::Priority | Claim::Returned | Claim::TooSoon => {
                self.waited(now) >= rules.wait_max(self.class)
            }
            Claim::Reserved | Claim::Booked | Claim::Early => false,
        }
    }

    pub(super) fn waited(&self, now: Timestamp) -> TimeDelta {
        now - self.waits_from()
    }

    /// A late appointment waits from its booked time, wherever it came before.
    fn waits_from(&self) -> Timestamp {
        match (self.wait, self.class) {
            (Wait::InTurn, TicketClass::Appointment { booked_for }) => booked_for.max(self.since),
            (Wait::First | Wait::Returned { .. } | Wait::Reserved, _)
            | (Wait::InTurn, TicketClass::Ordinary | TicketClass::Priority(_)) => self.since,
        }
    }

    pub(super) fn rank(&self) -> Rank {
        (self.wait, self.waits_from(), self.sequence, self.ticket)
    }

    /// The order by age alone: the longest wait first.
    pub(super) fn age(&self) -> (Timestamp, u32, TicketId) {
        (self.waits_from(), self.sequence, self.ticket)
    }
}
