//! The driver of ESC/POS printers.
//!
//! The line is opened for each slip, so that a printer that was switched off and on is found again.
//! Before a slip the printer is asked how it is; behind the slip stands a question that it answers
//! only when it has come so far, and that answer is what confirms the slip. The crate `escpos`
//! reads the status; its drivers are not used, because their time limits hold for one call and a
//! slow printer would hold a slip for as long as it likes.

use std::io;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use shared::ids::PrintJobId;
use shared::printer::PrinterCondition;

use super::realtime::{self, ANSWERS, QUESTIONS};
use super::way::Way;
use super::wire::{Unsent, Wire};
use super::{Bitmap, Printed, Printer, PrinterFault, escpos};

/// How long a printer may take to say how it is; it answers in a blink or never.
const ANSWER_MAX: Duration = Duration::from_secs(1);
/// What a slip may take beside the time of its bytes.
const SLIP_MAX: Duration = Duration::from_secs(8);
/// Asks for the state of the roll, once everything before is printed (`GS r 1`).
const TELL_WHEN_PRINTED: &[u8] = b"\x1dr\x01";

/// A printer that speaks ESC/POS.
pub struct ThermalPrinter {
    way: Way,
    manners: Mutex<Manners>,
}

/// What a printer was seen to answer; each is believed until it is seen not to.
#[derive(Debug, Clone, Copy)]
struct Manners {
    tells_condition: bool,
    tells_when_printed: bool,
}

impl ThermalPrinter {
    /// A printer at the end of this way; nothing is opened yet.
    pub fn new(way: Way) -> Self {
        let manners = Manners { tells_condition: true, tells_when_printed: true };
        Self { way, manners: Mutex::new(manners) }
    }

    fn patience(&self, bytes: usize) -> Duration {
        let seconds = bytes as f64 / f64::from(self.way.bytes_per_s());
        SLIP_MAX + Duration::from_secs_f64(seconds)
    }
}

impl Printer for ThermalPrinter {
    fn print(&self, _job: PrintJobId, bitmap: &Bitmap) -> Result<Printed, PrinterFault> {
        let mut manners = self.manners.lock().unwrap_or_else(PoisonError::into_inner);
        let slip = escpos::encode(bitmap);
        let wire = self.way.open().map_err(PrinterFault::Unreachable)?;
        if manners.tells_condition {
            let before = ask(&wire).map_err(PrinterFault::Unreachable)?;
            manners.tells_condition = before != PrinterCondition::Unknown;
            if let Some(fault) = PrinterFault::before_a_slip(before) {
                return Err(fault);
            }
        }
        let until = Instant::now() + self.patience(slip.len());
        wire.send(&slip, until).map_err(unsent)?;
        if !manners.tells_when_printed {
            return Ok(Printed::Sent);
        }
        wire.send(TELL_WHEN_PRINTED, until).map_err(|end| PrinterFault::Interrupted(end.source))?;
        match wait_until_printed(&wire, until)? {
            Heard::Printed => Ok(Printed::Confirmed),
            Heard::Nothing(condition) => {
                let fell_silent = manners.tells_condition && condition == PrinterCondition::Unknown;
                manners.tells_when_printed = fell_silent;
                Ok(Printed::Sent)
            }
        }
    }

    fn condition(&self) -> PrinterCondition {
        let mut manners = self.manners.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = self.way.open().and_then(|wire| ask(&wire));
        let condition = asked.unwrap_or(PrinterCondition::Unreachable);
        manners.tells_condition |= condition != PrinterCondition::Unknown;
        condition
    }
}

fn unsent(end: Unsent) -> PrinterFault {
    if end.has_begun {
        PrinterFault::Interrupted(end.source)
    } else {
        PrinterFault::Unreachable(end.source)
    }
}

/// Asks how the printer is; one that says nothing, or no four answers, is unknown.
fn ask(wire: &Wire) -> io::Result<PrinterCondition> {
    let until = Instant::now() + ANSWER_MAX;
    wire.send(&QUESTIONS, until).map_err(|end| end.source)?;
    let mut answers = [0; ANSWERS];
    for answer in &mut answers {
        let heard = loop {
            match wire.receive(until)? {
                Some(byte) if realtime::is_answer(byte) => break Some(byte),
                Some(_) => {}
                None => break None,
            }
        };
        let Some(byte) = heard else { return Ok(PrinterCondition::Unknown) };
        *answer = byte;
    }
    Ok(realtime::condition_of(answers))
}

/// What was heard after a slip.
enum Heard {
    /// Everything is printed.
    Printed,
    /// Nothing in time; only how the printer is.
    Nothing(PrinterCondition),
}

/// Waits for the word that the slip is out, and asks meanwhile whether it can still come out.
fn wait_until_printed(wire: &Wire, until: Instant) -> Result<Heard, PrinterFault> {
    loop {
        let look_again = until.min(Instant::now() + ANSWER_MAX);
        while let Some(byte) = wire.receive(look_again).map_err(PrinterFault::Interrupted)? {
            if realtime::is_answer_in_order(byte) {
                return Ok(Heard::Printed);
            }
        }
        let condition = ask(wire).map_err(PrinterFault::Interrupted)?;
        if !condition.promises_paper() {
            return Err(PrinterFault::Interrupted(io::Error::other(condition.name())));
        }
        if Instant::now() >= until {
            return Ok(Heard::Nothing(condition));
        }
    }
}
