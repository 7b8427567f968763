//! How a printer of the hall is, in one word, and whether a slip may be promised.

use serde::{Deserialize, Serialize};

/// How a printer is. Where several things are wrong, the one a person must mend first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PrinterCondition {
    /// It prints, and says so.
    Ready,
    /// It prints; its roll will be out soon.
    PaperNearEnd,
    /// The roll is out.
    PaperEnd,
    /// The lid over the roll is open.
    CoverOpen,
    /// It says that it cannot print: the knife is stuck, the head is too hot.
    Failing,
    /// It is off, unplugged or elsewhere.
    Unreachable,
    /// It does not tell.
    #[default]
    Unknown,
}

impl PrinterCondition {
    /// Every condition.
    pub const ALL: [Self; 7] = [
        Self::Ready,
        Self::PaperNearEnd,
        Self::PaperEnd,
        Self::CoverOpen,
        Self::Failing,
        Self::Unreachable,
        Self::Unknown,
    ];

    /// Whether a slip may be promised. What is unknown is not held against the printer.
    pub fn promises_paper(self) -> bool {
        match self {
            Self::Ready | Self::PaperNearEnd | Self::Unknown => true,
            Self::PaperEnd | Self::CoverOpen | Self::Failing | Self::Unreachable => false,
        }
    }

    /// Whether the printer itself says that it prints.
    pub fn says_it_prints(self) -> bool {
        match self {
            Self::Ready | Self::PaperNearEnd => true,
            Self::PaperEnd
            | Self::CoverOpen
            | Self::Failing
            | Self::Unreachable
            | Self::Unknown => false,
        }
    }

    /// The name in metrics and on command lines.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::PaperNearEnd => "paper_near_end",
            Self::PaperEnd => "paper_end",
            Self::CoverOpen => "cover_open",
            Self::Failing => "failing",
            Self::Unreachable => "unreachable",
            Self::Unknown => "unknown",
        }
    }
}
