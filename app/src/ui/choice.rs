//! One line of a question answered by touching an answer.

use leptos::prelude::*;

/// An answer to choose.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Choice {
    /// What the answer is stored as.
    pub code: String,
    /// What the person reads.
    pub label: String,
    /// A line that helps to decide.
    pub hint: Option<String>,
}

impl Choice {
    /// An answer without a hint.
    pub fn new(code: impl Into<String>, label: impl Into<String>) -> Self {
        Self { code: code.into(), label: label.into(), hint: None }
    }
}

/// The id of the control of the answer at `index`; the first carries the id of the question.
pub(crate) fn choice_id(id: &str, index: usize) -> String {
    if index == 0 { id.to_owned() } else { format!("{id}-{index}") }
}

/// What stands beside the control of an answer.
#[component]
pub(crate) fn ChoiceWords(label: String, hint: Option<String>) -> impl IntoView {
    view! {
        <span class="choice__words">
            <span class="choice__label">{label}</span>
            {hint.map(|hint| view! { <span class="choice__hint">{hint}</span> })}
        </span>
    }
}
