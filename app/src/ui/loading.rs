//! What stands where something is being fetched; unseen for the first 300 ms.

use leptos::prelude::*;

use crate::ui::words::say;
use shared::text::screen;

/// Lines of the coming shape, then words.
#[component]
pub fn Loading(#[prop(default = 3)] lines: usize) -> impl IntoView {
    let line = |_| view! { <span class="loading__line" aria-hidden="true"></span> };
    view! {
        <div class="loading" role="status">
            {(0..lines).map(line).collect_view()}
            <p class="loading__words">{say(screen::LOADING)}</p>
        </div>
    }
}
