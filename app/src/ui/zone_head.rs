//! The quiet heading of a zone, a list or a panel.

use leptos::prelude::*;

/// Heads a zone; the children stand at its end.
#[component]
pub fn ZoneHead(
    #[prop(into)] title: Signal<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="zone-head">
            <h2 class="zone-head__title">{title}</h2>
            {children.map(|children| view! { <div class="zone-head__end">{children()}</div> })}
        </div>
    }
}
