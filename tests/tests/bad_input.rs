//! Bad input gets a named refusal with a sentence in both languages, and leaves nothing behind.

#![allow(clippy::unwrap_used, reason = "a test says what must not fail by failing")]

#[path = "bad_input/applications.rs"]
mod applications;
#[path = "bad_input/disk.rs"]
mod disk;
#[path = "bad_input/files.rs"]
mod files;
#[path = "bad_input/tickets.rs"]
mod tickets;

use promises::hall::{Footprint, TestHall};
use promises::visitor::Answer;
use shared::refusal::Refusal;

/// The answer is this refusal, and the hall is as it was before.
fn assert_refused(hall: &TestHall, before: &Footprint, answer: &Answer, refusal: &Refusal) {
    assert_eq!(answer.refusal(), *refusal);
    assert_eq!(hall.footprint(), *before, "something was half-stored");
}
