//! The hall's display.

use app::mount::mount;
use app::surface::display::Display;
use leptos::prelude::*;

fn main() {
    mount(|| view! { <Display/> });
}
