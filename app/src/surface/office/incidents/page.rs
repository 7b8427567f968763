//! Every incident: where, what, since when, how often, and who looked at it.

use std::time::Duration;

use leptos::prelude::*;
use shared::lang::Text;
use shared::office::{IncidentView, Seen};
use shared::text::office::{self as office_words, clock as clock_words, incident as words};
use shared::text::screen;
use shared::time::{Timestamp, wall_clock};

use super::Incidents;
use crate::surface::office::way::{Place, Way};
use crate::ticks;
use crate::ui::{
    Button, ButtonKind, Cell, CellKind, Empty, HeadLevel, IconName, Loading, Notice, NoticeKind,
    Table, ZoneHead, say, say_words, screen_lang,
};

const MINUTE: Duration = Duration::from_secs(20);
const COLUMNS: [Text; 5] =
    [words::HALL, words::WHAT, words::LAST_AND_FIRST, words::TIMES, words::SEEN];

/// The page of incidents.
#[component]
pub fn IncidentsPage(incidents: Incidents, way: Way) -> impl IntoView {
    let now = ticks::now(MINUTE);
    let unseen = Memo::new(move |_| incidents.unseen().len());
    let is_known = Memo::new(move |_| incidents.all.with(Option::is_some));
    let is_empty = Memo::new(move |_| incidents.all.with(|all| all.iter().flatten().count() == 0));
    view! {
        <ZoneHead level=HeadLevel::Page title=say(words::TITLE)>
            {say_words(move || words::unseen(unseen.get()))}
        </ZoneHead>
        <div class="incidents__way">
            <Button
                kind=ButtonKind::Quiet
                icon=IconName::ArrowLeft
                on_press=move |()| way.go(Place::List)
                attr:data-testid="to-dossiers"
            >
                {say(words::TO_DOSSIERS)}
            </Button>
        </div>
        <Trouble incidents/>
        {move || match (is_known.get(), is_empty.get()) {
            (false, _) => view! { <Loading lines=6/> }.into_any(),
            (true, true) => view! {
                <Empty icon=IconName::Ok title=say(words::EMPTY)>
                    <p>{say(words::EMPTY_NEXT)}</p>
                </Empty>
            }
            .into_any(),
            (true, false) => view! { <Lines incidents now/> }.into_any(),
        }}
    }
}

#[component]
fn Trouble(incidents: Incidents) -> impl IntoView {
    move || {
        incidents.trouble.get().map(|_| {
            view! {
                <Notice kind=NoticeKind::Warn title=say(office_words::NOT_LOADED)>
                    <p>{say(office_words::OFFLINE)}</p>
                    <Button
                        kind=ButtonKind::Second
                        icon=IconName::Retry
                        on_press=move |()| incidents.refresh()
                    >
                        {say(screen::RETRY)}
                    </Button>
                </Notice>
            }
        })
    }
}

#[component]
fn Lines(incidents: Incidents, now: Signal<Timestamp>) -> impl IntoView {
    let lang = screen_lang();
    let head = Signal::derive(move || {
        COLUMNS.iter().map(|name| name.get(lang.get()).to_owned()).collect::<Vec<_>>()
    });
    let each = move || incidents.all.get().unwrap_or_default();
    view! {
        <Table caption=say(words::TITLE) head>
            <For
                each
                key=|one| (one.number, one.at, one.seen.as_ref().map(|seen| seen.at))
                children=move |one| view! { <Line one incidents now/> }
            />
        </Table>
    }
}

#[component]
fn Line(one: IncidentView, incidents: Incidents, now: Signal<Timestamp>) -> impl IntoView {
    let IncidentView { number, at, first_at, times, hall_name, incident, seen, .. } = one;
    let moment = move |at: Timestamp| {
        say_words(move || clock_words::moment(wall_clock(at), wall_clock(now.get())))
    };
    let since = (times > 1).then(|| {
        let first = moment(first_at);
        view! { <span class="incidents__since">{first}</span> }
    });
    let last = moment(at);
    let what = say_words(move || words::incident(&incident));
    let seen = match seen {
        Some(Seen { by, at }) => {
            let at = moment(at);
            view! { <span class="incidents__seen">{by} " · " {at}</span> }.into_any()
        }
        None => view! {
            <Button
                kind=ButtonKind::Second
                on_press=move |()| incidents.see(number)
                attr:data-testid=format!("see-{number}")
            >
                {say(words::SEE)}
            </Button>
        }
        .into_any(),
    };
    view! {
        <tr>
            <Cell>{hall_name}</Cell>
            <Cell><span class="incidents__what">{what}</span></Cell>
            <Cell><span class="incidents__moments">{last} {since}</span></Cell>
            <Cell kind=CellKind::Figures>{times}</Cell>
            <Cell>{seen}</Cell>
        </tr>
    }
}
