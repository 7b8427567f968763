//! The list of dossiers that wait to be accepted, the nearest deadline first.

use std::time::Duration;

use leptos::prelude::*;
use shared::lang::{Lang, Text};
use shared::office::DossierLine;
use shared::text::office::{self as words, list as list_words};
use shared::text::screen;
use shared::time::Timestamp;

use super::clock_words::DeadlineWords;
use super::dossiers::{Asking, Dossiers, Listed};
use super::incidents::{IncidentNotice, Incidents};
use super::keys;
use super::unit::PostedUnit;
use super::way::{Place, Way};
use crate::api::ApiError;
use crate::officer::presence::Officer;
use crate::officer::words_of;
use crate::ticks;
use crate::ui::{
    Button, ButtonKind, Cell, CellKind, Empty, HeadLevel, IconName, Loading, Notice, NoticeKind,
    Table, TableRow, ZoneHead, always, say, say_posted, say_words, screen_lang,
};

const MINUTE: Duration = Duration::from_secs(20);

/// The left side of the desk.
#[component]
pub fn List(
    dossiers: Dossiers,
    incidents: Incidents,
    posted: PostedUnit,
    way: Way,
) -> impl IntoView {
    let now = ticks::now(MINUTE);
    let count = move || dossiers.listed().with(|listed| listed.as_ref().map_or(0, |one| one.total));
    let stage = Memo::new(move |_| dossiers.listed().with(stage_of));
    view! {
        <ZoneHead level=HeadLevel::Page title=say(list_words::AWAITING)>
            {say_words(move || list_words::count(count()))}
        </ZoneHead>
        <IncidentNotice incidents way now/>
        <Trouble dossiers/>
        {move || match stage.get() {
            Stage::Loading => view! { <Waiting dossiers/> }.into_any(),
            Stage::Empty => view! {
                <Empty icon=IconName::FileIn title=say(list_words::EMPTY)>
                    <p>{say(list_words::EMPTY_NEXT)}</p>
                </Empty>
            }
            .into_any(),
            Stage::NotFound => view! { <NotFound dossiers/> }.into_any(),
            Stage::Lines => view! { <Lines dossiers posted way now/> }.into_any(),
        }}
    }
}

/// What stands under the heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Loading,
    Empty,
    NotFound,
    Lines,
}

fn stage_of(listed: &Option<Listed>) -> Stage {
    match listed {
        None => Stage::Loading,
        Some(listed) if !listed.lines.is_empty() => Stage::Lines,
        Some(listed) if listed.search.is_empty() => Stage::Empty,
        Some(_) => Stage::NotFound,
    }
}

/// Lines of the coming list, unless it is known that it does not come.
#[component]
fn Waiting(dossiers: Dossiers) -> impl IntoView {
    let is_coming = move || dossiers.trouble().with(Option::is_none);
    view! { <Show when=is_coming><Loading lines=8/></Show> }
}

#[component]
fn NotFound(dossiers: Dossiers) -> impl IntoView {
    view! {
        <Empty icon=IconName::Search title=say(list_words::NOT_FOUND)>
            <p>{say(list_words::NOT_FOUND_NEXT)}</p>
            <Button
                kind=ButtonKind::Second
                on_press=move |()| dossiers.set_search(String::new())
            >
                {say(list_words::SHOW_ALL)}
            </Button>
        </Empty>
    }
}

/// Why the list is not what it is at the centre, and what happens next.
#[component]
fn Trouble(dossiers: Dossiers) -> impl IntoView {
    let officer = Officer::of_page();
    let said = Memo::new(move |_| {
        let own = officer.trouble().get().map(|words| (NoticeKind::Error, words));
        own.or_else(|| dossiers.trouble().get().map(|error| told(&error)))
    });
    let title = say(words::NOT_LOADED);
    move || {
        said.get().map(|(kind, sentence)| {
            view! {
                <Notice kind title=always(title)>
                    <p>{say_posted(sentence)}</p>
                    <Button
                        kind=ButtonKind::Second
                        icon=IconName::Retry
                        busy=Signal::derive(move || dossiers.asking().get() != Asking::Rest)
                        on_press=move |()| dossiers.refresh()
                    >
                        {say(screen::RETRY)}
                    </Button>
                </Notice>
            }
        })
    }
}

