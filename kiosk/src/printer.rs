//! The printer of the hall: a port, the drawing of slips, and the drivers behind the port.

pub mod bitmap;
pub mod escpos;
pub mod font;
pub mod ipp;
pub mod page;
pub mod png;
pub mod raster;
mod realtime;
mod thermal;
mod way;
mod wire;

use shared::ids::PrintJobId;
use shared::printer::PrinterCondition;
use shared::slip::{PaperWidth, Slip, layout};

pub use bitmap::Bitmap;
pub use font::PaperFont;
pub use ipp::{IppAddress, IppPrinter};
pub use png::PngFolder;
pub use realtime::condition_of;
pub use thermal::ThermalPrinter;
pub use way::{FlowControl, SerialLine, Way};

/// A printer. Both acts block, and neither longer than its driver's patience; call them where
/// blocking is allowed.
pub trait Printer: Send + Sync {
    /// Puts a slip on paper. The same job may come twice; the paper then says it is a reprint.
    fn print(&self, job: PrintJobId, bitmap: &Bitmap) -> Result<Printed, PrinterFault>;

    /// Asks the printer how it is.
    fn condition(&self) -> PrinterCondition;
}

/// What is known after a slip was handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// Every byte was taken; the printer does not tell more.
    Sent,
    /// The slip exists.
    Confirmed,
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
    /// The printer says that it cannot print, so nothing was printed.
    #[error("the printer reports an error")]
    Failing,
    /// The printer went away while it printed.
    #[error("the printer stopped in the middle of a slip")]
    Interrupted(#[source] std::io::Error),
}

impl PrinterFault {
    /// The fault of a printer that said before a slip that it cannot print it.
    pub fn before_a_slip(condition: PrinterCondition) -> Option<Self> {
        match condition {
            PrinterCondition::Ready
            | PrinterCondition::PaperNearEnd
            | PrinterCondition::Unknown => None,
            PrinterCondition::PaperEnd => Some(Self::PaperEnd),
            PrinterCondition::CoverOpen => Some(Self::CoverOpen),
            PrinterCondition::Failing => Some(Self::Failing),
            PrinterCondition::Unreachable => {
                Some(Self::Unreachable(std::io::ErrorKind::NotConnected.into()))
            }
        }
    }

    /// Whether a paper may have come out: such a job is unknown, not failed.
    pub fn may_have_printed(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::PaperEnd | Self::CoverOpen | Self::Failing => false,
            Self::Interrupted(_) => true,
        }
    }
}

/// Lays a slip out and draws it.
pub fn render(slip: &Slip, paper: PaperWidth, font: &PaperFont) -> Bitmap {
    raster::draw(&layout(slip, paper, font), font)
}
