//! Tells the node how the voice of this display is, so that whoever runs the hall sees a fault that
//! only the hall can hear.

use std::time::Duration;

use leptos::prelude::*;
use shared::announcement::VoiceReport;
use shared::device::DeviceView;

use crate::device::Device;
use crate::{api, ticks};

/// The node forgets what it was told when it begins anew.
const TELL_AGAIN: Duration = Duration::from_secs(30);

/// Tells at once what changes, and all of it again and again; a screen that is not registered has
/// nobody to tell.
pub(super) fn tell(report: Signal<VoiceReport>) {
    let Some(device) = use_context::<Device>() else { return };
    Effect::new(move |_| tell_once(device, report.get()));
    ticks::repeat(TELL_AGAIN, move || {
        untrack(|| tell_once(device, report.get()));
    });
}

fn tell_once(device: Device, report: VoiceReport) {
    if device.is_registered() {
        leptos::task::spawn_local(async move {
            // What does not arrive is told again.
            drop(api::put::<_, DeviceView>("/api/device/voice", &report).await);
        });
    }
}
