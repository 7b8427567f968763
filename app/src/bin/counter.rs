//! The counters of the hall.

use app::mount::mount;
use app::surface::counter::Counter;
use leptos::prelude::*;

fn main() {
    mount(|| view! { <Counter/> });
}
