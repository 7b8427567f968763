//! On the way to a ticket: the papers, the class, the wait to agree to.

pub mod card;
pub mod confirm;
pub mod no_number;
pub mod offered;

use std::sync::Arc;

use leptos::prelude::*;
use shared::catalogue::{Component, Procedure};
use shared::ids::{ComponentCode, ProcedureCode};
use shared::submission::Surface;
use shared::text::citizen::{self, ticket as words};
use shared::ticket::TicketClass;

use self::card::CardPage;
use self::confirm::ConfirmPage;
use self::no_number::NoNumberPage;
use self::offered::{asks_for_card, hindrance};
use super::dialogue::{FailedPage, Loaded, WaitingPage};
use super::facts::{case_papers, paper_detail, papers};
use super::find::optional;
use super::frame::{Layout, Screen};
use super::posted::Posted;
use super::visit::Visit;
use crate::journey::place::Place;
use crate::journey::ticket::{TicketDraft, TicketStep, class_code, class_of, classes};
use crate::ui::{
    Button, ButtonWidth, Choice, ChoiceGroup, ErrorSummary, FieldError, LabelStyle, Tick,
    TickGroup, say, say_words, screen_lang,
};

/// Shows one step; a step out of order begins at the papers.
#[component]
pub fn TakeTicketPage(code: ProcedureCode, step: TicketStep) -> impl IntoView {
    let visit = Visit::of_page();
    let posted = Posted::of_page();
    visit.begin_ticket(&code);
    posted.fetch_hall();
    let procedure = posted.procedure(&code);
    move || match procedure.get() {
        Loaded::Loading => view! { <WaitingPage/> }.into_any(),
        Loaded::Failed(error) => {
            let code = code.clone();
            let retry = move |()| posted.fetch_procedure(code.clone());
            view! { <FailedPage error on_retry=retry/> }.into_any()
        }
        Loaded::Ready(procedure) => view! { <StepPage procedure step/> }.into_any(),
    }
}

#[component]
fn StepPage(procedure: Arc<Procedure>, step: TicketStep) -> impl IntoView {
    let (visit, posted) = (Visit::of_page(), Posted::of_page());
    let series = procedure.series.clone();
    let hindrance = Memo::new(move |_| hindrance(posted, visit.surface, &series, step));
    move || {
        let procedure = Arc::clone(&procedure);
        match (hindrance.get(), step) {
            (Some(hindrance), _) => view! { <NoNumberPage procedure hindrance/> }.into_any(),
            (None, TicketStep::Papers) => view! { <PapersPage procedure/> }.into_any(),
            (None, TicketStep::Class) => view! { <ClassPage procedure/> }.into_any(),
            (None, TicketStep::Card) => {
                view! { <CardPage code=procedure.code.clone()/> }.into_any()
            }
            (None, TicketStep::Confirm) => view! { <ConfirmPage procedure/> }.into_any(),
        }
    }
}

/// Changes the ticket that is begun, while its choices are open.
fn edit(visit: Visit, edit: impl FnOnce(&mut TicketDraft)) {
    visit.ticket.update(|draft| {
        if let Some(draft) = draft.as_mut().filter(|draft| draft.is_open()) {
            edit(draft);
        }
    });
}

#[component]
fn ContinueButton(#[prop(into)] on_press: Callback<()>) -> impl IntoView {
    view! {
        <Button width=ButtonWidth::Full on_press attr:data-testid="continue">
            {say(citizen::CONTINUE)}
        </Button>
    }
}

