//! A table of rows that a person compares.

use leptos::prelude::*;

/// Draws a captioned table; `head` names the columns, the children are its rows.
#[component]
pub fn Table(
    #[prop(into)] caption: Signal<String>,
    #[prop(into)] head: Signal<Vec<String>>,
    children: Children,
) -> impl IntoView {
    let columns = move || {
        head.get().into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view()
    };
    view! {
        <div class="table" role="region" tabindex="0" aria-label=caption>
            <table>
                <caption class="visually-hidden">{caption}</caption>
                <thead>
                    <tr>{columns}</tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}

/// A row that opens something; its children are its cells.
#[component]
pub fn TableRow(
    #[prop(optional, into)] is_chosen: Signal<bool>,
    #[prop(into)] on_open: Callback<()>,
    children: Children,
) -> impl IntoView {
    view! {
        <tr
            class="table__row"
            tabindex="0"
            aria-current=move || is_chosen.get().then_some("true")
            on:click=move |_| on_open.run(())
            on:keydown=move |event| {
                if event.key() == "Enter" {
                    on_open.run(());
                }
            }
        >
            {children()}
        </tr>
    }
}

/// How a cell is set.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum CellKind {
    /// Words.
    #[default]
    Words,
    /// A code or a figure, in figures of equal width.
    Figures,
    /// Words that may be cut to two lines.
    Long,
}

/// One cell.
#[component]
pub fn Cell(#[prop(optional)] kind: CellKind, children: Children) -> impl IntoView {
    let class = match kind {
        CellKind::Words => "table__cell",
        CellKind::Figures => "table__cell table__cell--figures",
        CellKind::Long => "table__cell table__cell--long",
    };
    view! { <td class=class><div class="table__content">{children()}</div></td> }
}
