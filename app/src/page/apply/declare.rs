//! The declaration and the one press that sends.

use leptos::prelude::*;
use shared::lang::Words;
use shared::submission::SubmissionKept;
use shared::text::citizen::application as words;

use super::super::find::optional;
use super::super::frame::{Layout, Screen};
use super::super::visit::Visit;
use super::check::FrozenAnswers;
use super::go_to;
use super::start::HallNotice;
use crate::api::{self, ApiError};
use crate::clock;
use crate::journey::draft::Draft;
use crate::journey::filing::{Filing, NotSent};
use crate::journey::place::Place;
use crate::journey::step::Step;
use crate::ui::{Button, ButtonWidth, Card, IconName, Notice, NoticeKind, say, say_posted};

#[component]
pub fn DeclarePage() -> impl IntoView {
    let visit = Visit::of_page();
    let part = visit.read_draft_untracked(|draft| draft.part_of(&Step::Declare));
    let declaration =
        visit.read_draft_untracked(|draft| draft.form().map(|form| form.declaration.clone()));
    let declaration = declaration.map(|sentence| {
        view! {
            <Card title=optional(words::DECLARATION)>
                <p>{say_posted(sentence)}</p>
            </Card>
        }
    });
    let is_frozen =
        Memo::new(move |_| visit.read_draft(|draft| matches!(draft.filing, Filing::Unheard(_))));
    view! {
        <Screen
            title=say(words::DECLARE_TITLE)
            layout=Layout::List
            part
            act=move || view! { <Send/> }
        >
            <Outcome/>
            <HallNotice/>
            {declaration}
            <Show when=move || is_frozen.get()>
                <FrozenAnswers/>
            </Show>
        </Screen>
    }
}

/// What became of the last try.
#[component]
fn Outcome() -> impl IntoView {
    let visit = Visit::of_page();
    let outcome: Memo<Option<(shared::lang::Text, Words)>> = Memo::new(move |_| {
        visit.read_draft(|draft| match &draft.filing {
            Filing::Refused(words) => Some((words::REFUSED_TITLE, words.clone())),
            Filing::Unheard(_) => Some((words::UNHEARD_TITLE, words::UNHEARD.into())),
            Filing::Writing | Filing::Sending(_) | Filing::Kept(_) => None,
        })
    });
    move || {
        outcome.get().map(|(title, sentence)| {
            view! {
                <Notice kind=NoticeKind::Error title=optional(title)>
                    {say_posted(sentence)}
                </Notice>
            }
        })
    }
}

#[component]
fn Send() -> impl IntoView {
    let visit = Visit::of_page();
    let busy = Signal::derive(move || {
        visit.read_draft(|draft| matches!(draft.filing, Filing::Sending(_)))
    });
    let words = move || {
        let is_unheard = visit.read_draft(|draft| matches!(draft.filing, Filing::Unheard(_)));
        say(if is_unheard { words::SEND_AGAIN } else { words::SEND }).get()
    };
    view! {
        <Button
            width=ButtonWidth::Full
            icon=IconName::Send
            busy
            on_press=move |()| send(visit)
            attr:data-testid="submit"
        >
            {words}
        </Button>
    }
}

fn send(visit: Visit) {
    let lang = visit.lang.get_untracked();
    let sent = visit.draft.try_update(|draft| {
        let draft = draft.as_mut()?;
        if draft.is_open() {
            draft.lang = lang;
        }
        let id = draft.submission;
        Some(draft.send(clock::today()).map(|frozen| (id, frozen)))
    });
    let (id, frozen) = match sent.flatten() {
        Some(Ok(sent)) => sent,
        Some(Err(NotSent::NotReady(step))) => return go_to(visit, step),
        Some(Err(NotSent::Already)) | None => return,
    };
    leptos::task::spawn_local(async move {
        let path = format!("/api/submissions/{id}");
        let answer = api::put_json::<SubmissionKept>(&path, frozen.0).await;
        // The person may have left while it travelled; what the hall keeps is kept.
        let next = visit.draft.try_update(|draft| {
            let draft = draft.as_mut().filter(|draft| draft.submission == id)?;
            after(draft, answer)
        });
        match next.flatten() {
            Some(After::Confirm) => visit.replace(Place::Submission(id)),
            Some(After::Mend(step)) => go_to(visit, step),
            Some(After::Stay) | None => {}
        }
    });
}

/// Where an answer leads.
enum After {
    Confirm,
    Mend(Step),
    Stay,
}

fn after(draft: &mut Draft, answer: Result<SubmissionKept, ApiError>) -> Option<After> {
    match answer {
        Ok(kept) => {
            draft.kept(kept);
            Some(After::Confirm)
        }
        // An answer that makes no sense does not tell whether the bytes arrived either.
        Err(ApiError::Offline | ApiError::Failed) => {
            draft.unheard();
            Some(After::Stay)
        }
        Err(ApiError::Refused(refused)) => match draft.refused(&refused) {
            Step::Declare => Some(After::Stay),
            step => Some(After::Mend(step)),
        },
    }
}
