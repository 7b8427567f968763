//! The codes of a submission slip on the screen; they look like the paper.

use leptos::prelude::*;

/// Shows the code of a slip and, right after sending, its secret.
#[component]
pub fn SlipCard(
    #[prop(into)] code_label: Signal<String>,
    #[prop(into)] code: Signal<String>,
    #[prop(into)] secret_label: Signal<String>,
    #[prop(into)] secret: Signal<Option<String>>,
    #[prop(into)] hint: Signal<String>,
) -> impl IntoView {
    let secret = move || {
        secret.get().map(|secret| {
            view! {
                <div class="slip-card__pair">
                    <dt class="slip-card__label">{secret_label}</dt>
                    <dd class="slip-card__secret" data-testid="follow-up-secret">{secret}</dd>
                </div>
            }
        })
    };
    view! {
        <div class="slip-card">
            <dl class="slip-card__codes">
                <div class="slip-card__pair">
                    <dt class="slip-card__label">{code_label}</dt>
                    <dd class="slip-card__code" data-testid="slip-code">{code}</dd>
                </div>
                {secret}
            </dl>
            <p class="slip-card__hint">{hint}</p>
        </div>
    }
}
