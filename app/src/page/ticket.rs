//! A ticket: the card, the slip, the people before, and the call.

use std::time::Duration;

use leptos::prelude::*;
use shared::hall::{PrintState, TicketView};
use shared::ids::TicketId;
use shared::submission::Surface;
use shared::text::citizen::{self, days, ticket as words};
use shared::text::slip as slip_words;
use shared::ticket::{Outcome, TicketState};
use shared::time::wall_clock;

use super::dialogue::{FailedPage, Loaded, WaitingPage};
use super::frame::{Layout, Screen, WayBack};
use super::meanwhile::FileMeanwhile;
use super::posted::Posted;
use super::visit::Visit;
use crate::journey::place::Place;
use crate::journey::ticket::{Asking, Buzz, buzz};
use crate::ui::{
    Announcer, Button, ButtonKind, ButtonWidth, Notice, NoticeKind, QueueAhead, TicketArrival,
    TicketCard, TicketMark, always, say, say_words,
};
use crate::{api, ticks};

/// How often the ticket is looked at again.
const LOOK_EVERY: Duration = Duration::from_secs(3);

/// Shows a ticket and follows it.
#[component]
pub fn TicketPage(id: TicketId) -> impl IntoView {
    let visit = Visit::of_page();
    let view = RwSignal::new(just_issued(visit, id));
    let is_stale = RwSignal::new(false);
    let look = move || look(id, view, is_stale);
    look();
    ticks::repeat(LOOK_EVERY, look);
    let kind = Memo::new(move |_| view.with(std::mem::discriminant));
    move || {
        // A memo that nobody reads never learns what it depends on.
        kind.get();
        match view.get_untracked() {
            Loaded::Loading => view! { <WaitingPage/> }.into_any(),
            Loaded::Failed(error) => {
                view! { <FailedPage error on_retry=move |()| look()/> }.into_any()
            }
            Loaded::Ready(first) => {
                let current = Memo::new(move |before: Option<&TicketView>| {
                    view.get().ready().or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
                });
                view! { <Following ticket=current is_stale/> }.into_any()
            }
        }
    }
}

fn just_issued(visit: Visit, id: TicketId) -> Loaded<TicketView> {
    let asking = visit.ticket.with_untracked(|draft| {
        draft.as_ref().filter(|draft| draft.id == id).map(|draft| draft.asking.clone())
    });
    match asking {
        Some(Asking::Issued(view)) => Loaded::Ready(*view),
        Some(Asking::Choosing | Asking::Sending | Asking::Unheard | Asking::Refused(_)) | None => {
            Loaded::Loading
        }
    }
}

/// Looks again; what is known stays in view when nothing is heard.
fn look(id: TicketId, view: RwSignal<Loaded<TicketView>>, is_stale: RwSignal<bool>) {
    leptos::task::spawn_local(async move {
        let answer = api::get::<TicketView>(&format!("/api/tickets/{id}")).await;
        let Some(before) = view.try_get_untracked() else { return };
        match (answer, before) {
            (Ok(after), before) => {
                is_stale.set(false);
                if let Loaded::Ready(before) = &before {
                    vibrate(buzz(before, &after));
                }
                if before != Loaded::Ready(after.clone()) {
                    view.set(Loaded::Ready(after));
                }
            }
            (Err(_), Loaded::Ready(_)) => is_stale.set(true),
            (Err(error), Loaded::Loading | Loaded::Failed(_)) => view.set(Loaded::Failed(error)),
        }
    });
}

/// Vibrates, where the device can.
pub(super) fn vibrate(buzz: Buzz) {
    let pattern: &[i32] = match buzz {
        Buzz::Still => return,
        Buzz::Near => &[200],
        Buzz::Called => &[400, 150, 400, 150, 400],
    };
    let pattern = pattern.iter().copied().map(js_sys::Number::from).collect::<js_sys::Array>();
    // A device that cannot vibrate still shows the call.
    let _ = window().navigator().vibrate_with_pattern(&pattern);
}

#[component]
fn Following(ticket: Memo<TicketView>, is_stale: RwSignal<bool>) -> impl IntoView {
    let visit = Visit::of_page();
    let state = Memo::new(move |_| ticket.with(|view| view.ticket.state.clone()));
    let people = Memo::new(move |_| ticket.with(|view| view.people_before));
    let announcement = say_words(move || state.with(spoken));
    let stale = move || {
        let sentence = say(words::STALE);
        is_stale.get().then(|| view! { <Notice kind=NoticeKind::Warn>{sentence}</Notice> })
    };
    let dots = move || {
        let is_waiting = state.with(|state| matches!(state, TicketState::Waiting { .. }));
        (is_waiting && people.get() > 0).then(|| view! { <QueueAhead people/> })
    };
    view! {
        <Screen
            title=say(words::YOUR_TICKET)
            layout=Layout::List
            way_back=WayBack::None
            act=move || view! { <Afterwards ticket/> }
        >
            <Announcer message=announcement/>
            {stale}
            {move || state.with(called)}
            <Card ticket/>
            {dots}
            {move || note(visit.surface, &ticket.get())}
        </Screen>
    }
}

