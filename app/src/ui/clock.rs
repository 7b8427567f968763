//! The time of day and the date.

use leptos::prelude::*;

/// Shows a time and a date that are already words.
#[component]
pub fn Clock(
    #[prop(into)] time: Signal<String>,
    #[prop(optional, into)] date: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <p class="clock">
            <span class="clock__time">{time}</span>
            {move || date.get().map(|date| view! { <span class="clock__date">{date}</span> })}
        </p>
    }
}
