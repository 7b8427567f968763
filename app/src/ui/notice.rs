//! A notice tells one thing, by icon, word and colour together.

use leptos::prelude::*;

use crate::ui::icon::{Icon, IconName};
use crate::ui::words::say;
use shared::lang::Text;
use shared::text::screen;

/// What a notice is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum NoticeKind {
    /// Good to know.
    #[default]
    Info,
    /// Something succeeded.
    Ok,
    /// Something needs attention.
    Warn,
    /// Something failed.
    Error,
}

impl NoticeKind {
    fn class(self) -> &'static str {
        match self {
            Self::Info => "notice notice--info",
            Self::Ok => "notice notice--ok",
            Self::Warn => "notice notice--warn",
            Self::Error => "notice notice--error",
        }
    }

    fn icon(self) -> IconName {
        match self {
            Self::Info => IconName::Info,
            Self::Ok => IconName::Ok,
            Self::Warn => IconName::Warn,
            Self::Error => IconName::Error,
        }
    }

    fn word(self) -> Text {
        match self {
            Self::Info => screen::INFO,
            Self::Ok => screen::OK,
            Self::Warn => screen::WARN,
            Self::Error => screen::ERROR,
        }
    }

    /// Only what has just happened is announced by itself.
    fn role(self) -> Option<&'static str> {
        match self {
            Self::Info | Self::Warn => None,
            Self::Ok => Some("status"),
            Self::Error => Some("alert"),
        }
    }
}

/// Says one thing; without a `title` the word of its kind heads it.
#[component]
pub fn Notice(
    #[prop(optional)] kind: NoticeKind,
    #[prop(optional, into)] title: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    let word = say(kind.word());
    view! {
        <div class=kind.class() role=kind.role()>
            <Icon name=kind.icon()/>
            <div class="notice__words">
                <p class="notice__title">{move || title.get().unwrap_or_else(|| word.get())}</p>
                <div class="notice__body">{children()}</div>
            </div>
        </div>
    }
}
