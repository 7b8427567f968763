//! What went wrong between a hall and the centre, over the list until nothing is left to see.

use std::collections::BTreeMap;
use std::time::Duration;

use leptos::prelude::*;
use serde::Deserialize;
use shared::ids::HallId;
use shared::office::IncidentView;
use shared::text::office::{clock as clock_words, incident as words};
use shared::time::{Timestamp, wall_clock};

use crate::officer::presence::Officer;
use crate::ui::{Notice, NoticeKind, always, say_words};
use crate::{api, ticks};

const ASK_AGAIN: Duration = Duration::from_secs(60);
/// More would push the list out of view.
const IN_VIEW_MAX: usize = 2;

/// The part of a hall's line that an incident needs.
#[derive(Debug, Clone, PartialEq, Deserialize)]
struct HallName {
    hall: HallId,
    name: String,
}

/// The incidents and the names of their halls.
#[derive(Debug, Clone, Default, PartialEq)]
struct Incidents {
    all: Vec<IncidentView>,
    halls: BTreeMap<HallId, String>,
}

/// The newest incidents, each with its time and its hall.
#[component]
pub fn IncidentNotice(now: Signal<Timestamp>) -> impl IntoView {
    let incidents = follow();
    let count = Memo::new(move |_| incidents.with(|incidents| incidents.all.len()));
    let title = say_words(move || words::count(count.get()));
    move || {
        (count.get() > 0).then(|| {
            view! {
                <Notice
                    kind=NoticeKind::Warn
                    title=always(title)
                >
                    {move || {
                        let Incidents { all, halls } = incidents.get();
                        let line = |one| line(one, &halls, now);
                        all.into_iter().take(IN_VIEW_MAX).map(line).collect_view()
                    }}
                    {move || {
                        let rest = count.get().saturating_sub(IN_VIEW_MAX);
                        (rest > 0).then(|| view! { <p>{say_words(move || words::more(rest))}</p> })
                    }}
                </Notice>
            }
        })
    }
}

fn line(
    one: IncidentView,
    halls: &BTreeMap<HallId, String>,
    now: Signal<Timestamp>,
) -> impl IntoView + use<> {
    let hall = halls.get(&one.hall).cloned().unwrap_or_default();
    let place = say_words(move || {
        let moment = clock_words::moment(wall_clock(one.at), wall_clock(now.get()));
        if hall.is_empty() { moment } else { words::place(&moment, &hall) }
    });
    let what = say_words(move || words::incident(&one.incident));
    view! { <p>{place} " · " {what}</p> }
}

fn follow() -> RwSignal<Incidents> {
    let incidents = RwSignal::new(Incidents::default());
    let officer = Officer::of_page();
    let ask = move || {
        leptos::task::spawn_local(async move {
            match fetch().await {
                Ok(fresh) => drop(incidents.try_set(fresh)),
                // The ones before stay; the badge says how the line is.
                Err(error) => drop(officer.heed(&error)),
            }
        });
    };
    ask();
    ticks::repeat(ASK_AGAIN, ask);
    incidents
}

async fn fetch() -> Result<Incidents, api::ApiError> {
    let all: Vec<IncidentView> = api::get("/api/incidents").await?;
    if all.is_empty() {
        return Ok(Incidents::default());
    }
    let halls: Vec<HallName> = api::get("/api/halls").await?;
    Ok(Incidents { all, halls: halls.into_iter().map(|one| (one.hall, one.name)).collect() })
}
