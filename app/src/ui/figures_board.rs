//! The board of figures: what it tells, for when, the figures first, then chart after chart.

use leptos::children::ViewFnOnce;
use leptos::prelude::*;

/// Lays out the board.
#[component]
pub fn FiguresBoard(
    #[prop(into)] band: ViewFnOnce,
    /// The heading, the choice of the period and what can be done.
    #[prop(into)]
    head: ViewFnOnce,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="figures-board">
            <div class="figures-board__band">{band.run()}</div>
            <main class="figures-board__main">
                <div class="figures-board__head">{head.run()}</div>
                {children()}
            </main>
        </div>
    }
}

/// A part of the board under its own heading.
#[component]
pub fn BoardPart(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] note: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    let note = move || note.get().map(|note| view! { <p class="board-part__note">{note}</p> });
    view! {
        <section class="board-part">
            <header class="board-part__head">
                <h2 class="board-part__title">{title}</h2>
                {note}
            </header>
            {children()}
        </section>
    }
}

/// Small charts beside each other.
#[component]
pub fn SmallMultiples(children: Children) -> impl IntoView {
    view! { <div class="small-multiples">{children()}</div> }
}

/// What stays folded until it is asked for; on paper it is open.
#[component]
pub fn Folded(#[prop(into)] title: Signal<String>, children: Children) -> impl IntoView {
    view! {
        <details class="board-folded">
            <summary class="board-folded__title">{title}</summary>
            {children()}
        </details>
    }
}

/// One of a few things in view, chosen beside each other.
#[component]
pub fn Segments(#[prop(into)] label: Signal<String>, children: Children) -> impl IntoView {
    view! { <div class="segments" role="group" aria-label=label>{children()}</div> }
}

/// One segment.
#[component]
pub fn Segment(
    #[prop(into)] is_chosen: Signal<bool>,
    #[prop(into)] on_press: Callback<()>,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="segments__one"
            aria-pressed=move || if is_chosen.get() { "true" } else { "false" }
            on:click=move |_| on_press.run(())
        >
            {children()}
        </button>
    }
}
