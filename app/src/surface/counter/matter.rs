//! What the person came for: the procedure, the class, and the papers that were ticked.

use std::collections::BTreeSet;

use leptos::prelude::*;
use serde::Deserialize;
use shared::catalogue::{Channel, Component, ComponentKind};
use shared::hall::FiledApplication;
use shared::ids::{ComponentCode, ProcedureCode};
use shared::lang::{Lang, Words};
use shared::text::catalogue::component_count;
use shared::text::hall::counter as words;
use shared::ticket::Ticket;

use super::desk::Desk;
use crate::api;
use crate::hall::{Posted, PostedIndex, PostedProcedure};
use crate::ui::{
    PageHeading, PaperItem, PaperKind, PaperList, SummaryList, SummaryRow, ZoneHead, say,
    say_posted, say_words, screen_lang,
};

/// The part of a posted procedure that a desk needs.
#[derive(Debug, Clone, PartialEq, Deserialize)]
struct PostedPapers {
    code: ProcedureCode,
    components: Vec<Component>,
}

/// The middle zone.
#[component]
pub fn Matter(desk: Desk, posted: Posted) -> impl IntoView {
    let ticket = Memo::new(move |_| desk.with_ticket(|ticket: Option<&Ticket>| ticket.cloned()));
    let id = Memo::new(move |_| {
        ticket.with(|ticket| ticket.as_ref().map(|one| (one.id, one.procedure().clone())))
    });
    let papers = follow_papers(ticket);
    view! {
        <ZoneHead title=say(words::MATTER)/>
        {move || match id.get().and_then(|_| ticket.get_untracked()) {
            Some(ticket) => view! {
                <OfTicket ticket posted papers/>
                <Filed desk/>
            }
            .into_any(),
            None => {
                view! { <p class="counter-zones__hint">{say(words::NO_MATTER)}</p> }.into_any()
            }
        }}
    }
}

/// The papers of the procedure at hand, fetched when it changes.
fn follow_papers(ticket: Memo<Option<Ticket>>) -> Signal<Option<PostedPapers>> {
    let papers = RwSignal::new(None::<PostedPapers>);
    let procedure = Memo::new(move |_| {
        ticket.with(|ticket| ticket.as_ref().map(|ticket| ticket.procedure().clone()))
    });
    Effect::new(move || {
        let Some(code) = procedure.get() else { return };
        leptos::task::spawn_local(async move {
            let fetched = api::get::<PostedPapers>(&format!("/api/catalogue/{code}")).await;
            if let Ok(fetched) = fetched {
                let _ = papers.try_set(Some(fetched));
            }
        });
    });
    Signal::derive(move || {
        let code = procedure.get();
        papers.get().filter(|papers| Some(&papers.code) == code.as_ref())
    })
}

#[component]
fn OfTicket(ticket: Ticket, posted: Posted, papers: Signal<Option<PostedPapers>>) -> impl IntoView {
    let code = ticket.procedure().clone();
    let card = Memo::new(move |_| {
        let find =
            |index: &PostedIndex| index.procedures.iter().find(|card| card.code == code).cloned();
        posted.read(find).flatten()
    });
    let named = ticket.procedure().to_string();
    let title = say_words(move || {
        let named = Words { vi: named.clone(), en: named.clone() };
        card.get().map_or(named, |card| card.short_name)
    });
    let lang = screen_lang();
    let lead = Signal::derive(move || card.get().and_then(|card| longer_name(&card, lang.get())));
    view! {
        <PageHeading title lead/>
        <Papers ticked=ticket.request.papers papers/>
        <Terms card/>
    }
}

/// The application that was filed with the ticket.
#[component]
fn Filed(desk: Desk) -> impl IntoView {
    let filed = Memo::new(move |_| {
        desk.view().with(|view| view.as_ref().and_then(|view| view.filed.clone()))
    });
    move || {
        filed.get().map(|FiledApplication { slip_code, .. }| {
            let code = Signal::stored(slip_code.to_string());
            view! {
                <SummaryList>
                    <SummaryRow label=say(words::FILED) value=code attr:data-testid="filed"/>
                </SummaryList>
            }
        })
    }
}

/// The published name, unless it only says the name for lists once more.
fn longer_name(card: &PostedProcedure, lang: Lang) -> Option<String> {
    let (name, short) = (card.name.get(lang), card.short_name.get(lang));
    let repeats = name.to_lowercase().ends_with(&short.to_lowercase());
    (!repeats).then(|| name.to_owned())
}

#[component]
fn Terms(card: Memo<Option<PostedProcedure>>) -> impl IntoView {
    let line = |label, value: Words| {
        view! { <SummaryRow label=say(label) value=say_posted(value)/> }
    };
    move || {
        card.get().map(|card| {
            view! {
                <ZoneHead title=say(words::TERMS)/>
                <SummaryList>
                    {line(words::LIMIT, card.limit_line)}
                    {line(words::FEE, card.fee_line)}
                </SummaryList>
            }
        })
    }
}

#[component]
fn Papers(ticked: Vec<ComponentCode>, papers: Signal<Option<PostedPapers>>) -> impl IntoView {
    let split = Memo::new(move |_| {
        papers.get().map(|papers| {
            let is_ticked = |paper: &Component| ticked.contains(&paper.code);
            let mut own = papers.components;
            own.retain(|paper| is_ticked(paper) || is_asked_of_all(paper));
            own.into_iter().partition::<Vec<_>, _>(is_ticked)
        })
    });
    move || {
        split.get().map(|(ticked, others)| {
            view! {
                <ZoneHead title=say(words::TICKED)/>
                {if ticked.is_empty() {
                    let none = say(words::NONE_TICKED);
                    view! { <p class="counter-zones__hint">{none}</p> }.into_any()
                } else {
                    view! {
                        <PaperList label=say(words::TICKED)>
                            {ticked.into_iter().map(|paper| item(paper, true)).collect_view()}
                        </PaperList>
                    }
                    .into_any()
                }}
                {(!others.is_empty()).then(|| view! {
                    <ZoneHead title=say(words::NOT_TICKED)/>
                    <PaperList label=say(words::NOT_TICKED)>
                        {others.into_iter().map(|paper| item(paper, false)).collect_view()}
                    </PaperList>
                })}
            }
        })
    }
}

/// Papers of a special case are not missing unless the person has that case.
fn is_asked_of_all(paper: &Component) -> bool {
    paper.kind != ComponentKind::Note && paper.applies(&BTreeSet::new(), Channel::InPerson)
}

fn item(paper: Component, is_ticked: bool) -> impl IntoView {
    let kind = match (is_ticked, paper.kind) {
        (true, _) => PaperKind::Ticked,
        (false, ComponentKind::Present) => PaperKind::Present,
        (false, ComponentKind::Submit | ComponentKind::Note) => PaperKind::Submit,
    };
    let count = component_count(&paper);
    let count = say_posted(count);
    let detail = Signal::derive(move || Some(count.get()).filter(|count| !count.is_empty()));
    view! { <PaperItem kind name=say_posted(paper.name) detail/> }
}
