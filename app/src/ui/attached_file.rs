//! A file that was handed in: its picture or its kind, how large it is, and the way to open it.

use leptos::prelude::*;

use crate::ui::icon::{Icon, IconName};

/// Holds [`AttachedFile`]s.
#[component]
pub fn AttachedFiles(#[prop(into)] label: Signal<String>, children: Children) -> impl IntoView {
    view! { <ul class="attached-files" aria-label=label>{children()}</ul> }
}

/// One file; it opens beside the page.
#[component]
pub fn AttachedFile(
    #[prop(into)] href: String,
    /// The address of its picture, when it is one.
    picture: Option<String>,
    #[prop(into)] title: Signal<String>,
    /// What it is and how large.
    #[prop(into)]
    detail: Signal<String>,
    /// That it opens beside the page, for those who do not see it.
    #[prop(into)]
    opens: Signal<String>,
) -> impl IntoView {
    let face = match picture {
        Some(address) => {
            view! { <img class="attached-file__picture" src=address alt="" loading="lazy"/> }
                .into_any()
        }
        None => view! { <Icon name=IconName::Document/> }.into_any(),
    };
    view! {
        <li class="attached-file">
            <a class="attached-file__link" href=href target="_blank" rel="noopener noreferrer">
                <span class="attached-file__face">{face}</span>
                <span class="attached-file__words">
                    <span class="attached-file__title">{title}</span>
                    <span class="attached-file__detail">{detail}</span>
                    <span class="visually-hidden">", " {opens}</span>
                </span>
            </a>
        </li>
    }
}