#[component]
fn PapersPage(procedure: Arc<Procedure>) -> impl IntoView {
    let visit = Visit::of_page();
    let base = papers(&procedure, visit.surface);
    let is_empty = base.is_empty();
    let code = procedure.code.clone();
    let go_on = move |()| visit.go(Place::TakeTicket(code.clone(), TicketStep::Class));
    let cases =
        procedure.cases.iter().filter_map(|case| case_papers(&procedure, case, visit.surface));
    let cases = cases
        .map(|(case, papers)| {
            let id = format!("papers-{}", case.code);
            let label = say_words(move || case.question.clone());
            view! { <PaperTicks id label papers/> }
        })
        .collect_view();
    let label = say(words::PAPERS);
    let first = (!is_empty).then(|| view! { <PaperTicks id="papers" label papers=base/> });
    view! {
        <Screen
            title=say(words::PAPERS_TITLE)
            lead=optional(if is_empty { words::NO_PAPERS } else { words::PAPERS_LEAD })
            layout=Layout::List
            act=move || view! { <ContinueButton on_press=go_on/> }
        >
            {first}
            {cases}
        </Screen>
    }
}

#[component]
fn PaperTicks(
    #[prop(into)] id: String,
    label: Signal<String>,
    papers: Vec<Component>,
) -> impl IntoView {
    let visit = Visit::of_page();
    let lang = screen_lang();
    let papers: Vec<(Component, Signal<Option<String>>)> = papers
        .into_iter()
        .map(|paper| {
            let detail = paper_detail(&paper);
            (paper, detail)
        })
        .collect();
    let choices = Signal::derive(move || {
        let lang = lang.get();
        let choice = |(paper, detail): &(Component, Signal<Option<String>>)| Choice {
            code: paper.code.to_string(),
            label: paper.name.get(lang).to_owned(),
            hint: detail.get(),
        };
        papers.iter().map(choice).collect::<Vec<_>>()
    });
    let ticked = Signal::derive(move || {
        visit.ticket.with(|draft| {
            let papers = draft.iter().flat_map(|draft| &draft.papers);
            papers.map(ToString::to_string).collect::<Vec<_>>()
        })
    });
    let tick = move |Tick { code, is_ticked }: Tick| {
        edit(visit, |draft| {
            let code = ComponentCode(code);
            if is_ticked {
                draft.papers.insert(code);
            } else {
                draft.papers.remove(&code);
            }
        });
    };
    view! { <TickGroup id label choices ticked on_tick=tick/> }
}

#[component]
fn ClassPage(procedure: Arc<Procedure>) -> impl IntoView {
    let visit = Visit::of_page();
    let posted = Posted::of_page();
    let lang = screen_lang();
    let is_missing = RwSignal::new(false);
    let choices = Signal::derive(move || {
        let lang = lang.get();
        let choice = |class| Choice::new(class_code(class), words::class(class).get(lang));
        classes().map(choice).collect::<Vec<_>>()
    });
    let class = move || visit.ticket.with(|draft| draft.as_ref().and_then(|draft| draft.class));
    let chosen =
        Signal::derive(move || class().map(|class: TicketClass| class_code(class).to_owned()));
    let choose = move |code: String| edit(visit, |draft| draft.class = class_of(&code));
    let go_on = move |()| {
        let is_said = chosen.with_untracked(Option::is_some);
        is_missing.set(!is_said);
        if is_said {
            let asks = visit.surface == Surface::Kiosk && asks_for_card(posted, &procedure.series);
            let step = if asks { TicketStep::Card } else { TicketStep::Confirm };
            visit.go(Place::TakeTicket(procedure.code.clone(), step));
        }
    };
    let message = say(words::CHOOSE_CLASS);
    let error = Signal::derive(move || is_missing.get().then(|| message.get()));
    let errors = Signal::derive(move || {
        error
            .get()
            .map(|message| FieldError { id: "class".to_owned(), message })
            .into_iter()
            .collect::<Vec<_>>()
    });
    view! {
        <Screen
            title=say(words::CLASS_TITLE)
            lead=optional(words::CLASS_LEAD)
            act=move || view! { <ContinueButton on_press=go_on/> }
        >
            <ErrorSummary errors/>
            <ChoiceGroup
                id="class"
                label=say(words::CLASS_TITLE)
                label_style=LabelStyle::Heard
                error
                choices
                chosen
                on_choose=choose
            />
        </Screen>
    }
}
