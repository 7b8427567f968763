//! The choice of language.

use leptos::prelude::*;

use crate::ui::words::{say, screen_lang};
use shared::lang::{Lang, Text};
use shared::text::screen;

/// Offers the languages, each named in itself.
#[component]
pub fn LangSwitch(#[prop(into)] on_choose: Callback<Lang>) -> impl IntoView {
    view! {
        <div class="lang-switch" role="group" aria-label=say(screen::LANGUAGE)>
            <LangButton each=Lang::Vi name=screen::IN_VIETNAMESE on_choose/>
            <LangButton each=Lang::En name=screen::IN_ENGLISH on_choose/>
        </div>
    }
}

#[component]
fn LangButton(each: Lang, name: Text, on_choose: Callback<Lang>) -> impl IntoView {
    let lang = screen_lang();
    view! {
        <button
            type="button"
            class="lang-switch__lang"
            lang=each.tag()
            aria-pressed=move || if lang.get() == each { "true" } else { "false" }
            on:click=move |_| on_choose.run(each)
        >
            <span class="lang-switch__tag">{each.tag()}</span>
            <span class="lang-switch__name">{name.get(each)}</span>
        </button>
    }
}
