//! Rows that lead on, such as the procedures that a search found.

use leptos::prelude::*;

use crate::ui::icon::{Icon, IconName};

/// Holds [`RowButton`]s and [`RowLink`]s.
#[component]
pub fn RowList(#[prop(into)] label: Signal<String>, children: Children) -> impl IntoView {
    view! { <ul class="row-list" aria-label=label>{children()}</ul> }
}

/// A row that leads on inside the page.
#[component]
pub fn RowButton(
    #[prop(optional, into)] icon: Option<IconName>,
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <li class="row-list__item">
            <button type="button" class="row-link" on:click=move |_| on_press.run(())>
                <RowFace icon title hint/>
            </button>
        </li>
    }
}

/// A row that leads to an address.
#[component]
pub fn RowLink(
    #[prop(optional, into)] icon: Option<IconName>,
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(into)] href: Signal<String>,
) -> impl IntoView {
    view! {
        <li class="row-list__item">
            <a class="row-link" href=move || href.get()>
                <RowFace icon title hint/>
            </a>
        </li>
    }
}

#[component]
fn RowFace(
    icon: Option<IconName>,
    title: Signal<String>,
    hint: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        {icon.map(|name| view! { <span class="row-link__icon"><Icon name/></span> })}
        <span class="row-link__words">
            <span class="row-link__title">{title}</span>
            {move || hint.get().map(|hint| view! { <span class="row-link__hint">{hint}</span> })}
        </span>
        <span class="row-link__more"><Icon name=IconName::ChevronRight/></span>
    }
}
