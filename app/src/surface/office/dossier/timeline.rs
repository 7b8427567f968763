//! What happened to a dossier, and what is next.

use leptos::prelude::*;
use shared::office::{DossierLine, DossierStep};
use shared::text::office::{clock as clock_words, dossier as words};
use shared::time::{Timestamp, wall_clock};

use crate::ui::{DossierPart, Moment, Timeline, TimelineEntry, always, say, say_words};

/// The steps, oldest first; the last one is where it stands.
#[component]
pub fn History(
    line: DossierLine,
    steps: Vec<DossierStep>,
    now: Signal<Timestamp>,
) -> impl IntoView {
    let title = say(words::TIMELINE);
    let last = steps.len().saturating_sub(1);
    let entry = move |(place, step): (usize, DossierStep)| {
        let DossierStep { at, state, place: whereabouts } = step;
        let moment = if place == last { Moment::Current } else { Moment::Done };
        let time = say_words(move || words::moment(wall_clock(at)));
        view! {
            <TimelineEntry
                moment
                title=say(words::state(state))
                time=always(time)
            >
                <p>{whereabouts}</p>
            </TimelineEntry>
        }
    };
    let accepted = say_words(move || words::moment(wall_clock(line.accepted_at)));
    let accepted = always(accepted);
    let until =
        say_words(move || clock_words::until(wall_clock(line.accept_by), wall_clock(now.get())));
    view! {
        <DossierPart title=always(title)>
            <Timeline>
                <TimelineEntry title=say(words::HANDED_IN) time=accepted>
                    <p>{line.hall_name}</p>
                </TimelineEntry>
                {steps.into_iter().enumerate().map(entry).collect_view()}
                <TimelineEntry
                    moment=Moment::Ahead
                    title=say(words::NEXT_STEP)
                    time=always(until)
                />
            </Timeline>
        </DossierPart>
    }
}
