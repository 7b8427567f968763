//! A dialog asks one thing before anything else can go on.

use leptos::html;
use leptos::prelude::*;

use crate::ui::part_id::part_id;

/// How much of the screen a dialog hides.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum DialogKind {
    /// A card over the dimmed page.
    #[default]
    Card,
    /// All of it, so that nobody reads the page of a person who has left.
    Cover,
}

/// Shows its children over the page while `open`. Escape asks to leave; the owner decides.
#[component]
pub fn Dialog(
    #[prop(optional)] kind: DialogKind,
    #[prop(into)] open: Signal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] on_leave: Callback<()>,
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        match (open.get(), dialog.open()) {
            // A dialog already in view cannot be opened again, and needs not.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            (true, true) | (false, false) => {}
        }
    });
    // A browser may close a dialog against its owner's will, on a second Escape.
    let reopen = move || {
        if !open.get_untracked() {
            return;
        }
        on_leave.run(());
        if open.get_untracked()
            && let Some(dialog) = dialog.get_untracked()
        {
            drop(dialog.show_modal());
        }
    };
    let class = match kind {
        DialogKind::Card => "dialog",
        DialogKind::Cover => "dialog dialog--cover",
    };
    let title_id = part_id("dialog");
    let labelled_by = title_id.clone();
    view! {
        <dialog
            class=class
            node_ref=dialog
            aria-labelledby=labelled_by
            on:cancel=move |event: leptos::ev::Event| {
                event.prevent_default();
                on_leave.run(());
            }
            on:close=move |_| reopen()
        >
            <div class="dialog__body">
                <h2 class="dialog__title" id=title_id>{title}</h2>
                {move || open.get().then(|| children())}
            </div>
        </dialog>
    }
}
