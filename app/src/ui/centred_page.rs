//! One card in the middle of the screen, for signing in and for a single answer.

use leptos::children::ViewFnOnce;
use leptos::prelude::*;

/// Lays out one card under the band.
#[component]
pub fn CentredPage(#[prop(into)] band: ViewFnOnce, children: Children) -> impl IntoView {
    view! {
        <div class="centred-page">
            <div class="centred-page__band">{band.run()}</div>
            <main class="centred-page__main">
                <div class="centred-page__card">{children()}</div>
            </main>
        </div>
    }
}
