//! What became of the last press, in words, while it is not simply done.

use leptos::prelude::*;
use shared::lang::{Text, Words};
use shared::text::hall::counter as words;
use shared::text::officer as officer_words;
use shared::text::screen;

use super::desk::Desk;
use super::press::Press;
use crate::api::ApiError;
use crate::officer::presence::Officer;
use crate::ui::{Notice, NoticeKind, always, say, say_posted};

/// One thing to say.
#[derive(Debug, Clone, PartialEq)]
struct Said {
    kind: NoticeKind,
    title: Text,
    words: Words,
}

/// At most one notice: the nearest to what was pressed last.
#[component]
pub fn Notices(desk: Desk) -> impl IntoView {
    let officer = Officer::of_page();
    let said = Memo::new(move |_| {
        let not_signed_out = officer.trouble().get().map(|words| Said {
            kind: NoticeKind::Error,
            title: officer_words::NOT_DONE,
            words,
        });
        not_signed_out
            .or_else(|| desk.press().with(of_press))
            .or_else(|| desk.trouble().with(|trouble| trouble.as_ref().and_then(of_trouble)))
    });
    move || {
        said.get().map(|Said { kind, title, words }| {
            let title = say(title);
            view! {
                <Notice kind title=always(title)>
                    {say_posted(words)}
                </Notice>
            }
        })
    }
}

fn of_press(press: &Press) -> Option<Said> {
    let (kind, title, words) = match press {
        Press::Rest | Press::Sent { is_slow: false, .. } => return None,
        Press::Sent { is_slow: true, .. } => {
            (NoticeKind::Info, screen::CONNECTION_SLOW, words::SLOW.into())
        }
        Press::Unanswered { .. } => {
            (NoticeKind::Warn, words::UNANSWERED_TITLE, words::UNANSWERED.into())
        }
        Press::FoundNobody => (NoticeKind::Info, words::NOBODY, words::FOUND_NOBODY.into()),
        Press::Refused(why) => (NoticeKind::Error, words::REFUSED, why.clone()),
        Press::Failed => (NoticeKind::Error, words::REFUSED, words::FAILED.into()),
    };
    Some(Said { kind, title, words })
}

fn of_trouble(trouble: &ApiError) -> Option<Said> {
    let (kind, title, words) = match trouble {
        ApiError::Offline => (NoticeKind::Warn, screen::CONNECTION_LOST, words::STALE.into()),
        ApiError::Failed => (NoticeKind::Error, words::REFUSED, words::FAILED.into()),
        ApiError::Refused(refused) => (NoticeKind::Error, words::REFUSED, refused.words.clone()),
    };
    Some(Said { kind, title, words })
}
