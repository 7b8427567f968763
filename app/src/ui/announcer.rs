//! What a screen reader says without the focus moving.

use leptos::prelude::*;

/// Speaks `message` whenever it changes.
#[component]
pub fn Announcer(#[prop(into)] message: Signal<String>) -> impl IntoView {
    view! { <p class="visually-hidden" role="status" aria-live="polite">{message}</p> }
}
