//! The quiet heading of a zone, a list or a panel.

use leptos::prelude::*;

/// Where a heading stands among the headings of the page.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum HeadLevel {
    /// It heads one zone of several.
    #[default]
    Zone,
    /// It heads the page.
    Page,
}

/// Heads a zone; the children stand at its end.
#[component]
pub fn ZoneHead(
    #[prop(optional)] level: HeadLevel,
    #[prop(into)] title: Signal<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let heading = match level {
        HeadLevel::Zone => view! { <h2 class="zone-head__title">{title}</h2> }.into_any(),
        HeadLevel::Page => {
            view! { <h1 class="zone-head__title zone-head__title--page">{title}</h1> }.into_any()
        }
    };
    view! {
        <div class="zone-head">
            {heading}
            {children.map(|children| view! { <div class="zone-head__end">{children()}</div> })}
        </div>
    }
}
