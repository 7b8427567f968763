//! The band that says whose house this is.

use leptos::prelude::*;

use crate::ui::icon::Mark;

/// Names the unit under a thin lacquer line; the children stand at its end.
#[component]
pub fn TopBand(
    #[prop(into)] unit: Signal<String>,
    /// The superior body, or what this screen is for.
    #[prop(optional, into)]
    over: Signal<Option<String>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="top-band">
            <Mark/>
            <div class="top-band__names">
                {move || over.get().map(|over| view! { <p class="top-band__over">{over}</p> })}
                <p class="top-band__unit">{unit}</p>
            </div>
            {children.map(|children| view! { <div class="top-band__end">{children()}</div> })}
        </header>
    }
}
