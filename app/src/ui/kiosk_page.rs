//! The composition of a kiosk page: reading above, acting below, the foot always there.

use leptos::children::ViewFnOnce;
use leptos::prelude::*;

/// How the height is shared between reading and acting.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum KioskLayout {
    /// The top is for reading; everything touchable lies in the lower 60 %.
    #[default]
    Calm,
    /// A short heading over a long list or a review that scrolls.
    List,
}

/// Lays out one page. On a wide screen reading stands left and acting right.
#[component]
pub fn KioskPage(
    #[prop(optional)] layout: KioskLayout,
    /// The unit and the time.
    #[prop(into)]
    band: ViewFnOnce,
    /// The greeting or the question.
    #[prop(into)]
    reading: ViewFnOnce,
    /// The keyboard, docked above the foot.
    #[prop(optional, into)]
    dock: ViewFnOnce,
    /// The bar of helps.
    #[prop(into)]
    foot: ViewFnOnce,
    /// What is touched.
    children: Children,
) -> impl IntoView {
    let class = match layout {
        KioskLayout::Calm => "kiosk-page",
        KioskLayout::List => "kiosk-page kiosk-page--list",
    };
    view! {
        <div class=class>
            <div class="kiosk-page__band">{band.run()}</div>
            <main class="kiosk-page__main">
                <div class="kiosk-page__reading">{reading.run()}</div>
                <div class="kiosk-page__acting">
                    <div class="kiosk-page__scroll">{children()}</div>
                </div>
                <div class="kiosk-page__dock">{dock.run()}</div>
            </main>
            <div class="kiosk-page__foot">{foot.run()}</div>
        </div>
    }
}

/// The one act of a page at thumb height, over the full width; what is given stands above it.
#[component]
pub fn KioskAct(children: Children) -> impl IntoView {
    view! { <div class="kiosk-page__act">{children()}</div> }
}
