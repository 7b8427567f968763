//! Who was put aside, who did not come, and whose matter ended here: each with the way back.

use leptos::prelude::*;
use shared::hall::{CounterTicket, Verb};
use shared::lang::{Text, Words};
use shared::text::citizen::days;
use shared::text::hall::counter as words;
use shared::ticket::{Outcome, TicketState};
use shared::time::{Timestamp, wall_clock};

use super::desk::Desk;
use super::keys;
use crate::hall::Posted;
use crate::ui::{AwayRow, WaitingList, ZoneHead, say, say_words};

/// The way back of a ticket that is away.
struct Way {
    verb: Verb,
    words: Text,
    since: Words,
}

/// The lower part of the right zone.
#[component]
pub fn Away(desk: Desk, posted: Posted) -> impl IntoView {
    let away = Memo::new(move |_| {
        let of_view = |view: &shared::hall::CounterView| {
            view.held.iter().chain(&view.gone).cloned().collect::<Vec<_>>()
        };
        desk.view().with(|view| view.as_ref().map(of_view).unwrap_or_default())
    });
    let row = move |ticket: CounterTicket| {
        let Way { verb, words, since } = way(&ticket)?;
        let procedure = ticket.procedure;
        Some(view! {
            <AwayRow
                number=ticket.number.to_string()
                matter=say_words(move || posted.procedure(&procedure))
                since=say_words(move || since.clone())
                act=say(words)
                on_press=move |()| {
                    keys::let_go();
                    desk.act(verb.clone());
                }
            />
        })
    };
    move || {
        let away = away.get();
        (!away.is_empty()).then(|| {
            view! {
                <ZoneHead title=say(words::AWAY)><kbd class="zone-key">"Q"</kbd></ZoneHead>
                <WaitingList label=say(words::AWAY)>
                    {away.into_iter().filter_map(row).collect_view()}
                </WaitingList>
            }
        })
    }
}

fn way(ticket: &CounterTicket) -> Option<Way> {
    let id = ticket.ticket;
    match &ticket.state {
        TicketState::Held { until, .. } => Some(Way {
            verb: Verb::Resume { ticket: id },
            words: words::RESUME,
            since: words::held_until(&clock(*until)),
        }),
        TicketState::Closed { outcome: Outcome::NoShow, since, .. } => Some(Way {
            verb: Verb::Return { ticket: id },
            words: words::RETURN,
            since: words::absent_at(&clock(*since)),
        }),
        TicketState::Closed { since, .. } => Some(Way {
            verb: Verb::Again { ticket: id },
            words: words::AGAIN,
            since: words::ended_at(&clock(*since)),
        }),
        TicketState::Waiting { .. } | TicketState::Called { .. } | TicketState::Serving { .. } => {
            None
        }
    }
}

fn clock(at: Timestamp) -> String {
    days::time(wall_clock(at).time())
}
