//! The screens of the office.

use app::mount::mount;
use app::surface::office::Office;
use leptos::prelude::*;

fn main() {
    mount(|| view! { <Office/> });
}
