//! A tile is a large door on a home screen.

use leptos::prelude::*;

use crate::ui::icon::{Icon, IconName};

/// How much a tile asks for attention.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum TileKind {
    /// One of several doors.
    #[default]
    Plain,
    /// The door most people look for, filled.
    Main,
}

impl TileKind {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "tile",
            Self::Main => "tile tile--main",
        }
    }
}

/// Opens one of the things a person can do here.
#[component]
pub fn Tile(
    #[prop(optional)] kind: TileKind,
    icon: IconName,
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class=kind.class() on:click=move |_| on_press.run(())>
            <TileFace icon title hint/>
        </button>
    }
}

/// The same door as a link, where each thing has an address of its own.
#[component]
pub fn TileLink(
    #[prop(optional)] kind: TileKind,
    icon: IconName,
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(into)] href: Signal<String>,
) -> impl IntoView {
    view! {
        <a class=kind.class() href=move || href.get()>
            <TileFace icon title hint/>
        </a>
    }
}

#[component]
fn TileFace(icon: IconName, title: Signal<String>, hint: Signal<Option<String>>) -> impl IntoView {
    view! {
        <span class="tile__icon"><Icon name=icon/></span>
        <span class="tile__words">
            <span class="tile__title">{title}</span>
            {move || hint.get().map(|hint| view! { <span class="tile__hint">{hint}</span> })}
        </span>
    }
}

/// Tiles in two columns, or one where the screen is narrow.
#[component]
pub fn TileGrid(children: Children) -> impl IntoView {
    view! { <div class="tile-grid">{children()}</div> }
}
