//! The ticket on the screen; it looks like the paper.

use leptos::prelude::*;

use crate::ui::icon::{Icon, IconName};
use crate::ui::qr_code::QrCode;
use crate::ui::ticket_number::TicketNumber;
use crate::ui::words::say;
use shared::text::screen;

/// The class of a ticket.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TicketMark {
    /// In order of arrival.
    #[default]
    Ordinary,
    /// Before others by law.
    Priority,
}

/// How the ticket comes into view.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum TicketArrival {
    /// It slides out of a slot.
    #[default]
    Printed,
    /// It is simply there.
    Shown,
}

/// Shows one ticket: unit, field, number, people before, code to follow it, time.
#[component]
pub fn TicketCard(
    #[prop(optional)] arrival: TicketArrival,
    #[prop(optional, into)] mark: Signal<TicketMark>,
    #[prop(into)] unit: Signal<String>,
    #[prop(into)] field: Signal<String>,
    #[prop(into)] number: Signal<String>,
    /// The people before, in one sentence.
    #[prop(into)]
    ahead: Signal<String>,
    /// About how long it will take.
    #[prop(optional, into)]
    estimate: Signal<Option<String>>,
    /// What the square code holds.
    #[prop(into)]
    follow_url: Signal<String>,
    #[prop(into)] follow_words: Signal<String>,
    #[prop(into)] issued: Signal<String>,
) -> impl IntoView {
    let class = match arrival {
        TicketArrival::Printed => "ticket-card ticket-card--printed",
        TicketArrival::Shown => "ticket-card",
    };
    view! {
        <div class=class>
            <div class="ticket-card__slot" aria-hidden="true"></div>
            <div class="ticket-card__window">
                <div class="ticket-card__sheet">
                <article class="ticket-card__paper">
                    <header class="ticket-card__head">
                        <p class="ticket-card__unit">{unit}</p>
                        <p class="ticket-card__field">{field}</p>
                    </header>
                    <p class="ticket-card__caption">{say(screen::YOUR_NUMBER)}</p>
                    <p class="ticket-card__number">
                        <TicketNumber number attr:data-testid="ticket-number"/>
                    </p>
                    {move || priority_mark(mark.get())}
                    <p class="ticket-card__ahead">{ahead}</p>
                    {move || estimate_line(estimate.get())}
                    <footer class="ticket-card__stub">
                        <QrCode payload=follow_url/>
                        <div class="ticket-card__follow">
                            <p class="ticket-card__follow-words">{follow_words}</p>
                            <p class="ticket-card__issued">{issued}</p>
                        </div>
                    </footer>
                </article>
                </div>
            </div>
        </div>
    }
}

fn estimate_line(estimate: Option<String>) -> impl IntoView {
    estimate.map(|estimate| view! { <p class="ticket-card__estimate">{estimate}</p> })
}

fn priority_mark(mark: TicketMark) -> impl IntoView {
    match mark {
        TicketMark::Ordinary => None,
        TicketMark::Priority => Some(view! {
            <p class="ticket-card__priority"><Icon name=IconName::Star/>{say(screen::PRIORITY)}</p>
        }),
    }
}
