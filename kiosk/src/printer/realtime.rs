//! What an ESC/POS printer answers at any moment, also without paper: the four bytes of `DLE EOT`.

use escpos::utils::{RealTimeStatusRequest as Request, RealTimeStatusResponse as Says};
use shared::printer::PrinterCondition;

/// Asks how the printer is, why it is offline, what failed, and how its roll is.
pub(super) const QUESTIONS: [u8; 12] = [0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 3, 0x10, 4, 4];

/// Answers to [`QUESTIONS`].
pub(super) const ANSWERS: usize = 4;

/// Whether a byte can be an answer of `DLE EOT`: the bits that are always so.
pub(super) fn is_answer(byte: u8) -> bool {
    byte & 0b1001_0011 == 0b0001_0010
}

/// Whether a byte can be the answer of `GS r`, which comes when everything before it is printed.
pub(super) fn is_answer_in_order(byte: u8) -> bool {
    byte & 0b1001_0011 == 0
}

/// Reads the four answers; of several troubles the one that is mended first.
pub fn condition_of(answers: [u8; ANSWERS]) -> PrinterCondition {
    read(answers).unwrap_or(PrinterCondition::Unknown)
}

fn read([printer, offline, error, paper]: [u8; ANSWERS]) -> Option<PrinterCondition> {
    let says = |request, byte, what: Says| {
        let said = Says::parse(request, byte).ok()?;
        said.get(&what).copied()
    };
    let is_online = says(Request::Printer, printer, Says::Online)?;
    let is_shut = says(Request::OfflineCause, offline, Says::CoverClosed)?;
    let is_stopped = says(Request::OfflineCause, offline, Says::PrintingStopsDueToPaperEnd)?;
    let has_failed = says(Request::OfflineCause, offline, Says::ErrorOccurred)?;
    let is_stuck = says(Request::ErrorCause, error, Says::AutocutterErrorOccurred)?
        || says(Request::ErrorCause, error, Says::UnrecoverableErrorOccurred)?;
    let has_paper = says(Request::RollPaperSensor, paper, Says::RollPaperEndSensorPaperPresent)?;
    let has_enough =
        says(Request::RollPaperSensor, paper, Says::RollPaperNearEndSensorPaperAdequate)?;
    Some(if !is_shut {
        PrinterCondition::CoverOpen
    } else if is_stopped || !has_paper {
        PrinterCondition::PaperEnd
    } else if has_failed || is_stuck || !is_online {
        PrinterCondition::Failing
    } else if has_enough {
        PrinterCondition::Ready
    } else {
        PrinterCondition::PaperNearEnd
    })
}
