//! The idle kiosk: numbers being served, three true sentences, and an invitation to touch.

use leptos::children::ViewFnOnce;
use leptos::prelude::*;

use crate::ui::icon::{Icon, IconName};

/// Invites to touch anywhere.
#[component]
pub fn AttractScreen(
    #[prop(into)] band: ViewFnOnce,
    /// Sentences that come and go slowly; all stand still where motion is unwanted.
    #[prop(into)]
    sentences: Signal<Vec<String>>,
    #[prop(into)] invitation: Signal<String>,
    #[prop(into)] on_start: Callback<()>,
    /// The numbers being served.
    children: Children,
) -> impl IntoView {
    let film = move || {
        let frame = |sentence| view! { <li class="attract-screen__sentence">{sentence}</li> };
        sentences.get().into_iter().map(frame).collect_view()
    };
    view! {
        <div class="attract-screen" on:click=move |_| on_start.run(())>
            <div class="attract-screen__band">{band.run()}</div>
            <main class="attract-screen__main">
                <h1 class="visually-hidden">{invitation}</h1>
                <ul class="attract-screen__film">{film}</ul>
                <div class="attract-screen__now">{children()}</div>
                <button type="button" class="attract-screen__start">
                    <Icon name=IconName::Touch/>
                    <span>{invitation}</span>
                </button>
            </main>
        </div>
    }
}
