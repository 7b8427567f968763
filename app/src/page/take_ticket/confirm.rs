//! How many wait and about how long, and the one press that takes the number.

use std::sync::Arc;

use leptos::prelude::*;
use shared::catalogue::Procedure;
use shared::hall::{HallView, Offer, SeriesView, TicketView};
use shared::refusal::Refusal;
use shared::submission::Surface;
use shared::text::citizen::{card as card_words, ticket as words};
use shared::text::printer as printer_words;
use shared::text::slip as slip_words;

use super::super::dialogue::{FailedPage, Loaded, WaitingPage, words_of};
use super::super::facts::fact;
use super::super::frame::Screen;
use super::super::posted::Posted;
use super::super::visit::Visit;
use crate::api::{self, ApiError};
use crate::journey::place::Place;
use crate::journey::ticket::{Asking, TicketDraft};
use crate::ui::{
    Button, ButtonKind, ButtonWidth, Notice, NoticeKind, QueueAhead, SummaryList, always, say,
    say_posted,
};

#[component]
pub fn ConfirmPage(procedure: Arc<Procedure>) -> impl IntoView {
    let posted = Posted::of_page();
    posted.fetch_hall();
    move || match posted.hall() {
        Loaded::Loading => view! { <WaitingPage/> }.into_any(),
        Loaded::Failed(error) => {
            view! { <FailedPage error on_retry=move |()| posted.fetch_hall()/> }.into_any()
        }
        Loaded::Ready(hall) => {
            view! { <Confirm procedure=Arc::clone(&procedure) hall/> }.into_any()
        }
    }
}

#[component]
fn Confirm(procedure: Arc<Procedure>, hall: HallView) -> impl IntoView {
    let posted = Posted::of_page();
    let visit = Visit::of_page();
    let no_slip = match visit.surface {
        Surface::Kiosk => printer_words::no_slip(hall.printer),
        Surface::Portal => None,
    };
    let no_slip = no_slip.filter(|_| hall.series.iter().any(|one| one.offer == Offer::Open));
    let series = hall.series.into_iter().find(|one| one.series == procedure.series);
    let offer = series.as_ref().map_or(Offer::Closed(None), |series| series.offer);
    let place = place_facts(posted, &procedure);
    let line = series.as_ref().map(people_waiting).filter(|people| *people > 0);
    let line = line.map(|people| view! { <QueueAhead people=Signal::stored(people)/> });
    let wait = series.map(|series| view! { <Wait series/> });
    let has_card = Visit::of_page()
        .ticket
        .with_untracked(|draft| draft.as_ref().is_some_and(|draft| draft.card.is_some()));
    let name = procedure.short_name.clone();
    let lead = say_posted(name);
    let lead = always(lead);
    view! {
        <Screen title=say(words::CONFIRM_TITLE) lead act=move || view! { <Take offer/> }>
            <SummaryList>
                {place}
                {wait}
                {has_card.then(|| fact(card_words::CARD, card_words::read()))}
            </SummaryList>
            {line}
            {no_slip.map(|sentence| view! {
                <Notice kind=NoticeKind::Warn>{say(sentence)}</Notice>
            })}
            <Trouble offer/>
        </Screen>
    }
}

/// Which field a procedure belongs to, and at which counters it is served.
pub(super) fn place_facts(posted: Posted, procedure: &Procedure) -> impl IntoView + use<> {
    let field = posted.with_unit(|index| {
        index.fields.iter().find(|field| field.series == procedure.series).cloned()
    });
    let counters = posted.with_unit(|index| {
        let counters = index.unit.counters_of(&procedure.series);
        words::counters(&counters.map(|counter| counter.0).collect::<Vec<_>>())
    });
    view! {
        {field.flatten().map(|field| fact(words::FIELD, field.name))}
        {counters.map(|counters| fact(words::COUNTERS, counters))}
    }
}

#[component]
fn Wait(series: SeriesView) -> impl IntoView {
    view! {
        {fact(words::WAITING, words::people_waiting(people_waiting(&series)))}
        {fact(words::ABOUT, slip_words::wait(series.estimate))}
    }
}

fn people_waiting(series: &SeriesView) -> u32 {
    series.waiting.ordinary + series.waiting.priority
}

/// Why no number can be taken, or what became of asking for one.
#[component]
fn Trouble(offer: Offer) -> impl IntoView {
    let visit = Visit::of_page();
    let refusal = (offer != Offer::Open).then(|| Refusal::NotOffered { offer }.words());
    move || {
        let asking = visit.ticket.with(|draft| draft.as_ref().map(|draft| draft.asking.clone()));
        let sentence = match asking {
            Some(Asking::Refused(words)) => Some(words),
            Some(Asking::Unheard) => Some(words::UNHEARD.into()),
            Some(Asking::Choosing | Asking::Sending | Asking::Issued(_)) | None => refusal.clone(),
        };
        sentence.map(|sentence| {
            view! {
                <Notice kind=NoticeKind::Warn>{say_posted(sentence)}</Notice>
            }
        })
    }
}

#[component]
fn Take(offer: Offer) -> impl IntoView {
    let visit = Visit::of_page();
    let busy = Signal::derive(move || {
        let is_sending = |draft: &TicketDraft| draft.asking == Asking::Sending;
        visit.ticket.with(|draft| draft.as_ref().is_some_and(is_sending))
    });
    let take = (offer == Offer::Open).then(|| {
        view! {
            <Button
                width=ButtonWidth::Full
                busy
                on_press=move |()| take(visit)
                attr:data-testid="continue"
            >
                {say(words::TAKE)}
            </Button>
        }
    });
    view! {
        {take}
        <Button
            kind=ButtonKind::Quiet
            width=ButtonWidth::Full
            on_press=move |()| visit.go(Place::Home)
        >
            {say(words::NOT_NOW)}
        </Button>
    }
}

/// Asks for the number; a second press while it is asked does nothing.
fn take(visit: Visit) {
    let asked = visit.ticket.try_update(|draft| {
        let draft = draft.as_mut()?;
        Some((draft.id, draft.ask()?))
    });
    let Some((id, request)) = asked.flatten() else { return };
    let paper = visit.surface == Surface::Kiosk;
    let path = format!("/api/tickets/{id}?paper={paper}");
    leptos::task::spawn_local(async move {
        let answer = api::put::<_, TicketView>(&path, &request).await;
        // A phone follows the ticket as the phone that scans a slip does.
        let issued = answer.as_ref().ok().map(|view| match visit.surface {
            Surface::Kiosk => Place::Ticket(id),
            Surface::Portal => Place::Live(view.follow.clone()),
        });
        let asking = match answer {
            Ok(view) => Asking::Issued(Box::new(view)),
            Err(ApiError::Offline) => Asking::Unheard,
            Err(error @ (ApiError::Refused(_) | ApiError::Failed)) => {
                Asking::Refused(words_of(&error))
            }
        };
        let set = visit.ticket.try_update(|draft| {
            if let Some(draft) = draft.as_mut().filter(|draft| draft.id == id) {
                draft.hear(asking);
            }
        });
        // The person may have left while the request was on its way.
        if let Some(place) = issued.filter(|_| set.is_some()) {
            visit.replace(place);
        }
    });
}
