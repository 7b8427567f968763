//! The clock of a dossier in words, and how much it asks for attention.

use leptos::prelude::*;
use shared::lang::Words;
use shared::text::office::clock as words;
use shared::time::{Timestamp, wall_clock};
use shared::working_time::DeadlineClock;

use super::unit::PostedUnit;
use crate::ui::{Status, StatusKind, say_words};

/// Working minutes before a deadline at which it asks for attention.
const SOON_MINUTES: u32 = 120;

/// How a deadline stands.
#[derive(Debug, Clone, PartialEq)]
struct Told {
    kind: StatusKind,
    words: Words,
}

/// Says how a deadline stands; only what is near or past stands out.
#[component]
pub fn DeadlineWords(
    posted: PostedUnit,
    deadline: Timestamp,
    now: Signal<Timestamp>,
) -> impl IntoView {
    let told = Memo::new(move |_| tell(posted, deadline, now.get()));
    let kind = Memo::new(move |_| told.get().kind);
    let words = say_words(move || told.get().words);
    move || match kind.get() {
        kind @ (StatusKind::Late | StatusKind::Warn) => view! { <Status kind words/> }.into_any(),
        StatusKind::Neutral
        | StatusKind::Active
        | StatusKind::Waiting
        | StatusKind::Ok
        | StatusKind::Priority => view! { <span>{words}</span> }.into_any(),
    }
}

fn tell(posted: PostedUnit, deadline: Timestamp, now: Timestamp) -> Told {
    let (deadline, now) = (wall_clock(deadline), wall_clock(now));
    match posted.read(|unit| unit.calendar.clock(deadline, now)) {
        Some(clock) => Told { kind: urgency(clock), words: words::deadline(clock) },
        None => {
            let kind = if now <= deadline { StatusKind::Neutral } else { StatusKind::Late };
            Told { kind, words: words::until(deadline, now) }
        }
    }
}

fn urgency(clock: DeadlineClock) -> StatusKind {
    match clock {
        DeadlineClock::Overdue { .. } => StatusKind::Late,
        DeadlineClock::Left { minutes } if minutes < SOON_MINUTES => StatusKind::Warn,
        DeadlineClock::Left { .. } => StatusKind::Neutral,
    }
}
