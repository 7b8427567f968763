//! The phone's first page: what is needed, where to come, where my application is.

use leptos::prelude::*;
use shared::text::citizen::home as words;
use shared::text::citizen::{find, ticket};

use crate::journey::place::{Errand, Place};
use crate::page::dialogue::Loaded;
use crate::page::feedback::Ways;
use crate::page::find::{Results, optional};
use crate::page::frame::{Screen, WayBack};
use crate::page::posted::Posted;
use crate::page::visit::Visit;
use crate::ui::{Card, IconName, QuietLine, SearchBox, SummaryList, Tile, TileGrid, TileKind, say};

/// Shows the search, the doors and the unit.
#[component]
pub fn Home() -> impl IntoView {
    let visit = Visit::of_page();
    let posted = Posted::of_page();
    posted.fetch_hall();
    let is_searching = Memo::new(move |_| visit.search.with(|typed| !typed.trim().is_empty()));
    let below = move || {
        if is_searching.get() {
            view! { <Found/> }.into_any()
        } else {
            view! { <Doors/> }.into_any()
        }
    };
    view! {
        <Screen
            title=say(words::WELCOME)
            lead=optional(words::PORTAL_LEAD)
            way_back=WayBack::None
        >
            <SearchBox
                id="search"
                label=say(find::SEARCH)
                example=say(find::EXAMPLE)
                value=visit.search
                on_input=move |typed| visit.search.set(typed)
            />
            {below}
        </Screen>
    }
}

#[component]
fn Found() -> impl IntoView {
    let posted = Posted::of_page();
    move || {
        let list = posted.list().ready();
        list.map(|list| view! { <Results list errand=Errand::Read/> })
    }
}

#[component]
fn Doors() -> impl IntoView {
    let visit = Visit::of_page();
    let go = move |place: Place| move |()| visit.go(place.clone());
    view! {
        <TileGrid>
            <Tile
                kind=TileKind::Main
                icon=IconName::Ticket
                title=say(words::TICKET)
                hint=optional(words::TICKET_HINT)
                on_press=go(Place::Find(Errand::Ticket))
                attr:data-testid="tile-ticket"
            />
            <Tile
                icon=IconName::FileIn
                title=say(words::APPLY)
                hint=optional(words::APPLY_HINT_PHONE)
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
        <Waiting/>
        <Where/>
        <QuietLine icon=IconName::Lock>{say(words::NOTHING_KEPT)}</QuietLine>
    }
}

/// How many wait in each field at this moment.
#[component]
fn Waiting() -> impl IntoView {
    let posted = Posted::of_page();
    move || {
        let Loaded::Ready(hall) = posted.hall() else { return None };
        let row = |series: shared::hall::SeriesView| {
            let name = posted.with_unit(|index| {
                let mut fields = index.fields.iter();
                fields.find(|field| field.series == series.series).map(|one| one.name.clone())
            });
            let people = series.waiting.ordinary + series.waiting.priority;
            name.flatten().map(|name| fact_words(name, ticket::people_waiting(people)))
        };
        let rows: Vec<_> = hall.series.into_iter().filter_map(row).collect();
        (!rows.is_empty()).then(|| {
            view! {
                <Card title=optional(words::WAITING_NOW)>
                    <SummaryList>{rows}</SummaryList>
                </Card>
            }
        })
    }
}

fn fact_words(label: shared::lang::Words, value: shared::lang::Words) -> impl IntoView {
    use crate::ui::{SummaryRow, say_posted};
    view! {
        <SummaryRow
            label=say_posted(label)
            value=say_posted(value)
        />
    }
}

#[component]
fn Where() -> impl IntoView {
    let posted = Posted::of_page();
    move || {
        let unit = posted.with_unit(|index| index.unit.clone());
        unit.map(|unit| {
            view! {
                <Card title=optional(words::WHERE)>
                    <Ways unit/>
                </Card>
            }
        })
    }
}
