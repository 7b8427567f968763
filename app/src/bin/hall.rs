//! The screens of the hall itself: its display and its counters.

use app::mount::mount;
use app::surface::counter::Counter;
use app::surface::display::Display;
use leptos::prelude::*;

fn main() {
    let path = window().location().pathname().unwrap_or_default();
    if path.starts_with("/counter") {
        mount(|| view! { <Counter/> });
    } else {
        mount(|| view! { <Display/> });
    }
}
