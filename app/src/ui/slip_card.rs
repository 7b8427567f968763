//! The codes of a submission slip on the screen; they look like the paper.

use leptos::prelude::*;

use crate::ui::qr_code::QrCode;

/// Shows the code of a slip and, right after sending, its secret.
#[component]
pub fn SlipCard(
    #[prop(into)] code_label: Signal<String>,
    #[prop(into)] code: Signal<String>,
    #[prop(into)] secret_label: Signal<String>,
    #[prop(into)] secret: Signal<Option<String>>,
    #[prop(into)] hint: Signal<String>,
    /// What the square code holds, where there is one.
    #[prop(into)]
    follow_url: Signal<Option<String>>,
    #[prop(into)] follow_words: Signal<String>,
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
    let follow = move || {
        follow_url.get().map(|url| {
            view! {
                <div class="slip-card__follow">
                    <QrCode payload=Signal::stored(url)/>
                    <p>{follow_words}</p>
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
            {follow}
        </div>
    }
}
