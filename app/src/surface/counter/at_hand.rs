//! The ticket at hand: its number, its class, the rule that chose it and the running time.

use std::time::Duration;

use leptos::prelude::*;
use shared::lang::{Text, Words};
use shared::text::citizen::{days, ticket as ticket_words};
use shared::text::hall::counter as words;
use shared::ticket::{Ticket, TicketState};
use shared::time::{Timestamp, wall_clock};

use super::desk::Desk;
use super::parked::{Parked, ParkedLine};
use crate::ticks;
use crate::ui::{
    Empty, IconName, Loading, ServingNow, SummaryList, SummaryRow, TicketMark, ZoneHead, say,
    say_words,
};

const TICK: Duration = Duration::from_secs(1);

/// What the zone shows of a ticket that was called here.
#[derive(Debug, Clone, PartialEq)]
struct AtDesk {
    number: String,
    mark: TicketMark,
    reason: Words,
    since: Timestamp,
    counted: Words,
    class: Text,
    issued_at: Timestamp,
}

/// The left zone.
#[component]
pub fn AtHand(desk: Desk, parked: Parked) -> impl IntoView {
    let at_desk = Memo::new(move |_| desk.with_ticket(|ticket| ticket.and_then(at_desk)));
    let is_known = Memo::new(move |_| desk.view().with(Option::is_some));
    let is_here = Memo::new(move |_| at_desk.with(Option::is_some));
    let today = move || desk.view().with(|view| view.as_ref().map(|one| one.today));
    view! {
        <ZoneHead title=say(words::AT_HAND)/>
        {move || match (is_known.get(), is_here.get()) {
            (false, _) => view! { <Loading lines=2/> }.into_any(),
            (true, true) => view! { <Ticketed at_desk/> }.into_any(),
            (true, false) => view! {
                <Empty icon=IconName::Ticket title=say(words::FREE)>
                    <p>{say(words::FREE_NEXT)}</p>
                </Empty>
            }
            .into_any(),
        }}
        <p class="counter-zones__tally" data-testid="figures">
            {say_words(move || words::day_figures(&today().unwrap_or_default()))}
        </p>
        <ParkedLine parked/>
    }
}

#[component]
fn Ticketed(at_desk: Memo<Option<AtDesk>>) -> impl IntoView {
    let now = ticks::now(TICK);
    let read =
        move |read: fn(AtDesk) -> Words| say_words(move || at_desk.get().map_or(NO_WORDS, read));
    let waited = say_words(move || {
        let waited = at_desk.get().map(|one| one.since - one.issued_at);
        waited.map_or(NO_WORDS, |waited| words::waited(waited.num_minutes()))
    });
    let running = move || {
        let since = at_desk.with(|one| one.as_ref().map(|one| one.since));
        since.map(|since| words::running(now.get() - since)).unwrap_or_default()
    };
    view! {
        <ServingNow
            number=Signal::derive(move || at_desk.get().map(|one| one.number).unwrap_or_default())
            mark=Signal::derive(move || at_desk.get().map(|one| one.mark).unwrap_or_default())
            reason=read(|one| one.reason)
            running=Signal::derive(running)
            running_words=read(|one| one.counted)
        />
        <SummaryList>
            <SummaryRow label=say(words::CLASS) value=read(|one| one.class.into())/>
            <SummaryRow label=say(words::ISSUED) value=read(|one| clock(one.issued_at))/>
            <SummaryRow label=say(words::WAITED) value=waited/>
        </SummaryList>
    }
}

fn clock(at: Timestamp) -> Words {
    let clock = days::time(wall_clock(at).time());
    Words { vi: clock.clone(), en: clock }
}

const NO_WORDS: Words = Words { vi: String::new(), en: String::new() };

fn at_desk(ticket: &Ticket) -> Option<AtDesk> {
    let (since, reason, counted) = match &ticket.state {
        TicketState::Called { since, calls, reason, .. } => {
            (*since, reason, words::since_call(*calls))
        }
        TicketState::Serving { since, reason, .. } => (*since, reason, words::SERVING.into()),
        TicketState::Waiting { .. } | TicketState::Held { .. } | TicketState::Closed { .. } => {
            return None;
        }
    };
    let is_priority = ticket.request.class.is_priority();
    Some(AtDesk {
        number: ticket.number.to_string(),
        mark: if is_priority { TicketMark::Priority } else { TicketMark::Ordinary },
        reason: words::reason(reason),
        since,
        counted,
        class: ticket_words::class(ticket.request.class),
        issued_at: ticket.issued_at,
    })
}
