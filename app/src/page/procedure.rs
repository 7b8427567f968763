//! One procedure: what it needs, costs and takes, and the two acts that follow.

use std::sync::Arc;

use leptos::prelude::*;
use shared::catalogue::Procedure;
use shared::ids::ProcedureCode;
use shared::lang::Words;
use shared::text::citizen::procedure as words;

use super::dialogue::{FailedPage, Loaded, WaitingPage};
use super::facts::{Facts, Papers, folded, names};
use super::frame::{Layout, Screen};
use super::posted::Posted;
use super::visit::Visit;
use crate::clock;
use crate::journey::place::Place;
use crate::journey::step::Step;
use crate::journey::ticket::TicketStep;
use crate::ui::{
    Button, ButtonKind, ButtonRow, ButtonWidth, IconName, Notice, NoticeKind, always, say,
    say_posted,
};

/// Shows one procedure.
#[component]
pub fn ProcedurePage(code: ProcedureCode) -> impl IntoView {
    let posted = Posted::of_page();
    let procedure = posted.procedure(&code);
    move || match procedure.get() {
        Loaded::Loading => view! { <WaitingPage/> }.into_any(),
        Loaded::Failed(error) => {
            let code = code.clone();
            let retry = move |()| posted.fetch_procedure(code.clone());
            view! { <FailedPage error on_retry=retry/> }.into_any()
        }
        Loaded::Ready(procedure) => view! { <Posting procedure/> }.into_any(),
    }
}

#[component]
fn Posting(procedure: Arc<Procedure>) -> impl IntoView {
    let (title, lead) = names(&procedure);
    let closed = procedure.status.closed_on(clock::today()).map(|(reason, _)| reason.clone());
    let act = {
        let procedure = Arc::clone(&procedure);
        let is_closed = closed.is_some();
        move || (!is_closed).then(|| view! { <Acts procedure/> })
    };
    let bases = legal_bases(&procedure);
    view! {
        <Screen title lead layout=Layout::List act>
            {closed.map(closed_notice)}
            <Facts procedure=Arc::clone(&procedure)/>
            <Papers procedure=Arc::clone(&procedure)/>
            {folded(words::LEGAL_BASES, bases)}
        </Screen>
    }
}

fn closed_notice(reason: Words) -> impl IntoView {
    let title = say(words::CLOSED);
    let title = always(title);
    view! {
        <Notice kind=NoticeKind::Warn title>{say_posted(reason)}</Notice>
    }
}

#[component]
fn Acts(procedure: Arc<Procedure>) -> impl IntoView {
    let visit = Visit::of_page();
    let code = procedure.code.clone();
    let ticket = {
        let code = code.clone();
        move |()| visit.go(Place::TakeTicket(code.clone(), TicketStep::Papers))
    };
    let file = procedure.form.is_some().then(|| {
        let open = move |()| visit.go(Place::Apply(code.clone(), Step::Start));
        view! {
            <Button
                width=ButtonWidth::Full
                icon=IconName::Pen
                on_press=open
                attr:data-testid="apply"
            >
                {say(words::FILE)}
            </Button>
        }
    });
    let kind = if file.is_some() { ButtonKind::Second } else { ButtonKind::Main };
    view! {
        <ButtonRow>
            {file}
            <Button
                kind
                width=ButtonWidth::Full
                icon=IconName::Ticket
                on_press=ticket
                attr:data-testid="take-ticket"
            >
                {say(words::TAKE_NUMBER)}
            </Button>
        </ButtonRow>
    }
}

fn legal_bases(procedure: &Procedure) -> impl IntoView + use<> {
    let rows = procedure.legal_bases.iter().cloned().map(|number| view! { <li>{number}</li> });
    let decision = procedure.decision.clone();
    view! {
        <ul class="folded__lines">
            <li>{decision}</li>
            {rows.collect_view()}
        </ul>
    }
}
