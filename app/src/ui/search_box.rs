//! A box to search in.

use leptos::prelude::*;

use crate::ui::icon::{Icon, IconName};
use crate::ui::text_field::typing;
use crate::ui::words::say;
use shared::text::screen;

/// Asks what to look for and reports every change.
#[component]
pub fn SearchBox(
    #[prop(into)] id: String,
    #[prop(into)] label: Signal<String>,
    /// An example of what can be typed.
    #[prop(optional, into)]
    example: Signal<String>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
) -> impl IntoView {
    let (input_mode, tell) = typing("search", &id);
    let clear = move || {
        value.with(|value| !value.is_empty()).then(|| {
            view! {
                <button
                    type="button"
                    class="search-box__clear"
                    on:click=move |_| on_input.run(String::new())
                >
                    <Icon name=IconName::Close/>
                    <span class="search-box__clear-words">{say(screen::CLEAR)}</span>
                </button>
            }
        })
    };
    view! {
        <div class="search-box" role="search">
            <label class="visually-hidden" for=id.clone()>{label}</label>
            <span class="search-box__icon"><Icon name=IconName::Search/></span>
            <input
                id=id.clone()
                data-testid=id
                class="search-box__input"
                type="search"
                inputmode=input_mode
                autocomplete="off"
                spellcheck="false"
                enterkeyhint="search"
                placeholder=example
                prop:value=move || value.get()
                on:input=move |event| on_input.run(event_target_value(&event))
                on:focus=move |_| tell()
            />
            {clear}
        </div>
    }
}
