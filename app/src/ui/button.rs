//! A button triggers an action.

use leptos::prelude::*;

use crate::ui::icon::{Icon, IconName};
use crate::ui::part_id::part_id;

/// How much a button asks for attention.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one main act of a screen, filled.
    #[default]
    Main,
    /// Another act, outlined.
    Second,
    /// An act that stays in the background, without a frame.
    Quiet,
    /// An act that takes something away.
    Danger,
}

/// How wide a button is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum ButtonWidth {
    /// As wide as its words.
    #[default]
    Fit,
    /// As wide as the column.
    Full,
}

impl ButtonKind {
    fn class(self, width: ButtonWidth) -> &'static str {
        match (self, width) {
            (Self::Main, ButtonWidth::Fit) => "button button--main",
            (Self::Main, ButtonWidth::Full) => "button button--main button--full",
            (Self::Second, ButtonWidth::Fit) => "button button--second",
            (Self::Second, ButtonWidth::Full) => "button button--second button--full",
            (Self::Quiet, ButtonWidth::Fit) => "button button--quiet",
            (Self::Quiet, ButtonWidth::Full) => "button button--quiet button--full",
            (Self::Danger, ButtonWidth::Fit) => "button button--danger",
            (Self::Danger, ButtonWidth::Full) => "button button--danger button--full",
        }
    }
}

/// Triggers an action. While `busy` it shows progress and ignores presses; while `off` it only
/// keeps its place; while there is a `refusal` it stays reachable, ignores presses and says why.
#[component]
pub fn Button(
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] width: ButtonWidth,
    #[prop(optional, into)] icon: Option<IconName>,
    /// The key that does the same, shown on the button.
    #[prop(optional)]
    key: Option<&'static str>,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(optional, into)] off: Signal<bool>,
    #[prop(optional, into)] refusal: Signal<Option<String>>,
    #[prop(into)] on_press: Callback<()>,
    children: Children,
) -> impl IntoView {
    let refusal_id = part_id("refusal");
    let described_by = refusal_id.clone();
    let is_refused = move || refusal.with(Option::is_some);
    let press = move |_| {
        let is_free = !busy.get_untracked() && !off.get_untracked();
        if is_free && refusal.with_untracked(Option::is_none) {
            on_press.run(());
        }
    };
    view! {
        <button
            type="button"
            class=kind.class(width)
            aria-busy=move || busy.get().then_some("true")
            aria-disabled=move || (off.get() || is_refused()).then_some("true")
            aria-describedby=move || is_refused().then(|| described_by.clone())
            aria-keyshortcuts=key
            on:click=press
        >
            <ButtonFace icon key>{children()}</ButtonFace>
        </button>
        <Show when=is_refused>
            <p class="button__refusal" id=refusal_id.clone()>
                {move || refusal.get()}
            </p>
        </Show>
    }
}

/// Sends the form around it; Enter in any of its fields does the same.
#[component]
pub fn SubmitButton(
    #[prop(optional)] width: ButtonWidth,
    #[prop(optional, into)] icon: Option<IconName>,
    #[prop(optional, into)] busy: Signal<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="submit"
            class=ButtonKind::Main.class(width)
            aria-busy=move || busy.get().then_some("true")
            on:click=move |event| {
                if busy.get_untracked() {
                    event.prevent_default();
                }
            }
        >
            <ButtonFace icon key=None>{children()}</ButtonFace>
        </button>
    }
}

/// A link that looks like a button, for the one act that is another page.
#[component]
pub fn ButtonLink(
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] width: ButtonWidth,
    #[prop(optional, into)] icon: Option<IconName>,
    #[prop(into)] href: Signal<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <a class=kind.class(width) href=move || href.get()>
            <ButtonFace icon key=None>{children()}</ButtonFace>
        </a>
    }
}

#[component]
fn ButtonFace(
    icon: Option<IconName>,
    key: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <span class="button__spinner" aria-hidden="true"></span>
        {icon.map(|name| view! { <Icon name/> })}
        <span class="button__words">{children()}</span>
        {key.map(|key| view! { <kbd class="button__key" aria-hidden="true">{key}</kbd> })}
    }
}

/// Buttons in a row that become a column where the screen is narrow.
#[component]
pub fn ButtonRow(children: Children) -> impl IntoView {
    view! { <div class="button-row">{children()}</div> }
}
