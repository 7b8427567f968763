//! One drawing of the sprite; it never speaks for itself, a word stands beside it.

use leptos::prelude::*;
use std::cell::OnceCell;

pub use crate::ui::icon_name::IconName;

thread_local! {
    static SPRITE: OnceCell<String> = const { OnceCell::new() };
}

/// The sprite's address, which the page shell carries in `data-icons`.
fn sprite_url() -> String {
    SPRITE.with(|url| {
        url.get_or_init(|| {
            document()
                .document_element()
                .and_then(|page| page.get_attribute("data-icons"))
                .unwrap_or_default()
        })
        .clone()
    })
}

/// Draws an icon in the colour and at the size of the text around it.
#[component]
pub fn Icon(#[prop(into)] name: Signal<IconName>) -> impl IntoView {
    let url = sprite_url();
    view! {
        <svg class="icon" aria-hidden="true" focusable="false">
            <use_ href=move || format!("{url}#{}", name.get().id())></use_>
        </svg>
    }
}

/// The mark of the house: one door, open.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" aria-hidden="true" focusable="false" viewBox="0 0 24 24">
            <use_ href=format!("{}#mark", sprite_url())></use_>
        </svg>
    }
}
