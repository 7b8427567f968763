//! The papers that a procedure needs.

use leptos::prelude::*;

use crate::ui::icon::{Icon, IconName};

/// What is to be done with a paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PaperKind {
    /// Handed in.
    #[default]
    Submit,
    /// Shown and taken home again.
    Present,
    /// Handed in and already there.
    Ticked,
}

/// Holds [`PaperItem`]s.
#[component]
pub fn PaperList(#[prop(into)] label: Signal<String>, children: Children) -> impl IntoView {
    view! { <ul class="paper-list" aria-label=label>{children()}</ul> }
}

/// One paper, with how many and which kind of copy.
#[component]
pub fn PaperItem(
    #[prop(optional, into)] kind: Signal<PaperKind>,
    #[prop(into)] name: Signal<String>,
    #[prop(optional, into)] detail: Signal<Option<String>>,
) -> impl IntoView {
    let icon = Signal::derive(move || match kind.get() {
        PaperKind::Submit => IconName::Document,
        PaperKind::Present => IconName::Eye,
        PaperKind::Ticked => IconName::Ok,
    });
    let ticked = move || (kind.get() == PaperKind::Ticked).then_some("true");
    let detail_line = move || {
        detail.get().map(|detail| view! { <span class="paper-list__detail">{detail}</span> })
    };
    view! {
        <li class="paper-list__item" data-ticked=ticked>
            <span class="paper-list__icon"><Icon name=icon/></span>
            <span class="paper-list__words">
                <span class="paper-list__name">{name}</span>
                {detail_line}
            </span>
        </li>
    }
}
