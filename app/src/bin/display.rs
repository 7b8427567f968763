//! The hall's display.

use app::device::gate::DeviceGate;
use app::mount::{begin_anew_after_a_fault, mount};
use app::surface::display::Display;
use leptos::prelude::*;

fn main() {
    begin_anew_after_a_fault();
    mount(|| view! { <DeviceGate><Display/></DeviceGate> });
}
