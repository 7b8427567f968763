//! How far a person is through the parts of an application.

use leptos::prelude::*;

use crate::ui::words::say_words;
use shared::text::screen;

/// Says and draws which part this is and what it is about.
#[component]
pub fn Steps(
    #[prop(into)] part: Signal<usize>,
    #[prop(into)] parts: Signal<usize>,
    #[prop(into)] title: Signal<String>,
) -> impl IntoView {
    let count = say_words(move || screen::part_of(part.get(), parts.get()));
    let segments = move || {
        let now = part.get();
        (1..=parts.get())
            .map(|each| {
                let class =
                    if each <= now { "steps__mark steps__mark--done" } else { "steps__mark" };
                view! { <span class=class></span> }
            })
            .collect_view()
    };
    view! {
        <div class="steps">
            <p class="steps__words">
                <span class="steps__count">{count}</span>
                <span class="steps__title">{title}</span>
            </p>
            <div class="steps__bar" aria-hidden="true">{segments}</div>
        </div>
    }
}
