//! Facts as label and value, such as the answers to check before sending.

use leptos::prelude::*;

use crate::ui::words::say;
use shared::text::screen;

/// Holds [`SummaryRow`]s.
#[component]
pub fn SummaryList(children: Children) -> impl IntoView {
    view! { <dl class="summary-list">{children()}</dl> }
}

/// One fact; with `on_change` it offers to change the answer.
#[component]
pub fn SummaryRow(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<String>,
    #[prop(optional, into)] on_change: Option<Callback<()>>,
) -> impl IntoView {
    let change = on_change.map(|on_change| {
        view! {
            <dd class="summary-list__change">
                <button type="button" class="text-link" on:click=move |_| on_change.run(())>
                    {say(screen::CHANGE)}
                    <span class="visually-hidden">" " {label}</span>
                </button>
            </dd>
        }
    });
    view! {
        <div class="summary-list__row">
            <dt class="summary-list__label">{label}</dt>
            <dd class="summary-list__value">{value}</dd>
            {change}
        </div>
    }
}
