//! The kiosk's four doors.

use leptos::prelude::*;
use shared::hall::{HallView, Offer};
use shared::text::citizen::home as words;

use crate::journey::place::{Errand, Place};
use crate::page::find::optional;
use crate::page::frame::{Screen, WayBack};
use crate::page::posted::Posted;
use crate::page::visit::Visit;
use crate::ui::{IconName, QuietLine, Tile, TileGrid, TileKind, say, say_words};

/// Shows the doors.
#[component]
pub fn Home() -> impl IntoView {
    let visit = Visit::of_page();
    let posted = Posted::of_page();
    posted.fetch_hall();
    let open_hint = say(words::TICKET_HINT);
    let closed_hint = say_words(move || {
        let reopening = posted.hall().ready().and_then(|hall| hall.reopening());
        reopening.map_or_else(|| words::TICKET_CLOSED.into(), words::ticket_closed_until)
    });
    let ticket_hint = Signal::derive(move || {
        let is_closed = posted.hall().ready().is_some_and(|hall| is_closed(&hall));
        Some(if is_closed { closed_hint.get() } else { open_hint.get() })
    });
    let go = move |place: Place| move |()| visit.go(place.clone());
    view! {
        <Screen
            title=say(words::WELCOME)
            lead=optional(words::GREETING)
            way_back=WayBack::None
        >
            <TileGrid>
                <Tile
                    kind=TileKind::Main
                    icon=IconName::Ticket
                    title=say(words::TICKET)
                    hint=ticket_hint
                    on_press=go(Place::Find(Errand::Ticket))
                    attr:data-testid="tile-ticket"
                />
                <Tile
                    icon=IconName::FileIn
                    title=say(words::APPLY)
                    hint=optional(words::APPLY_HINT)
                    on_press=go(Place::Find(Errand::Application))
                    attr:data-testid="tile-apply"
                />
                <Tile
                    icon=IconName::Follow
                    title=say(words::FOLLOW_UP)
                    hint=optional(words::FOLLOW_UP_HINT)
                    on_press=go(Place::FollowUp(None))
                    attr:data-testid="tile-follow-up"
                />
                <Tile
                    icon=IconName::Comment
                    title=say(words::FEEDBACK)
                    hint=optional(words::FEEDBACK_HINT)
                    on_press=go(Place::Feedback)
                    attr:data-testid="tile-feedback"
                />
            </TileGrid>
            <QuietLine icon=IconName::IdCard>{say(words::BRING)}</QuietLine>
        </Screen>
    }
}

/// Whether no field offers tickets.
fn is_closed(hall: &HallView) -> bool {
    hall.series.iter().all(|series| series.offer != Offer::Open)
}
