//! The figures of the hall.

use app::mount::mount;
use app::surface::figures::Figures;
use leptos::prelude::*;

fn main() {
    mount(|| view! { <Figures/> });
}
