//! The choice: who is kept for the counter, who waited too long, whose time has come, whose turn.

use serde::{Deserialize, Serialize};

use super::candidate::{Candidate, Claim, Wait};
use super::reason::Reason;
use super::rules::QueueRules;
use crate::ids::TicketId;
use crate::ticket::TicketClass;
use crate::time::Timestamp;

/// The choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Who is next.
    pub ticket: TicketId,
    /// Why.
    pub reason: Reason,
}

/// Whose turn it is between the classes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Turns {
    /// Ordinary tickets called since the last priority ticket.
    pub ordinary_before: u32,
}

impl Turns {
    /// The turns after a call. Who was kept for a counter or came at a booked time took no turn.
    pub fn after(self, class: TicketClass, reason: &Reason) -> Self {
        let is_turn = match reason {
            Reason::OrderOfArrival
            | Reason::PriorityTurn { .. }
            | Reason::OrdinaryTurn { .. }
            | Reason::LongestWait { .. }
            | Reason::FirstInLine
            | Reason::Returned
            | Reason::Picked { .. } => true,
            Reason::Appointment { .. } | Reason::EarlyAppointment { .. } | Reason::Reserved => {
                false
            }
        };
        match class {
            TicketClass::Ordinary | TicketClass::Appointment { .. } if is_turn => {
                Self { ordinary_before: self.ordinary_before.saturating_add(1) }
            }
            TicketClass::Priority(_) if is_turn => Self { ordinary_before: 0 },
            TicketClass::Ordinary | TicketClass::Appointment { .. } | TicketClass::Priority(_) => {
                self
            }
        }
    }
}

/// Chooses the next ticket.
///
/// In this order: who is reserved for the counter; whoever waited longest beyond the limit of the
/// class; an appointment inside its window; a no-show that came back and is due; the ratio of
/// ordinary to priority tickets, inside a class in order. If nobody of these waits, a no-show that
/// is not due yet, and last an appointment before its window.
pub fn next(
    waiting: &[Candidate],
    turns: Turns,
    rules: &QueueRules,
    now: Timestamp,
) -> Option<Choice> {
    let hall = Hall { waiting, rules, now };
    let (chosen, reason) = hall
        .first(Claim::Reserved)
        .map(|one| (one, Reason::Reserved))
        .or_else(|| hall.overdue())
        .or_else(|| hall.first(Claim::Booked).map(|one| (one, booked(one))))
        .or_else(|| hall.first(Claim::Returned).map(|one| (one, Reason::Returned)))
        .or_else(|| hall.in_turn(turns))
        .or_else(|| hall.first(Claim::TooSoon).map(|one| (one, Reason::Returned)))
        .or_else(|| hall.first(Claim::Early).map(|one| (one, early(one))))?;
    Some(Choice { ticket: chosen.ticket, reason })
}

/// Who waits, at one moment.
struct Hall<'a> {
    waiting: &'a [Candidate],
    rules: &'a QueueRules,
    now: Timestamp,
}

impl<'a> Hall<'a> {
    fn first(&self, claim: Claim) -> Option<&'a Candidate> {
        let own = self.waiting.iter().filter(|one| one.claim(self.rules, self.now) == claim);
        own.min_by_key(|one| one.rank())
    }

    fn overdue(&self) -> Option<(&'a Candidate, Reason)> {
        let overdue = self.waiting.iter().filter(|one| one.is_overdue(self.rules, self.now));
        let longest = overdue.min_by_key(|one| one.age())?;
        let waited = longest.waited(self.now).num_minutes();
        let waited_minutes = u32::try_from(waited).unwrap_or(u32::MAX);
        Some((longest, Reason::LongestWait { waited_minutes }))
    }

    fn in_turn(&self, turns: Turns) -> Option<(&'a Candidate, Reason)> {
        let Turns { ordinary_before } = turns;
        let is_priority_turn = ordinary_before >= self.rules.ordinary_per_priority;
        let both = (self.first(Claim::Ordinary), self.first(Claim::Priority));
        let (chosen, reason) = match both {
            (Some(_), Some(priority)) if is_priority_turn => {
                (priority, Reason::PriorityTurn { ordinary_before })
            }
            (Some(ordinary), Some(_)) => (ordinary, Reason::OrdinaryTurn { ordinary_before }),
            (Some(only), None) | (None, Some(only)) => (only, Reason::OrderOfArrival),
            (None, None) => return None,
        };
        match chosen.wait {
            Wait::First => Some((chosen, Reason::FirstInLine)),
            Wait::InTurn | Wait::Returned { .. } | Wait::Reserved => Some((chosen, reason)),
        }
    }
}

fn booked(one: &Candidate) -> Reason {
    match one.class {
        TicketClass::Appointment { booked_for } => Reason::Appointment { booked_for },
        TicketClass::Ordinary | TicketClass::Priority(_) => Reason::OrderOfArrival,
    }
}

fn early(one: &Candidate) -> Reason {
    match one.class {
        TicketClass::Appointment { booked_for } => Reason::EarlyAppointment { booked_for },
        TicketClass::Ordinary | TicketClass::Priority(_) => Reason::OrderOfArrival,
    }
}
