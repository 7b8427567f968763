//! What a page shows while it asks the hall, and when there is no answer to use.

use leptos::prelude::*;
use shared::lang::{Text, Words};
use shared::text::citizen as words;

use super::frame::{Layout, Screen};
use super::visit::Visit;
use crate::api::ApiError;
use crate::journey::place::Place;
use crate::ui::{Button, ButtonWidth, Loading, Notice, NoticeKind, say, say_posted};

/// Something that is fetched.
#[derive(Debug, Clone, PartialEq)]
pub enum Loaded<T> {
    /// It is on its way.
    Loading,
    /// It is here.
    Ready(T),
    /// It is not here, for this reason.
    Failed(ApiError),
}

impl<T> Loaded<T> {
    /// What an answer means.
    pub fn of(answer: Result<T, ApiError>) -> Self {
        match answer {
            Ok(value) => Self::Ready(value),
            Err(error) => Self::Failed(error),
        }
    }

    /// Whether the value is here.
    pub fn is_ready(&self) -> bool {
        match self {
            Self::Ready(_) => true,
            Self::Loading | Self::Failed(_) => false,
        }
    }

    /// The value, if it is here.
    pub fn ready(self) -> Option<T> {
        match self {
            Self::Ready(value) => Some(value),
            Self::Loading | Self::Failed(_) => None,
        }
    }
}

/// The title of a failure.
pub fn title_of(error: &ApiError) -> Text {
    match error {
        ApiError::Refused(_) => words::REFUSED_TITLE,
        ApiError::Offline => words::OFFLINE_TITLE,
        ApiError::Failed => words::FAILED_TITLE,
    }
}

/// What happened and what to do.
pub fn words_of(error: &ApiError) -> Words {
    match error {
        ApiError::Refused(refused) => refused.words.clone(),
        ApiError::Offline => words::OFFLINE.into(),
        ApiError::Failed => words::FAILED.into(),
    }
}

/// A whole page that waits.
#[component]
pub fn WaitingPage() -> impl IntoView {
    view! {
        <Screen title=Signal::stored(String::new()) layout=Layout::List>
            <Loading lines=5/>
        </Screen>
    }
}

/// A whole page that has no answer to show, with another try.
#[component]
pub fn FailedPage(error: ApiError, #[prop(into)] on_retry: Callback<()>) -> impl IntoView {
    let visit = Visit::of_page();
    let title = say(title_of(&error));
    let sentence = words_of(&error);
    let sentence = say_posted(sentence);
    let act = match error {
        ApiError::Refused(_) => view! {
            <Button width=ButtonWidth::Full on_press=move |()| visit.go(Place::Home)>
                {say(words::TO_HOME)}
            </Button>
        },
        ApiError::Offline | ApiError::Failed => view! {
            <Button width=ButtonWidth::Full on_press=on_retry>{say(words::TRY_AGAIN)}</Button>
        },
    };
    view! {
        <Screen title act=move || act>
            <Notice kind=NoticeKind::Warn>{sentence}</Notice>
        </Screen>
    }
}
