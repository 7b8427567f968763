//! The answers that need correcting, above the question and first to be read.

use leptos::html::Div;
use leptos::prelude::*;

use crate::ui::icon::{Icon, IconName};
use crate::ui::words::say;
use shared::text::screen;

/// One answer to correct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the control that it leads to.
    pub id: String,
    /// The same words as beside the field.
    pub message: String,
}

/// Lists what to correct, takes the focus when the list changes, and leads to each field.
#[component]
pub fn ErrorSummary(#[prop(into)] errors: Signal<Vec<FieldError>>) -> impl IntoView {
    let summary = NodeRef::<Div>::new();
    Effect::new(move || {
        let Some(summary) = summary.get() else { return };
        if errors.with(|errors| !errors.is_empty()) {
            // A page that refuses the focus still shows the list.
            let _ = summary.focus();
        }
    });
    let lines = move || errors.get().into_iter().map(error_line).collect_view();
    view! {
        <Show when=move || errors.with(|errors| !errors.is_empty())>
            <div class="error-summary" tabindex="-1" role="alert" node_ref=summary>
                <h2 class="error-summary__title">
                    <Icon name=IconName::Error/>
                    <span>{say(screen::ERRORS_TO_CORRECT)}</span>
                </h2>
                <ul class="error-summary__lines">{lines}</ul>
            </div>
        </Show>
    }
}

fn error_line(error: FieldError) -> impl IntoView {
    let FieldError { id, message } = error;
    let href = format!("#{id}");
    view! {
        <li>
            <a
                class="error-summary__link"
                href=href
                on:click=move |event| {
                    event.prevent_default();
                    event.stop_propagation();
                    focus_on(&id);
                }
            >
                {message}
            </a>
        </li>
    }
}

/// Moves the focus to the control with this id, and the control into view.
pub fn focus_on(id: &str) {
    let Some(control) = document().get_element_by_id(id) else {
        return;
    };
    control.scroll_into_view();
    if let Ok(control) = wasm_bindgen::JsCast::dyn_into::<leptos::web_sys::HtmlElement>(control) {
        // A control that refuses the focus is still in view.
        let _ = control.focus();
    }
}