fn told(error: &ApiError) -> (NoticeKind, shared::lang::Words) {
    match error {
        ApiError::Offline => (NoticeKind::Warn, words::OFFLINE.into()),
        ApiError::Failed => (NoticeKind::Error, words::FAILED.into()),
        ApiError::Refused(_) => (NoticeKind::Error, words_of(error)),
    }
}

#[component]
fn Lines(
    dossiers: Dossiers,
    posted: PostedUnit,
    way: Way,
    now: Signal<Timestamp>,
) -> impl IntoView {
    let is_narrow = Memo::new(move |_| way.dossier().is_some());
    let lang = screen_lang();
    let head = Signal::derive(move || columns(is_narrow.get(), lang.get()));
    let lines = move || {
        dossiers
            .listed()
            .with(|listed| listed.as_ref().map(|one| one.lines.clone()))
            .unwrap_or_default()
    };
    view! {
        <Table caption=say(list_words::AWAITING) head>
            <For
                each=lines
                key=|line| line.submission
                children=move |line| view! { <Line line posted way now is_narrow/> }
            />
        </Table>
        <More dossiers/>
    }
}

/// Beside an open dossier there is room for four columns.
fn columns(is_narrow: bool, lang: Lang) -> Vec<String> {
    let all: &[Text] = if is_narrow {
        &[list_words::SLIP_CODE, list_words::APPLICANT, list_words::PROCEDURE, list_words::CLOCK]
    } else {
        &[
            list_words::SLIP_CODE,
            list_words::APPLICANT,
            list_words::PROCEDURE,
            list_words::HALL,
            list_words::FILES,
            list_words::CLOCK,
        ]
    };
    all.iter().map(|name| name.get(lang).to_owned()).collect()
}

#[component]
fn Line(
    line: DossierLine,
    posted: PostedUnit,
    way: Way,
    now: Signal<Timestamp>,
    is_narrow: Memo<bool>,
) -> impl IntoView {
    let DossierLine {
        submission,
        slip_code,
        procedure_short_name,
        applicant,
        hall_name,
        files,
        accept_by,
        ..
    } = line;
    let place = Place::Dossier(submission);
    let test_id = format!("dossier-{slip_code}");
    let wide = move || {
        let hall_name = hall_name.clone();
        (!is_narrow.get()).then(|| {
            view! {
                <Cell>{hall_name}</Cell>
                <Cell kind=CellKind::Figures>{files}</Cell>
            }
        })
    };
    view! {
        <TableRow
            is_chosen=Signal::derive(move || way.place() == place)
            on_open=move |()| way.go(place)
            attr:id=keys::row_id(submission)
            attr:data-testid=test_id
        >
            <Cell kind=CellKind::Figures>{slip_code.to_string()}</Cell>
            <Cell>{applicant}</Cell>
            <Cell kind=CellKind::Long>{say_posted(procedure_short_name)}</Cell>
            {wide}
            <Cell><DeadlineWords posted deadline=accept_by now/></Cell>
        </TableRow>
    }
}

#[component]
fn More(dossiers: Dossiers) -> impl IntoView {
    let more = move || {
        dossiers.listed().with(|listed| {
            let listed = listed.as_ref().filter(|listed| listed.next.is_some())?;
            Some((listed.lines.len(), listed.total))
        })
    };
    move || {
        more().map(|(shown, total)| {
            view! {
                <div class="office-split__more">
                    <span>{say_words(move || list_words::shown(shown, total))}</span>
                    <Button
                        kind=ButtonKind::Second
                        busy=Signal::derive(move || dossiers.asking().get() != Asking::Rest)
                        on_press=move |()| dossiers.more()
                    >
                        {say(list_words::MORE)}
                    </Button>
                </div>
            }
        })
    }
}
