//! Who waits for this counter, in order of arrival.

use std::time::Duration;

use leptos::prelude::*;
use shared::hall::CounterTicket;
use shared::text::hall::counter as words;

use super::desk::Desk;
use crate::hall::Posted;
use crate::ticks;
use crate::ui::{Empty, IconName, TicketMark, WaitingList, WaitingRow, ZoneHead, say, say_words};

const MINUTE: Duration = Duration::from_secs(20);

/// The right zone.
#[component]
pub fn Waiting(desk: Desk, posted: Posted) -> impl IntoView {
    let waiting =
        Memo::new(move |_| desk.view().with(|view| view.as_ref().map(|view| view.waiting.clone())));
    let count = move || waiting.with(|waiting| waiting.as_ref().map_or(0, Vec::len));
    view! {
        <ZoneHead title=say(words::WAITING)>
            {say_words(move || words::people(count()))}
        </ZoneHead>
        {move || match waiting.get() {
            None => ().into_any(),
            Some(waiting) if waiting.is_empty() => view! {
                <Empty icon=IconName::Users title=say(words::NOBODY)>
                    <p>{say(words::NOBODY_NEXT)}</p>
                </Empty>
            }
            .into_any(),
            Some(waiting) => view! { <Rows waiting posted/> }.into_any(),
        }}
    }
}

#[component]
fn Rows(waiting: Vec<CounterTicket>, posted: Posted) -> impl IntoView {
    let now = ticks::now(MINUTE);
    let row = move |ticket: CounterTicket| {
        let CounterTicket { number, class, procedure, issued_at, .. } = ticket;
        let mark = if class.is_priority() { TicketMark::Priority } else { TicketMark::Ordinary };
        let waited = move || words::waited((now.get() - issued_at).num_minutes());
        view! {
            <WaitingRow
                number=number.to_string()
                mark=mark
                matter=say_words(move || posted.procedure(&procedure))
                waited=say_words(waited)
            />
        }
    };
    view! {
        <WaitingList label=say(words::WAITING)>
            {waiting.into_iter().map(row).collect_view()}
        </WaitingList>
    }
}
