//! When a silent stream is looked after.

use std::cell::Cell;

/// The hall gives a sign of life every 3 s; after this silence the screen says that it lost it.
const LOST_AFTER_MS: f64 = 5_000.0;
/// How long an opened stream may take to speak before it is opened anew.
const REOPEN_AFTER_MS: f64 = 5_000.0;

/// What to do about a silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// Nothing yet.
    Wait,
    /// Say that the line is lost; the stream was opened a moment ago.
    SayLost,
    /// Say so, and open the stream anew.
    Reopen,
}

/// When something was last heard, and when the stream was last opened.
#[derive(Debug, Default)]
pub(super) struct Watch {
    heard_ms: Cell<f64>,
    opened_ms: Cell<f64>,
}

impl Watch {
    pub(super) fn opened(&self) {
        self.opened_ms.set(now_ms());
        if self.heard_ms.get() == 0.0 {
            self.heard();
        }
    }

    pub(super) fn heard(&self) {
        self.heard_ms.set(now_ms());
    }

    pub(super) fn care(&self) -> Care {
        care(now_ms() - self.heard_ms.get(), now_ms() - self.opened_ms.get())
    }
}

fn care(silence_ms: f64, since_opened_ms: f64) -> Care {
    if silence_ms < LOST_AFTER_MS {
        Care::Wait
    } else if since_opened_ms < REOPEN_AFTER_MS {
        Care::SayLost
    } else {
        Care::Reopen
    }
}

fn now_ms() -> f64 {
    js_sys::Date::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silence_of_five_seconds_is_a_lost_line_and_each_attempt_gets_its_time() {
        let table = [
            (0.0, 60_000.0, Care::Wait),
            (4_900.0, 60_000.0, Care::Wait),
            (5_000.0, 60_000.0, Care::Reopen),
            (6_000.0, 1_000.0, Care::SayLost),
            (10_000.0, 5_000.0, Care::Reopen),
        ];

        for (silence_ms, since_opened_ms, expected) in table {
            assert_eq!(care(silence_ms, since_opened_ms), expected, "{silence_ms} ms");
        }
    }
}
