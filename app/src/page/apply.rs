//! Writing an application: one page for each step of the draft.

pub mod case;
pub mod check;
pub mod choose;
pub mod declare;
pub mod paper;
pub mod question;
pub mod questions;
pub mod start;
mod upload;

use std::sync::Arc;

use leptos::prelude::*;
use shared::catalogue::Procedure;
use shared::ids::ProcedureCode;
use shared::text::citizen::{self, application as words};

use super::dialogue::{FailedPage, Loaded, WaitingPage};
use super::frame::Screen;
use super::posted::Posted;
use super::visit::Visit;
use crate::journey::draft::{Draft, Trouble};
use crate::journey::filing::Filing;
use crate::journey::place::Place;
use crate::journey::step::Step;
use crate::journey::ticket::TicketDraft;
use crate::ui::{
    Button, ButtonWidth, ErrorSummary, FieldError, Notice, NoticeKind, say, screen_lang,
};
use crate::{clock, mint};

/// Shows one step of the application for a procedure.
#[component]
pub fn ApplyPage(code: ProcedureCode, step: Step) -> impl IntoView {
    let posted = Posted::of_page();
    let procedure = posted.procedure(&code);
    move || match procedure.get() {
        Loaded::Loading => view! { <WaitingPage/> }.into_any(),
        Loaded::Failed(error) => {
            let code = code.clone();
            let retry = move |()| posted.fetch_procedure(code.clone());
            view! { <FailedPage error on_retry=retry/> }.into_any()
        }
        Loaded::Ready(procedure) => view! { <StepPage procedure step=step.clone()/> }.into_any(),
    }
}

#[component]
fn StepPage(procedure: Arc<Procedure>, step: Step) -> impl IntoView {
    let visit = Visit::of_page();
    begin_draft(visit, &procedure);
    let reached = visit.draft.with_untracked(|draft| draft.as_ref().map_or(Reached::Open, reached));
    match (reached, step) {
        (Reached::Sent(id), _) => view! { <SentPage id/> }.into_any(),
        // Bytes that may have arrived can only be sent again, not changed.
        (Reached::Travelling, _) => view! { <declare::DeclarePage/> }.into_any(),
        (Reached::Open, Step::Start) => view! { <start::StartPage procedure/> }.into_any(),
        (Reached::Open, Step::Case(case)) => view! { <case::CasePage case/> }.into_any(),
        (Reached::Open, Step::Questions(first)) => {
            view! { <questions::QuestionsPage first/> }.into_any()
        }
        (Reached::Open, Step::Paper(code)) => view! { <paper::PaperPage code/> }.into_any(),
        (Reached::Open, Step::Check) => view! { <check::CheckPage/> }.into_any(),
        (Reached::Open, Step::Declare) => view! { <declare::DeclarePage/> }.into_any(),
    }
}

/// Begins a draft for this procedure, unless it was begun.
fn begin_draft(visit: Visit, procedure: &Arc<Procedure>) {
    let is_begun = visit.draft.with_untracked(|draft| {
        draft.as_ref().is_some_and(|draft| draft.procedure.code == procedure.code)
    });
    let ticket =
        visit.ticket.with_untracked(|ticket| ticket.as_ref().and_then(TicketDraft::issued));
    if is_begun {
        // A number that was taken in between belongs to the same visit.
        if visit.read_draft_untracked(|draft| draft.ticket.is_none() && ticket.is_some()) {
            visit.edit_draft(|draft| draft.ticket = ticket);
        }
        return;
    }
    visit.wipe_draft();
    visit.draft.set(Some(Draft::begin(
        mint::submission_id(),
        Arc::clone(procedure),
        visit.surface,
        visit.lang.get_untracked(),
        ticket,
    )));
}

/// How far a draft is for good.
enum Reached {
    Open,
    Travelling,
    Sent(shared::ids::SubmissionId),
}

fn reached(draft: &Draft) -> Reached {
    match draft.filing {
        Filing::Writing | Filing::Refused(_) => Reached::Open,
        Filing::Sending(_) | Filing::Unheard(_) => Reached::Travelling,
        Filing::Kept(_) => Reached::Sent(draft.submission),
    }
}

/// What the way back shows after sending: never the form again.
#[component]
fn SentPage(id: shared::ids::SubmissionId) -> impl IntoView {
    let visit = Visit::of_page();
    let act = move || {
        view! {
            <Button width=ButtonWidth::Full on_press=move |()| visit.go(Place::Submission(id))>
                {say(citizen::CONTINUE)}
            </Button>
        }
    };
    view! {
        <Screen title=say(words::KEPT_TITLE) act>
            <Notice kind=NoticeKind::Ok>{say(words::ALREADY_SENT)}</Notice>
        </Screen>
    }
}

/// Goes to a step of the application.
fn go_to(visit: Visit, step: Step) {
    let code = visit
        .draft
        .with_untracked(|draft| draft.as_ref().map(|draft| draft.procedure.code.clone()));
    if let Some(code) = code {
        visit.draft.update(|draft| {
            if let Some(draft) = draft {
                draft.suggest(&step);
            }
        });
        visit.go(Place::Apply(code, step));
    }
}

/// Leaves a step for the next one, or names what is wrong with it.
fn proceed(visit: Visit, step: &Step) {
    let lang = visit.lang.get_untracked();
    let next = visit.draft.try_update(|draft| {
        let draft = draft.as_mut()?;
        draft.lang = lang;
        draft.proceed(step, clock::today())
    });
    if let Some(next) = next.flatten() {
        go_to(visit, next);
    }
}

#[component]
fn ContinueButton(step: Step) -> impl IntoView {
    let visit = Visit::of_page();
    view! {
        <Button
            width=ButtonWidth::Full
            on_press=move |()| proceed(visit, &step)
            attr:data-testid="continue"
        >
            {say(citizen::CONTINUE)}
        </Button>
    }
}

/// The troubles of the step in view, above its questions.
#[component]
fn Troubles() -> impl IntoView {
    let visit = Visit::of_page();
    let lang = screen_lang();
    let troubles: Memo<Vec<Trouble>> =
        Memo::new(move |_| visit.read_draft(|draft| draft.troubles.clone()));
    let errors = Signal::derive(move || {
        let lang = lang.get();
        let line = |trouble: Trouble| FieldError {
            id: trouble.control,
            message: trouble.words.get(lang).to_owned(),
        };
        troubles.get().into_iter().map(line).collect::<Vec<_>>()
    });
    view! { <ErrorSummary errors/> }
}
