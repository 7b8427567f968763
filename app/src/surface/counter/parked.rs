//! Submissions that the centre refused, and the way to send them once more.

use std::time::Duration;

use leptos::prelude::*;
use serde::de::IgnoredAny;
use shared::delivery::ParkedItem;
use shared::hall::LineState;
use shared::ids::SubmissionId;
use shared::lang::Words;
use shared::text::citizen::days;
use shared::text::hall::counter as words;
use shared::time::wall_clock;

use crate::api;
use crate::live::LiveState;
use crate::officer::presence::Officer;
use crate::officer::words_of;
use crate::ticks;
use crate::ui::{
    Button, ButtonKind, Card, Dialog, Empty, IconName, Notice, NoticeKind, TextButton, say,
    say_posted, say_words,
};

const ASK_AGAIN: Duration = Duration::from_secs(30);

/// What waits for a person of the hall.
#[derive(Clone, Copy)]
pub struct Parked {
    items: RwSignal<Vec<ParkedItem>>,
    sending: RwSignal<Option<SubmissionId>>,
    trouble: RwSignal<Option<Words>>,
    is_open: RwSignal<bool>,
    officer: Officer,
}

impl Parked {
    /// Asks what waits, and again whenever the line has changed.
    pub fn follow(live: Signal<LiveState>) -> Self {
        let parked = Self {
            items: RwSignal::new(Vec::new()),
            sending: RwSignal::new(None),
            trouble: RwSignal::new(None),
            is_open: RwSignal::new(false),
            officer: Officer::of_page(),
        };
        let line = Memo::new(move |_| {
            live.with(|live| live.snapshot.as_ref().map(|hall| pending(&hall.line)))
        });
        Effect::new(move || {
            let _ = line.get();
            parked.refresh();
        });
        ticks::repeat(ASK_AGAIN, move || parked.refresh());
        parked
    }

    fn refresh(self) {
        leptos::task::spawn_local(async move {
            match api::get::<Vec<ParkedItem>>("/api/parked").await {
                Ok(items) => drop(self.items.try_set(items)),
                // The list before stays; the badge says how the line is.
                Err(error) => drop(self.officer.heed(&error)),
            }
        });
    }

    fn send_again(self, submission: SubmissionId) {
        if self.sending.get_untracked().is_some() {
            return;
        }
        self.trouble.set(None);
        self.sending.set(Some(submission));
        leptos::task::spawn_local(async move {
            let path = format!("/api/parked/{submission}/retries");
            let answer = api::post::<(), IgnoredAny>(&path, &()).await;
            let _ = self.sending.try_set(None);
            match answer {
                Ok(_) => {
                    let _ = self.items.try_update(|items| {
                        items.retain(|item| item.submission != submission);
                    });
                }
                Err(error) => {
                    if !self.officer.heed(&error) {
                        let _ = self.trouble.try_set(Some(words_of(&error)));
                    }
                }
            }
        });
    }
}

fn pending(line: &LineState) -> u64 {
    match line {
        LineState::NotEnrolled => 0,
        LineState::Up { pending }
        | LineState::Down { pending, .. }
        | LineState::Stopped { pending } => *pending,
    }
}

/// A quiet line that leads to the list, while something waits.
#[component]
pub fn ParkedLine(parked: Parked) -> impl IntoView {
    let count = Memo::new(move |_| parked.items.with(Vec::len));
    move || {
        (count.get() > 0).then(|| {
            view! {
                <p class="counter-zones__tally" data-testid="parked">
                    <TextButton on_press=move |()| parked.is_open.set(true)>
                        {say_words(move || words::parked_count(count.get()))}
                    </TextButton>
                </p>
            }
        })
    }
}

/// The list, over the desk.
#[component]
pub fn ParkedList(parked: Parked) -> impl IntoView {
    view! {
        <Dialog
            open=parked.is_open
            title=say(words::PARKED_TITLE)
            on_leave=move |()| parked.is_open.set(false)
        >
            <p>{say(words::PARKED_LEAD)}</p>
            {move || parked.trouble.get().map(|what| view! {
                <Notice kind=NoticeKind::Error>{say_posted(what)}</Notice>
            })}
            {move || {
                let items = parked.items.get();
                if items.is_empty() {
                    view! { <Empty icon=IconName::Ok title=say(words::PARKED_NONE)/> }.into_any()
                } else {
                    let card = |item| view! { <ParkedCard item parked/> };
                    items.into_iter().map(card).collect_view().into_any()
                }
            }}
            <Button kind=ButtonKind::Second on_press=move |()| parked.is_open.set(false)>
                {say(shared::text::screen::CLOSE)}
            </Button>
        </Dialog>
    }
}

#[component]
fn ParkedCard(item: ParkedItem, parked: Parked) -> impl IntoView {
    let ParkedItem { submission, slip_code, reason, at } = item;
    let is_sent = move || parked.sending.get() == Some(submission);
    let title = format!("{slip_code} · {}", days::moment(wall_clock(at)));
    view! {
        <Card title=Some(title)>
            <p>{say(words::park_reason(reason))}</p>
            <Button
                kind=ButtonKind::Second
                icon=IconName::Send
                busy=Signal::derive(is_sent)
                on_press=move |()| parked.send_again(submission)
            >
                {say(words::SEND_AGAIN)}
            </Button>
        </Card>
    }
}
