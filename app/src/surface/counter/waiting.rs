//! Who waits for this counter, in order of arrival; each can be picked.

use std::time::Duration;

use leptos::prelude::*;
use shared::hall::{CounterTicket, LINES_MAX};
use shared::lang::Words;
use shared::text::citizen::days;
use shared::text::hall::counter as words;
use shared::ticket::{TicketClass, TicketState};
use shared::time::wall_clock;

use super::ask::{Ask, Asking};
use super::desk::Desk;
use super::waive;
use crate::hall::Posted;
use crate::ticks;
use crate::ui::{
    Button, ButtonKind, ButtonWidth, Empty, IconName, TicketMark, WaitingList, WaitingRow,
    ZoneHead, say, say_words,
};

const MINUTE: Duration = Duration::from_secs(20);

/// The right zone.
#[component]
pub fn Waiting(desk: Desk, posted: Posted, ask: Ask) -> impl IntoView {
    let waiting =
        Memo::new(move |_| desk.view().with(|view| view.as_ref().map(|view| view.waiting.clone())));
    let count = move || desk.view().with(|view| view.as_ref().map_or(0, |one| one.waiting_count));
    view! {
        <ZoneHead title=say(words::WAITING)>
            {say_words(move || words::people(count()))}
            <kbd class="zone-key">"L"</kbd>
        </ZoneHead>
        <Button
            kind=ButtonKind::Second
            width=ButtonWidth::Full
            icon=IconName::Ticket
            key=waive::KEY
            on_press=move |()| ask.about(Asking::Waiver)
            attr:data-testid="waive"
        >
            {say(words::WAIVE)}
        </Button>
        {move || match waiting.get() {
            None => ().into_any(),
            Some(waiting) if waiting.is_empty() => view! {
                <Empty icon=IconName::Users title=say(words::NOBODY)>
                    <p>{say(words::NOBODY_NEXT)}</p>
                </Empty>
            }
            .into_any(),
            Some(waiting) => view! { <Rows waiting posted ask/> }.into_any(),
        }}
    }
}

#[component]
fn Rows(waiting: Vec<CounterTicket>, posted: Posted, ask: Ask) -> impl IntoView {
    let now = ticks::now(MINUTE);
    let goes_on = waiting.len() == LINES_MAX;
    let row = move |ticket: CounterTicket| {
        let CounterTicket { class, procedure, issued_at, .. } = ticket.clone();
        let number = ticket.number.to_string();
        let mark = if class.is_priority() { TicketMark::Priority } else { TicketMark::Ordinary };
        let note = note(&ticket);
        let waited = move || words::waited((now.get() - issued_at).num_minutes());
        view! {
            <WaitingRow
                number
                mark
                matter=say_words(move || posted.procedure(&procedure))
                note=note.map(|note| say_words(move || note.clone()))
                waited=say_words(waited)
                on_press=move |()| ask.about(Asking::Pick(ticket.clone()))
            />
        }
    };
    view! {
        <WaitingList label=say(words::WAITING)>
            {waiting.into_iter().map(row).collect_view()}
        </WaitingList>
        {goes_on.then(|| view! { <p class="counter-zones__hint">{say(words::MORE)}</p> })}
    }
}

/// What else stands beside a ticket: that it is kept for this counter, or when it is booked.
fn note(ticket: &CounterTicket) -> Option<Words> {
    let is_reserved = match &ticket.state {
        TicketState::Waiting { place } => place.reserved_for().is_some(),
        TicketState::Called { .. }
        | TicketState::Serving { .. }
        | TicketState::Held { .. }
        | TicketState::Closed { .. } => false,
    };
    match ticket.class {
        TicketClass::Appointment { booked_for } if !is_reserved => {
            Some(words::booked_for(&days::time(wall_clock(booked_for).time())))
        }
        TicketClass::Ordinary | TicketClass::Priority(_) | TicketClass::Appointment { .. } => {
            is_reserved.then(|| words::RESERVED.into())
        }
    }
}
