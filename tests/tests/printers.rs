//! Paper comes out as it was drawn, and whatever a printer does, nothing is lost and nobody waits.

#![allow(clippy::unwrap_used, reason = "a test says what must not fail by failing")]

#[path = "printers/faults.rs"]
mod faults;
#[path = "printers/several.rs"]
mod several;
#[path = "printers/spooler.rs"]
mod spooler;
#[path = "printers/ways.rs"]
mod ways;
