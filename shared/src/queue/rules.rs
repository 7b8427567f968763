//! The house rules of a queue.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::ticket::TicketClass;

/// The house rules of a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct QueueRules {
    /// Ordinary tickets served for each priority ticket while both wait.
    pub ordinary_per_priority: u32,
    /// After this wait an ordinary ticket goes before any ratio.
    pub ordinary_wait_max_minutes: u32,
    /// After this wait a priority ticket goes before any ratio.
    pub priority_wait_max_minutes: u32,
    /// So long before its booked time an appointment is due.
    pub appointment_before_minutes: u32,
    /// So long after its booked time it still is; later it waits like an ordinary ticket.
    pub appointment_after_minutes: u32,
    /// A no-show that came back is due after so many further calls of its series.
    pub return_after_calls: u32,
    /// A ticket is reserved for a counter so long.
    pub reserve_minutes: u32,
}

impl Default for QueueRules {
    fn default() -> Self {
        Self {
            ordinary_per_priority: 2,
            ordinary_wait_max_minutes: 60,
            priority_wait_max_minutes: 20,
            appointment_before_minutes: 10,
            appointment_after_minutes: 15,
            return_after_calls: 3,
            reserve_minutes: 30,
        }
    }
}

impl QueueRules {
    /// The longest wait of a class before it goes before any ratio.
    pub fn wait_max(&self, class: TicketClass) -> TimeDelta {
        match class {
            TicketClass::Ordinary | TicketClass::Appointment { .. } => {
                minutes(self.ordinary_wait_max_minutes)
            }
            TicketClass::Priority(_) => minutes(self.priority_wait_max_minutes),
        }
    }

    pub(super) fn appointment_before(&self) -> TimeDelta {
        minutes(self.appointment_before_minutes)
    }

    pub(super) fn appointment_after(&self) -> TimeDelta {
        minutes(self.appointment_after_minutes)
    }

    /// How long a ticket is reserved for a counter.
    pub fn reserved_for(&self) -> TimeDelta {
        minutes(self.reserve_minutes)
    }
}

fn minutes(count: u32) -> TimeDelta {
    TimeDelta::minutes(i64::from(count))
}
