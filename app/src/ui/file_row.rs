//! One chosen file, and how far it is.

use leptos::prelude::*;

use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::{Icon, IconName};
use crate::ui::words::{say, say_words};
use shared::text::screen;

/// A file that was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickedFile {
    /// Tells it from the other files.
    pub id: String,
    /// The name it had on the device.
    pub name: String,
    /// Its size in words.
    pub size: String,
    /// How far it is.
    pub state: FileState,
}

/// How far a chosen file is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FileState {
    /// It waits for its turn.
    Waiting,
    /// It is on its way.
    Sending {
        /// How much has gone.
        percent: u8,
    },
    /// It has arrived.
    Kept,
    /// It has not arrived; another try may help.
    Failed {
        /// What happened and what to do.
        reason: String,
    },
    /// It cannot be taken, however often it is tried.
    Unusable {
        /// What is wrong and what to do.
        reason: String,
    },
}

#[component]
pub(crate) fn FileRow(
    file: PickedFile,
    on_retry: Callback<String>,
    on_remove: Callback<String>,
) -> impl IntoView {
    let PickedFile { id, name, size, state } = file;
    let removed_id = id.clone();
    let retry = match &state {
        FileState::Failed { .. } => Some(view! {
            <Button
                kind=ButtonKind::Second
                icon=IconName::Retry
                on_press=move || on_retry.run(id.clone())
            >
                {say(screen::RETRY)}
            </Button>
        }),
        FileState::Waiting
        | FileState::Sending { .. }
        | FileState::Kept
        | FileState::Unusable { .. } => None,
    };
    view! {
        <li class="file-row">
            <span class="file-row__icon"><Icon name=IconName::Document/></span>
            <span class="file-row__words">
                <span class="file-row__name">{name}</span>
                <span class="file-row__size">{size}</span>
                <FileProgress state/>
            </span>
            {retry}
            <Button
                kind=ButtonKind::Quiet
                icon=IconName::Trash
                on_press=move || on_remove.run(removed_id.clone())
            >
                {say(screen::REMOVE)}
            </Button>
        </li>
    }
}

#[component]
fn FileProgress(state: FileState) -> impl IntoView {
    let (class, icon, words) = match state.clone() {
        FileState::Waiting => ("file-row__state", IconName::Hourglass, say(screen::FILE_WAITING)),
        FileState::Sending { percent } => {
            let words = say_words(move || screen::sent_percent(percent));
            ("file-row__state", IconName::Upload, words)
        }
        FileState::Kept => {
            ("file-row__state file-row__state--kept", IconName::Ok, say(screen::FILE_KEPT))
        }
        FileState::Failed { reason } | FileState::Unusable { reason } => {
            ("file-row__state file-row__state--failed", IconName::Error, reason.into())
        }
    };
    let bar = match state {
        FileState::Sending { percent } => Some(view! {
            <progress class="file-row__bar" max="100" value=percent aria-label=words></progress>
        }),
        FileState::Waiting
        | FileState::Kept
        | FileState::Failed { .. }
        | FileState::Unusable { .. } => None,
    };
    view! {
        <span class=class>
            <Icon name=icon/>
            <span>{words}</span>
        </span>
        {bar}
    }
}
