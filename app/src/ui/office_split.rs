//! The office desk: the list left, the dossier right.

use leptos::children::ViewFnOnce;
use leptos::prelude::*;

/// Whether a dossier is open beside the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OfficeView {
    /// The list alone, over the full width.
    #[default]
    List,
    /// The list and one dossier.
    Dossier,
}

/// Lays out the desk.
#[component]
pub fn OfficeSplit(
    #[prop(optional, into)] view: Signal<OfficeView>,
    /// The band with the search box and the officer.
    #[prop(into)]
    band: ViewFnOnce,
    #[prop(into)] list: ViewFnOnce,
    #[prop(into)] dossier: ViewFnOnce,
) -> impl IntoView {
    let class = move || match view.get() {
        OfficeView::List => "office-split",
        OfficeView::Dossier => "office-split office-split--dossier",
    };
    view! {
        <div class=class>
            <div class="office-split__band">{band.run()}</div>
            <main class="office-split__list">{list.run()}</main>
            <aside class="office-split__dossier" data-testid="dossier">{dossier.run()}</aside>
        </div>
    }
}

/// Heads a dossier: its code, its name, and the next lawful acts.
#[component]
pub fn DossierHead(
    #[prop(into)] code: Signal<String>,
    #[prop(into)] title: Signal<String>,
    /// The published name, where the title is a shorter one.
    #[prop(optional, into)]
    name: Option<String>,
    /// Its state and its clock.
    #[prop(into)]
    state: ViewFnOnce,
    /// The acts that are lawful next; the others are absent.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="dossier-head">
            <p class="dossier-head__code" data-testid="dossier-slip-code">{code}</p>
            <h2 class="dossier-head__title">{title}</h2>
            {name.map(|name| view! { <p class="dossier-head__name">{name}</p> })}
            <div class="dossier-head__state">{state.run()}</div>
            {children.map(|acts| view! { <div class="dossier-head__acts">{acts()}</div> })}
        </header>
    }
}

/// A part of a dossier under its own heading.
#[component]
pub fn DossierPart(
    #[prop(optional, into)] title: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="dossier-part">
            {move || {
                let title = title.get()?;
                Some(view! { <h3 class="dossier-part__title">{title}</h3> })
            }}
            {children()}
        </section>
    }
}
