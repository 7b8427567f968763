//! The bar at the foot of the kiosk, the same on every page.

use leptos::prelude::*;

use crate::ui::icon::{Icon, IconName};

/// Holds [`FootButton`]s.
#[component]
pub fn Foot(children: Children) -> impl IntoView {
    view! { <footer class="foot">{children()}</footer> }
}

/// What a button of the foot is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum FootKind {
    /// A help for reading.
    #[default]
    Help,
    /// The way out, at the far end.
    Leave,
}

/// One act of the foot; `pressed` tells whether a mode is on.
#[component]
pub fn FootButton(
    #[prop(optional)] kind: FootKind,
    icon: IconName,
    #[prop(optional, into)] pressed: Signal<Option<bool>>,
    #[prop(into)] on_press: Callback<()>,
    children: Children,
) -> impl IntoView {
    let class = match kind {
        FootKind::Help => "foot__button",
        FootKind::Leave => "foot__button foot__button--leave",
    };
    view! {
        <button
            type="button"
            class=class
            aria-pressed=move || pressed.get().map(|on| if on { "true" } else { "false" })
            on:click=move |_| on_press.run(())
        >
            <Icon name=icon/>
            <span>{children()}</span>
        </button>
    }
}
