//! What a screen does again and again, and the moment as something it follows.

use std::time::Duration;

use leptos::prelude::*;
use shared::time::Timestamp;

use crate::clock;

/// Does something every so often, until the owner of this call goes.
pub fn repeat(period: Duration, act: impl Fn() + 'static) {
    // A browser without timers leaves the screen as it is.
    if let Ok(handle) = set_interval_with_handle(act, period) {
        on_cleanup(move || handle.clear());
    }
}

/// The moment, by the hall's clock, told anew every so often and when that clock is heard.
pub fn now(period: Duration) -> Signal<Timestamp> {
    let ticks = RwSignal::new(0_u32);
    repeat(period, move || {
        // The owner may go between two ticks.
        let _ = ticks.try_update(|ticks| *ticks = ticks.wrapping_add(1));
    });
    let now = Memo::new(move |_| {
        ticks.track();
        clock::follow();
        clock::now()
    });
    now.into()
}
