//! The start of an application: what it needs, costs and takes, and the other ways.

use std::sync::Arc;

use leptos::prelude::*;
use shared::catalogue::Procedure;
use shared::lang::Words;
use shared::submission::Surface;
use shared::text::citizen::application as words;
use shared::text::citizen::procedure as procedure_words;

use super::super::facts::{Facts, Papers, names};
use super::super::frame::{Layout, Screen};
use super::super::posted::Posted;
use super::super::visit::Visit;
use super::proceed;
use crate::clock;
use crate::journey::place::Place;
use crate::journey::step::Step;
use crate::journey::ticket::TicketStep;
use crate::ui::{Button, ButtonKind, ButtonWidth, Notice, NoticeKind, say, say_posted};
use shared::hall::{LineState, Offer};
use shared::refusal::Refusal;
use shared::reserve::Asked;

#[component]
pub fn StartPage(procedure: Arc<Procedure>) -> impl IntoView {
    let visit = Visit::of_page();
    let posted = Posted::of_page();
    posted.fetch_hall();
    let (title, lead) = names(&procedure);
    let hindrance = hindrance(&procedure);
    let can_begin = hindrance.is_none();
    let privacy = match visit.surface {
        Surface::Kiosk => words::PRIVACY,
        Surface::Portal => words::PRIVACY_PHONE,
    };
    let code = procedure.code.clone();
    let take = move |()| visit.go(Place::TakeTicket(code.clone(), TicketStep::Papers));
    let act = move || {
        let begin = can_begin.then(|| {
            view! {
                <Button
                    width=ButtonWidth::Full
                    on_press=move |()| proceed(visit, &Step::Start)
                    attr:data-testid="continue"
                >
                    {say(words::BEGIN)}
                </Button>
            }
        });
        let ticket = (!can_begin).then(|| {
            view! {
                <Button kind=ButtonKind::Second width=ButtonWidth::Full on_press=take>
                    {say(procedure_words::TAKE_NUMBER)}
                </Button>
            }
        });
        view! {
            {begin}
            {ticket}
        }
    };
    view! {
        <Screen title lead layout=Layout::List act>
            {hindrance.map(warning)}
            <HallNotice/>
            <Facts procedure=Arc::clone(&procedure)/>
            <Papers procedure/>
            <Notice title=super::super::find::optional(words::BEFORE)>
                <p>{say(privacy)}</p>
                <p>{say(words::OTHER_WAY)}</p>
            </Notice>
        </Screen>
    }
}

fn hindrance(procedure: &Procedure) -> Option<Words> {
    let closed = procedure.status.closed_on(clock::today()).map(|(reason, _)| reason.clone());
    closed.or_else(|| procedure.form.is_none().then(|| words::NO_FORM.into()))
}

fn warning(sentence: Words) -> impl IntoView {
    view! { <Notice kind=NoticeKind::Warn>{say_posted(sentence)}</Notice> }
}

/// What the hall says about taking applications in at this moment.
#[component]
pub fn HallNotice() -> impl IntoView {
    let posted = Posted::of_page();
    let notice = Memo::new(move |_| {
        let hall = posted.hall().ready()?;
        if hall.submissions == Offer::Open && !Asked::File.is_admitted(hall.admits) {
            return Some((false, Refusal::NoRoomForFiles.words()));
        }
        match (hall.submissions, hall.line) {
            (Offer::Open, LineState::Down { .. } | LineState::Stopped { .. }) => {
                Some((true, Words::from(words::LINE_DOWN)))
            }
            (Offer::Open, LineState::NotEnrolled | LineState::Up { .. }) => None,
            (
                offer @ (Offer::Break(_)
                | Offer::Closed(_)
                | Offer::Spent(_)
                | Offer::Full(_)
                | Offer::NotEnrolled
                | Offer::NoRoom
                | Offer::StoreStopped),
                _,
            ) => Some((false, Refusal::NotOffered { offer }.words())),
        }
    });
    move || {
        notice.get().map(|(is_calm, sentence)| {
            let kind = if is_calm { NoticeKind::Info } else { NoticeKind::Warn };
            view! { <Notice kind>{say_posted(sentence)}</Notice> }
        })
    }
}
