//! The printer of the hall: a port, the drawing of slips, and the drivers behind the port.

pub mod bitmap;
pub mod escpos;
pub mod font;
pub mod png;
pub mod raster;

use serde::Serialize;
use shared::ids::PrintJobId;
use shared::slip::{PaperWidth, Slip, layout};

pub use bitmap::Bitmap;
pub use font::PaperFont;
pub use png::PngFolder;

/// A printer. Both acts block; call them where blocking is allowed.
pub trait Printer: Send + Sync {
    /// Puts a slip on paper. The same job may come twice; the paper then says it is a reprint.
    fn print(&self, job: PrintJobId, bitmap: &Bitmap) -> Result<Printed, PrinterFault>;

    /// Reads back how the printer is.
    fn status(&self) -> PrinterStatus;
}

/// What is known after a slip was handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// Every byte was taken; the printer does not tell more.
    Sent,
    /// The slip exists.
    Confirmed,
}

/// How a printer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PrinterStatus {
    /// The roll.
    pub paper: Paper,
    /// The lid over the roll.
    pub cover: Cover,
    /// Whether the printer answers.
    pub online: bool,
}

impl PrinterStatus {
    /// Whether a slip may be promised. What is unknown is not held against the printer.
    pub fn can_print(self) -> bool {
        let has_paper = match self.paper {
            Paper::Ok | Paper::NearEnd | Paper::Unknown => true,
            Paper::End => false,
        };
        let is_shut = match self.cover {
            Cover::Closed | Cover::Unknown => true,
            Cover::Open => false,
        };
        self.online && has_paper && is_shut
    }
}

/// The roll of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// There is enough.
    Ok,
    /// It will be out soon.
    NearEnd,
    /// There is none.
    End,
    /// The printer does not tell.
    Unknown,
}

/// The lid over the roll.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cover {
    /// Shut.
    Closed,
    /// Open.
    Open,
    /// The printer does not tell.
    Unknown,
}

/// Why a slip did not surely come out.
#[derive(Debug, thiserror::Error)]
pub enum PrinterFault {
    /// The printer could not be reached, so nothing was printed.
    #[error("the printer cannot be reached")]
    Unreachable(#[source] std::io::Error),
    /// There is no paper, so nothing was printed.
    #[error("the printer is out of paper")]
    PaperEnd,
    /// The lid is open, so nothing was printed.
    #[error("the cover of the printer is open")]
    CoverOpen,
    /// The printer went away while it printed.
    #[error("the printer stopped in the middle of a slip")]
    Interrupted(#[source] std::io::Error),
}

impl PrinterFault {
    /// Whether a paper may have come out: such a job is unknown, not failed.
    pub fn may_have_printed(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::PaperEnd | Self::CoverOpen => false,
            Self::Interrupted(_) => true,
        }
    }
}

/// Lays a slip out and draws it.
pub fn render(slip: &Slip, paper: PaperWidth, font: &PaperFont) -> Bitmap {
    raster::draw(&layout(slip, paper, font), font)
}
