//! The composition of a page on a phone: one column, the way back at top left, the act sticky.

use leptos::children::ViewFnOnce;
use leptos::prelude::*;

use crate::ui::link::BackLink;

/// Lays out one page.
#[component]
pub fn PhonePage(
    #[prop(into)] band: ViewFnOnce,
    /// Goes one step back; the first page has none.
    #[prop(optional, into)]
    on_back: Option<Callback<()>>,
    /// How far the person is.
    #[prop(optional, into)]
    steps: ViewFnOnce,
    /// The one act, always in reach of the thumb.
    #[prop(optional, into)]
    act: ViewFnOnce,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="phone-page">
            <div class="phone-page__band">{band.run()}</div>
            <main class="phone-page__main">
                <div class="phone-page__way">
                    {on_back.map(|on_press| view! { <BackLink on_press/> })}
                    {steps.run()}
                </div>
                {children()}
            </main>
            <div class="phone-page__act">{act.run()}</div>
        </div>
    }
}
