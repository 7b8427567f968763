//! What is promised about the lanes of the hall, against a centre and a printer that behave badly.
#![allow(clippy::unwrap_used, reason = "a test says what must not fail by failing")]

use std::time::Duration;

#[path = "lanes/belief.rs"]
mod belief;
#[path = "lanes/beside.rs"]
mod beside;
#[path = "lanes/centre.rs"]
mod centre;
#[path = "lanes/faults.rs"]
mod faults;
#[path = "lanes/files.rs"]
mod files;
#[path = "lanes/forwarding.rs"]
mod forwarding;
#[path = "lanes/hall.rs"]
mod hall;
#[path = "lanes/intake.rs"]
mod intake;
#[path = "lanes/journal.rs"]
mod journal;
#[path = "lanes/pace.rs"]
mod pace;
#[path = "lanes/paper.rs"]
mod paper;
#[path = "lanes/rewind.rs"]
mod rewind;
#[path = "lanes/trip.rs"]
mod trip;

/// How long a test waits for what must happen; it happens in a blink on an idle machine.
const PATIENCE: Duration = Duration::from_secs(30);
