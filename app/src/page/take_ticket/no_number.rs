//! Where no number is given out: why, what to do instead, and the ways that stay open.

use std::sync::Arc;

use leptos::prelude::*;
use shared::catalogue::Procedure;
use shared::lang::{Text, Words};
use shared::refusal::Refusal;
use shared::text::citizen::{
    self, card as card_words, procedure as procedure_words, ticket as words,
};

use super::super::frame::Screen;
use super::super::posted::Posted;
use super::super::visit::Visit;
use super::confirm::place_facts;
use super::offered::Hindrance;
use crate::journey::place::Place;
use crate::journey::step::Step;
use crate::ui::{
    Button, ButtonKind, ButtonWidth, IconName, Notice, NoticeKind, SummaryList, always, say,
    say_posted,
};

/// Says why, and what to do.
#[component]
pub fn NoNumberPage(procedure: Arc<Procedure>, hindrance: Hindrance) -> impl IntoView {
    let facts = place_facts(Posted::of_page(), &procedure);
    let lead = always(say_posted(procedure.short_name.clone()));
    let (title, kind, sentence) = said(hindrance);
    view! {
        <Screen
            title=say(title)
            lead
            act=move || view! { <OtherWays procedure=Arc::clone(&procedure)/> }
        >
            <Notice kind>
                <p data-testid="no-number">{say_posted(sentence)}</p>
            </Notice>
            <SummaryList>{facts}</SummaryList>
        </Screen>
    }
}

fn said(hindrance: Hindrance) -> (Text, NoticeKind, Words) {
    match hindrance {
        Hindrance::Card => {
            (card_words::AT_THE_HALL_TITLE, NoticeKind::Info, card_words::AT_THE_HALL.into())
        }
        Hindrance::Offer(offer) => {
            (words::NO_NUMBER, NoticeKind::Warn, Refusal::NotOffered { offer }.words())
        }
    }
}

#[component]
fn OtherWays(procedure: Arc<Procedure>) -> impl IntoView {
    let visit = Visit::of_page();
    let code = procedure.code.clone();
    let file = procedure.form.is_some().then(|| {
        let open = move |()| visit.go(Place::Apply(code.clone(), Step::Start));
        view! {
            <Button
                width=ButtonWidth::Full
                icon=IconName::Pen
                on_press=open
                attr:data-testid="apply"
            >
                {say(procedure_words::FILE)}
            </Button>
        }
    });
    view! {
        {file}
        <Button
            kind=ButtonKind::Quiet
            width=ButtonWidth::Full
            on_press=move |()| visit.go(Place::Home)
        >
            {say(citizen::TO_HOME)}
        </Button>
    }
}
