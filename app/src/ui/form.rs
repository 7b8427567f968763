//! A form reports that it was sent, by its button or by Enter; the page never reloads.

use leptos::prelude::*;

/// Groups fields with their submit button. Nothing is validated before it is sent.
#[component]
pub fn Form(#[prop(into)] on_submit: Callback<()>, children: Children) -> impl IntoView {
    view! {
        <form
            class="form"
            novalidate
            autocomplete="off"
            on:submit=move |event| {
                event.prevent_default();
                on_submit.run(());
            }
        >
            {children()}
        </form>
    }
}
