//! A figure: its name, its value, what it is held against, and what it counts on demand.

use leptos::prelude::*;

/// Holds [`Figure`]s beside each other.
#[component]
pub fn FigureRow(#[prop(into)] label: Signal<String>, children: Children) -> impl IntoView {
    view! { <dl class="figure-row" aria-label=label>{children()}</dl> }
}

/// One figure.
#[component]
pub fn Figure(
    #[prop(into)] name: Signal<String>,
    #[prop(into)] value: Signal<String>,
    /// What it is held against, or what goes with it.
    #[prop(optional, into)]
    note: Signal<Option<String>>,
    /// What it counts.
    #[prop(optional, into)]
    meaning: Signal<Option<String>>,
) -> impl IntoView {
    let meaning = move || {
        let meaning = meaning.get()?;
        Some(view! { <Meaning name meaning/> })
    };
    let note = move || note.get().map(|note| view! { <dd class="figure__note">{note}</dd> });
    view! {
        <div class="figure">
            <dt class="figure__name"><span>{name}</span> {meaning}</dt>
            <dd class="figure__value">{value}</dd>
            {note}
        </div>
    }
}

/// Says what something counts, once it is asked.
#[component]
pub fn Meaning(#[prop(into)] name: Signal<String>, meaning: String) -> impl IntoView {
    view! {
        <details class="meaning">
            <summary class="meaning__ask" aria-label=name>
                <span aria-hidden="true">"?"</span>
            </summary>
            <p class="meaning__words">{meaning}</p>
        </details>
    }
}
