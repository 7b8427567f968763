//! A status names the state of something, by icon, word and colour together.

use leptos::prelude::*;

use crate::ui::icon::{Icon, IconName};

/// What a state means to the person who reads it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum StatusKind {
    /// It is so, and nothing follows.
    #[default]
    Neutral,
    /// It is under way.
    Active,
    /// It waits.
    Waiting,
    /// It is well.
    Ok,
    /// It needs attention soon.
    Warn,
    /// Someone must act.
    Late,
    /// It goes before others.
    Priority,
}

impl StatusKind {
    fn class(self) -> &'static str {
        match self {
            Self::Neutral => "status",
            Self::Active => "status status--active",
            Self::Waiting => "status status--waiting",
            Self::Ok => "status status--ok",
            Self::Warn => "status status--warn",
            Self::Late => "status status--late",
            Self::Priority => "status status--priority",
        }
    }

    fn icon(self) -> IconName {
        match self {
            Self::Neutral => IconName::Minus,
            Self::Active => IconName::Pen,
            Self::Waiting => IconName::Hourglass,
            Self::Ok => IconName::Ok,
            Self::Warn => IconName::Warn,
            Self::Late => IconName::Error,
            Self::Priority => IconName::Star,
        }
    }
}

/// Names a state in one to four words.
#[component]
pub fn Status(
    #[prop(optional, into)] kind: Signal<StatusKind>,
    #[prop(into)] words: Signal<String>,
) -> impl IntoView {
    view! {
        <span class=move || kind.get().class()>
            <Icon name=Signal::derive(move || kind.get().icon())/>
            <span>{words}</span>
        </span>
    }
}
