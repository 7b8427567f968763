//! When a silent stream is looked after.

use std::cell::Cell;

/// Silence after which the node is asked whether it is there.
const PROBE_AFTER_MS: f64 = 5_000.0;
/// Silence after which the stream itself is opened anew, though the node is there.
const REOPEN_AFTER_MS: f64 = 60_000.0;

/// What to do about a silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// Nothing yet.
    Wait,
    /// Ask whether the node is there.
    Probe,
    /// Open the stream anew.
    Reopen,
}

/// When something was last heard, and from whom.
#[derive(Debug, Default)]
pub(super) struct Watch {
    heard_ms: Cell<f64>,
    probed_ms: Cell<f64>,
    is_probing: Cell<bool>,
}

impl Watch {
    pub(super) fn opened(&self) {
        self.heard();
    }

    pub(super) fn heard(&self) {
        self.heard_ms.set(now_ms());
        self.probed_ms.set(now_ms());
    }

    pub(super) fn probing(&self) {
        self.is_probing.set(true);
    }

    pub(super) fn probed(&self, is_there: bool) {
        self.is_probing.set(false);
        self.probed_ms.set(now_ms());
        if !is_there {
            self.heard_ms.set(now_ms());
        }
    }

    pub(super) fn care(&self) -> Care {
        if self.is_probing.get() {
            return Care::Wait;
        }
        care(now_ms() - self.heard_ms.get(), now_ms() - self.probed_ms.get())
    }
}

fn care(silence_ms: f64, since_probe_ms: f64) -> Care {
    if silence_ms >= REOPEN_AFTER_MS {
        Care::Reopen
    } else if since_probe_ms >= PROBE_AFTER_MS {
        Care::Probe
    } else {
        Care::Wait
    }
}

fn now_ms() -> f64 {
    js_sys::Date::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_talking_stream_is_left_alone() {
        assert_eq!(care(1_000.0, 1_000.0), Care::Wait);
    }

    #[test]
    fn a_silent_stream_is_probed_every_five_seconds() {
        assert_eq!(care(20_000.0, 5_000.0), Care::Probe);
    }

    #[test]
    fn a_long_silence_opens_the_stream_anew() {
        assert_eq!(care(60_000.0, 1_000.0), Care::Reopen);
    }
}
