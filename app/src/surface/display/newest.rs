//! The large part of the board: the newest call, or what is worth reading until the next.

use leptos::prelude::*;
use shared::text::hall::display as words;
use shared::text::screen;

use super::board::Board;
use super::quiet::Quiet;
use crate::hall::{BoardIndex, Posted};
use crate::live::{Link, LiveState};
use crate::ui::{BoardCall, BoardNow, BoardQuiet, IconName, say, say_words};

/// What stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Opening,
    NeverHeard,
    Quiet,
    Calling,
}

/// Shows the newest call as long as it is news.
#[component]
pub fn Newest(
    live: Signal<LiveState>,
    board: Memo<Board>,
    posted: Posted<BoardIndex>,
) -> impl IntoView {
    let stage = Memo::new(move |_| {
        let (is_known, link) = live.with(|live| (live.snapshot.is_some(), live.link));
        let is_calling = board.with(|board| board.newest.is_some());
        stage(is_known, is_calling, link)
    });
    move || match stage.get() {
        Stage::Opening => {
            view! { <p class="display-board__words">{say(screen::LOADING)}</p> }.into_any()
        }
        Stage::NeverHeard => view! {
            <BoardQuiet
                icon=IconName::Offline
                title=say(screen::CONNECTION_LOST)
                next=say(words::NEVER_HEARD)
            />
        }
        .into_any(),
        Stage::Quiet => view! { <Quiet board posted/> }.into_any(),
        Stage::Calling => view! { <Calling board/> }.into_any(),
    }
}

fn stage(is_known: bool, is_calling: bool, link: Link) -> Stage {
    match (is_known, link) {
        (true, Link::Connecting | Link::Live | Link::Lost) if is_calling => Stage::Calling,
        (true, Link::Connecting | Link::Live | Link::Lost) => Stage::Quiet,
        (false, Link::Lost) => Stage::NeverHeard,
        (false, Link::Connecting | Link::Live) => Stage::Opening,
    }
}

#[component]
fn Calling(board: Memo<Board>) -> impl IntoView {
    let newest = Memo::new(move |_| board.get().newest);
    let call = move || newest.get().map_or_else(BoardCall::default, |newest| newest.call);
    let calls = move || newest.get().map_or(1, |newest| newest.calls);
    view! {
        <BoardNow words=say_words(move || words::calling(calls())) call=Signal::derive(call)/>
    }
}
