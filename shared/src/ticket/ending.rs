//! How a ticket ends.

use serde::{Deserialize, Serialize};

/// How a ticket ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The matter was dealt with.
    Served,
    /// Something was missing; the citizen was told what to bring.
    Incomplete,
    /// The citizen gave it up.
    Withdrawn,
    /// Called [`CALLS_MAX`](super::CALLS_MAX) times, nobody came.
    NoShow,
    /// The day ended before the matter did.
    NotServed,
}

/// An ending that an officer gives to a ticket at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// The matter was dealt with.
    Served,
    /// Something was missing; the citizen was told what to bring.
    Incomplete,
    /// The citizen gave it up.
    Withdrawn,
    /// Nobody came forward.
    NoShow,
}

impl From<Ending> for Outcome {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Served => Self::Served,
            Ending::Incomplete => Self::Incomplete,
            Ending::Withdrawn => Self::Withdrawn,
            Ending::NoShow => Self::NoShow,
        }
    }
}

impl Outcome {
    /// Whether the citizen was at a counter when it ended.
    pub fn is_attended(self) -> bool {
        match self {
            Self::Served | Self::Incomplete | Self::Withdrawn => true,
            Self::NoShow | Self::NotServed => false,
        }
    }
}
