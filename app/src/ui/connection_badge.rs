//! Whether the screen still follows the hall.

use leptos::prelude::*;

use crate::ui::icon::{Icon, IconName};
use crate::ui::words::say;
use shared::lang::Text;
use shared::text::screen;

/// The state of a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Connection {
    /// What is shown is what is.
    #[default]
    Live,
    /// It may lag.
    Slow,
    /// The last known state is shown.
    Lost,
}

impl Connection {
    fn class(self) -> &'static str {
        match self {
            Self::Live => "connection-badge",
            Self::Slow => "connection-badge connection-badge--slow",
            Self::Lost => "connection-badge connection-badge--lost",
        }
    }

    fn icon(self) -> IconName {
        match self {
            Self::Live => IconName::Online,
            Self::Slow => IconName::Slow,
            Self::Lost => IconName::Offline,
        }
    }

    fn words(self) -> Text {
        match self {
            Self::Live => screen::CONNECTED,
            Self::Slow => screen::CONNECTION_SLOW,
            Self::Lost => screen::CONNECTION_LOST,
        }
    }
}

/// Names the state of the line; `detail` adds what is kept or when it is tried again.
#[component]
pub fn ConnectionBadge(
    #[prop(into)] state: Signal<Connection>,
    #[prop(optional, into)] detail: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <p class=move || state.get().class() role="status">
            <Icon name=Signal::derive(move || state.get().icon())/>
            <span class="connection-badge__words">{move || say(state.get().words())}</span>
            {move || {
                detail.get().map(|detail| {
                    view! { <span class="connection-badge__detail">{detail}</span> }
                })
            }}
        </p>
    }
}