#[component]
fn Card(ticket: Memo<TicketView>) -> impl IntoView {
    let posted = Posted::of_page();
    let surface = Visit::of_page().surface;
    let TicketView { ticket: issued, follow, .. } = ticket.get_untracked();
    let unit = say_words(move || posted.unit_name());
    let series = issued.number.series.clone();
    let field = say_words(move || {
        let name = posted.with_unit(|index| {
            index.fields.iter().find(|field| field.series == series).map(|one| one.name.clone())
        });
        name.flatten().unwrap_or_else(|| posted.unit_name())
    });
    let mark = if issued.request.class.is_priority() {
        TicketMark::Priority
    } else {
        TicketMark::Ordinary
    };
    let ahead = say_words(move || {
        ticket.with(|view| match view.ticket.state {
            TicketState::Waiting { .. } => words::ahead(view.people_before, view.estimate),
            TicketState::Called { .. }
            | TicketState::Serving { .. }
            | TicketState::Held { .. }
            | TicketState::Closed { .. } => spoken(&view.ticket.state),
        })
    });
    let clock = days::moment(wall_clock(issued.issued_at));
    let arrival = match surface {
        Surface::Kiosk => TicketArrival::Printed,
        Surface::Portal => TicketArrival::Shown,
    };
    let path = Place::Live(follow).path();
    let follow_url = Signal::derive(move || format!("{}{path}", posted.public_url()));
    view! {
        <TicketCard
            arrival
            mark=Signal::stored(mark)
            unit
            field
            number=Signal::stored(issued.number.to_string())
            ahead
            follow_url
            follow_words=say(slip_words::SCAN)
            issued=say_words(move || words::issued(&clock))
        />
    }
}

/// What the state of a ticket means, in one sentence.
fn spoken(state: &TicketState) -> shared::lang::Words {
    match state {
        TicketState::Waiting { .. } => words::PLEASE_WAIT.into(),
        TicketState::Called { at, .. } => words::go_to(at.counter.0),
        TicketState::Serving { .. } => words::SERVING.into(),
        TicketState::Held { .. } => words::HELD.into(),
        TicketState::Closed { outcome: Outcome::Served, .. } => words::SERVED.into(),
        TicketState::Closed { outcome: Outcome::Incomplete, .. } => words::INCOMPLETE.into(),
        TicketState::Closed { outcome: Outcome::Withdrawn, .. } => words::WITHDRAWN.into(),
        TicketState::Closed { outcome: Outcome::NoShow, .. } => words::NO_SHOW.into(),
        TicketState::Closed { outcome: Outcome::NotServed, .. } => words::NOT_SERVED.into(),
    }
}

/// The call, large and above everything.
fn called(state: &TicketState) -> Option<AnyView> {
    let counter = match state {
        TicketState::Called { at, .. } => at.counter,
        TicketState::Waiting { .. }
        | TicketState::Serving { .. }
        | TicketState::Held { .. }
        | TicketState::Closed { .. } => return None,
    };
    let sentence = say_words(move || words::go_to(counter.0));
    Some(
        view! {
            <p class="ticket-call" role="alert" data-testid="ticket-call">
                {sentence}
            </p>
        }
        .into_any(),
    )
}

/// What became of the slip, or where the ticket lives.
fn note(surface: Surface, view: &TicketView) -> Option<AnyView> {
    let waiting =
        matches!(view.ticket.state, TicketState::Waiting { .. } | TicketState::Called { .. });
    if !waiting {
        return None;
    }
    let (kind, text) = match (surface, view.slip) {
        (Surface::Portal, _) | (Surface::Kiosk, PrintState::None) => {
            (NoticeKind::Info, words::ON_PHONE)
        }
        (Surface::Kiosk, PrintState::Queued | PrintState::Sent) => {
            (NoticeKind::Info, words::PRINTING)
        }
        (Surface::Kiosk, PrintState::Confirmed) => (NoticeKind::Ok, words::PRINTED),
        (Surface::Kiosk, PrintState::Failed) => (NoticeKind::Warn, words::NOT_PRINTED),
        (Surface::Kiosk, PrintState::Unknown) => (NoticeKind::Warn, words::PRINT_UNKNOWN),
    };
    let title = say(text);
    let title = always(title);
    Some(view! { <Notice kind title>{say(words::PLEASE_WAIT)}</Notice> }.into_any())
}

/// Filing while waiting, and the way out.
#[component]
fn Afterwards(ticket: Memo<TicketView>) -> impl IntoView {
    let visit = Visit::of_page();
    let code = ticket.with_untracked(|view| view.ticket.request.procedure.clone());
    let file = view! { <FileMeanwhile code/> };
    let home = move |()| visit.go(Place::Home);
    match visit.surface {
        // The foot of the kiosk has the way out.
        Surface::Kiosk => file.into_any(),
        Surface::Portal => view! {
            {file}
            <Button kind=ButtonKind::Quiet width=ButtonWidth::Full on_press=home>
                {say(citizen::TO_HOME)}
            </Button>
        }
        .into_any(),
    }
}
