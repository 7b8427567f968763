//! The people before, as a line of dots that grows shorter.

use leptos::prelude::*;

/// More people than this are not drawn one by one.
const DOTS_MAX: u32 = 12;

/// Draws one dot a person; the sentence beside it says the same.
#[component]
pub fn QueueAhead(#[prop(into)] people: Signal<u32>) -> impl IntoView {
    let dots = move || {
        (0..people.get().min(DOTS_MAX))
            .map(|_| view! { <span class="queue-ahead__person"></span> })
            .collect_view()
    };
    let more = move || {
        let more = people.get().checked_sub(DOTS_MAX).filter(|more| *more > 0);
        more.map(|more| format!("+{more}"))
    };
    view! {
        <div class="queue-ahead" aria-hidden="true">
            <span class="queue-ahead__door"></span>
            {dots}
            <span class="queue-ahead__more">{more}</span>
        </div>
    }
}
