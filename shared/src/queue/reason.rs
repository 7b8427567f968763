//! Why a ticket was called: the rule that chose it, or the ground on which an officer did.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

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
        /// Minutes since its wait began.
        waited_minutes: u32,
    },
    /// Its booked time has come.
    Appointment {
        /// The booked time.
        booked_for: DateTime<Utc>,
    },
    /// Its booked time has not come, but nobody else waited.
    EarlyAppointment {
        /// The booked time.
        booked_for: DateTime<Utc>,
    },
    /// It was held or handed over, and goes before its class.
    FirstInLine,
    /// It was a no-show that came back, and others were called meanwhile.
    Returned,
    /// It was kept for this counter.
    Reserved,
    /// An officer picked it.
    Picked {
        /// Why.
        ground: PickGround,
    },
}

/// Why an officer calls a ticket out of its turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PickGround {
    /// The person is not well enough to wait.
    Unwell,
    /// The person belongs to a priority group and did not say so.
    PriorityUndeclared,
    /// The person only hands something in or collects a result.
    ShortMatter,
    /// The person took a number of the wrong field.
    WrongField,
    /// The hall made a mistake, of a machine or of an officer.
    OurMistake,
    /// Another ground, which the note says.
    Other,
}

impl PickGround {
    /// Every ground, in the order the screen offers them.
    pub const ALL: [Self; 6] = [
        Self::Unwell,
        Self::PriorityUndeclared,
        Self::ShortMatter,
        Self::WrongField,
        Self::OurMistake,
        Self::Other,
    ];

    /// Whether the ground says nothing without a note.
    pub fn needs_note(self) -> bool {
        match self {
            Self::Unwell
            | Self::PriorityUndeclared
            | Self::ShortMatter
            | Self::WrongField
            | Self::OurMistake => false,
            Self::Other => true,
        }
    }
}
