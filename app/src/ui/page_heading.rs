//! The heading of a page: what is asked or said, and one line that helps.

use leptos::prelude::*;

/// Heads a page; a page has exactly one.
#[component]
pub fn PageHeading(
    #[prop(into)] title: Signal<String>,
    /// A greeting, or what the page belongs to.
    #[prop(optional, into)]
    over: Signal<Option<String>>,
    #[prop(optional, into)] lead: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <div class="page-heading">
            {move || over.get().map(|over| view! { <p class="page-heading__over">{over}</p> })}
            <h1 class="page-heading__title" tabindex="-1">{title}</h1>
            {move || lead.get().map(|lead| view! { <p class="page-heading__lead">{lead}</p> })}
        </div>
    }
}
