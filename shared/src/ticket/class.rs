//! The class of a ticket: who is served in order of arrival, who before others, who by the clock.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Why a citizen is served before others (Decree 118/2025 art. 13 and the house rules).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PriorityGroup {
    /// Older people.
    Elderly,
    /// Pregnant women.
    Pregnant,
    /// People with a disability.
    Disabled,
    /// People with a small child.
    WithSmallChild,
    /// People with merit to the revolution.
    Merit,
    /// People who are seriously ill.
    SeverelyIll,
    /// People from a remote area.
    FromAfar,
}

impl PriorityGroup {
    /// Every group, in the order the screen offers them.
    pub const ALL: [Self; 7] = [
        Self::Elderly,
        Self::Pregnant,
        Self::Disabled,
        Self::WithSmallChild,
        Self::Merit,
        Self::SeverelyIll,
        Self::FromAfar,
    ];
}

/// The class of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TicketClass {
    /// In order of arrival.
    Ordinary,
    /// Before others, in a fixed ratio.
    Priority(PriorityGroup),
    /// At a booked time, which an officer has looked up.
    Appointment {
        /// The booked time.
        booked_for: DateTime<Utc>,
    },
}

/// A class without its particulars, as figures are told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClassKind {
    /// In order of arrival.
    Ordinary,
    /// Before others, in a fixed ratio.
    Priority,
    /// At a booked time.
    Appointment,
}

impl TicketClass {
    /// The class without its particulars.
    pub fn kind(self) -> ClassKind {
        match self {
            Self::Ordinary => ClassKind::Ordinary,
            Self::Priority(_) => ClassKind::Priority,
            Self::Appointment { .. } => ClassKind::Appointment,
        }
    }

    /// Whether the number is printed with the priority mark.
    pub fn is_priority(self) -> bool {
        match self {
            Self::Ordinary | Self::Appointment { .. } => false,
            Self::Priority(_) => true,
        }
    }
}
