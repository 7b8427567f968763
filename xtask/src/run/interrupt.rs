//! Ctrl-C and SIGTERM, turned into a question the command asks.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use anyhow::{Result, bail};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

static STOPPING: AtomicBool = AtomicBool::new(false);

/// Takes the signals over; from here on they end the command in order.
pub(crate) fn listen() -> Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM])?;
    thread::spawn(move || {
        for _ in signals.forever() {
            STOPPING.store(true, Ordering::Relaxed);
        }
    });
    Ok(())
}

/// Tells whether somebody asked the command to stop.
pub(crate) fn is_stopping() -> bool {
    STOPPING.load(Ordering::Relaxed)
}

/// Fails when somebody asked the command to stop.
pub(crate) fn check() -> Result<()> {
    if is_stopping() {
        bail!("stopped on request");
    }
    Ok(())
}
