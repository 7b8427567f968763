//! A card holds what belongs together.

use leptos::prelude::*;

/// Groups things on a white ground, under an optional title.
#[component]
pub fn Card(
    #[prop(optional, into)] title: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="card">
            {move || title.get().map(|title| view! { <h2 class="card__title">{title}</h2> })}
            {children()}
        </section>
    }
}
