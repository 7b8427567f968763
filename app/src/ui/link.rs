//! Links inside text, and the way back.

use leptos::prelude::*;

use crate::ui::icon::{Icon, IconName};
use crate::ui::words::say;
use shared::text::screen;

/// A link inside text.
#[component]
pub fn TextLink(#[prop(into)] href: Signal<String>, children: Children) -> impl IntoView {
    view! {
        <a class="text-link" href=move || href.get()>
            {children()}
        </a>
    }
}

/// An act written as words inside text.
#[component]
pub fn TextButton(#[prop(into)] on_press: Callback<()>, children: Children) -> impl IntoView {
    view! {
        <button type="button" class="text-link" on:click=move |_| on_press.run(())>
            {children()}
        </button>
    }
}

/// Goes one step back; it stands above left and keeps every answer.
#[component]
pub fn BackLink(#[prop(into)] on_press: Callback<()>) -> impl IntoView {
    view! {
        <button type="button" class="back-link" on:click=move |_| on_press.run(())>
            <Icon name=IconName::ArrowLeft/>
            <span>{say(screen::BACK)}</span>
        </button>
    }
}
