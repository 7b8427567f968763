//! The seconds that are left, large enough to be seen from a step away.

use leptos::prelude::*;

/// Shows how many seconds are left, and what happens then.
#[component]
pub fn Countdown(
    #[prop(into)] seconds: Signal<u32>,
    #[prop(into)] words: Signal<String>,
) -> impl IntoView {
    view! {
        <p class="countdown">
            <span class="countdown__seconds">{seconds}</span>
            <span class="countdown__words">{words}</span>
        </p>
    }
}
