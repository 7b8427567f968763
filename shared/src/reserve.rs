//! The reserve: the part of the disk that files and applications never touch.

use serde::{Deserialize, Serialize};

/// The share of the disk that is the reserve, unless a hall says otherwise.
pub const RESERVE_PERCENT: u8 = 10;
/// The smallest reserve, however small the disk.
pub const RESERVE_BYTES_MIN: u64 = 512 * MIB;
/// Attached files end this far above the reserve, so that applications outlast them.
pub const FILES_ABOVE_BYTES: u64 = 256 * MIB;

const MIB: u64 = 1024 * 1024;
/// Tickets end at this part of the reserve; the rest is for saving what was accepted.
const TICKETS_PART: u64 = 4;
/// What was refused comes back this part of the reserve above its limit, so that it does not flap.
const BACK_PART: u64 = 16;

/// What a hall still takes in, from most to least.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Admits {
    /// Everything.
    #[default]
    Everything,
    /// Applications without files, and tickets.
    ApplicationsWithoutFiles,
    /// Tickets alone.
    TicketsOnly,
    /// Nothing.
    Nothing,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Room for a piece of an attached file.
    File,
    /// Room for an application.
    Application,
    /// Room for a ticket.
    Ticket,
}

/// A disk at one moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Space {
    /// All its bytes; none where nobody tells.
    pub total_bytes: u64,
    /// Those that may still be written.
    pub free_bytes: u64,
    /// Those of them that were granted and are not written yet.
    pub promised_bytes: u64,
}

/// How much of the disk is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reserve {
    /// The share of the file system.
    pub percent: u8,
}

impl Default for Reserve {
    fn default() -> Self {
        Self { percent: RESERVE_PERCENT }
    }
}

impl Space {
    /// What nobody was promised.
    pub fn left_bytes(self) -> u64 {
        self.free_bytes.saturating_sub(self.promised_bytes)
    }
}

impl Asked {
    /// Whether a hall that takes in this much takes this in.
    pub fn is_admitted(self, admits: Admits) -> bool {
        match self {
            Self::File => admits == Admits::Everything,
            Self::Application => admits <= Admits::ApplicationsWithoutFiles,
            Self::Ticket => admits <= Admits::TicketsOnly,
        }
    }
}

impl Reserve {
    /// The smallest that may be configured.
    pub const LEAST: Self = Self { percent: 1 };

    /// The bytes of the reserve.
    pub fn bytes(self, total_bytes: u64) -> u64 {
        (total_bytes.saturating_mul(u64::from(self.percent)) / 100).max(RESERVE_BYTES_MIN)
    }

    /// Decides what is taken in, given what was taken in before.
    pub fn admits(self, space: Space, before: Admits) -> Admits {
        if space.total_bytes == 0 {
            return Admits::Everything;
        }
        let back_bytes = self.bytes(space.total_bytes) / BACK_PART;
        let at = |left_bytes: u64| {
            [
                (Asked::File, Admits::Everything),
                (Asked::Application, Admits::ApplicationsWithoutFiles),
                (Asked::Ticket, Admits::TicketsOnly),
            ]
            .into_iter()
            .find(|(asked, _)| left_bytes >= self.limit_bytes(*asked, space.total_bytes))
            .map_or(Admits::Nothing, |(_, admits)| admits)
        };
        let left_bytes = space.left_bytes();
        let as_it_is = at(left_bytes);
        if as_it_is < before {
            at(left_bytes.saturating_sub(back_bytes)).min(before)
        } else {
            as_it_is
        }
    }

    /// Whether so many bytes can be granted without touching what is kept.
    pub fn has_room(self, space: Space, asked: Asked, bytes: u64) -> bool {
        let left_bytes = space.left_bytes().checked_sub(bytes);
        space.total_bytes == 0
            || left_bytes.is_some_and(|left| left >= self.limit_bytes(asked, space.total_bytes))
    }

    fn limit_bytes(self, asked: Asked, total_bytes: u64) -> u64 {
        let reserve = self.bytes(total_bytes);
        match asked {
            Asked::File => reserve + FILES_ABOVE_BYTES,
            Asked::Application => reserve,
            Asked::Ticket => reserve / TICKETS_PART,
        }
    }
}
