//! What the test's centre finds when a hall tells what it believes.

use axum::response::Response;
use shared::digest::Digest;
use shared::intake::{Acknowledgement, HeartbeatHeard};
use shared::reconciliation::{
    Acknowledged, AcknowledgedDay, Belief, Compared, DayPage, EpochHeld, days_that_differ,
};
use shared::time::ServiceDay;

use super::centre::{Books, Call};
use super::intake::{json, read};

/// Hears a heartbeat.
pub(crate) fn heartbeat(books: &mut Books, call: &Call) -> Response {
    let before = books.heartbeats.last().map(|last| last.beat);
    books.heartbeats.push(read(call));
    json(&HeartbeatHeard { before })
}

/// Compares days and the journal.
pub(crate) fn belief(books: &Books, call: &Call) -> Response {
    let belief: Belief = read(call);
    let held = books.entries.len() as u64;
    let journal = belief.journal.iter();
    json(&Compared {
        journal: journal.map(|told| EpochHeld { epoch: told.epoch, up_to: held }).collect(),
        days: days_that_differ(&belief.days, &AcknowledgedDay::each(acknowledged(books))),
    })
}

/// Compares one page of a day.
pub(crate) fn page(books: &Books, call: &Call) -> Response {
    let page: DayPage = read(call);
    let day = call.target.rsplit('/').next().unwrap();
    let of_day = acknowledged(books).into_iter().filter(|(of, _)| of.to_string() == day);
    json(&page.compare(&of_day.map(|(_, one)| one).collect::<Vec<_>>()))
}

fn acknowledged(books: &Books) -> Vec<(ServiceDay, Acknowledged)> {
    let words = books.held.iter().filter_map(|(submission, held)| {
        let word: Acknowledgement =
            serde_json::from_str(&held.acknowledgement.as_ref()?.body).unwrap();
        let manifest = Digest::of(held.manifest.as_bytes());
        let one = Acknowledged { submission: *submission, manifest };
        Some((ServiceDay::of(word.received_at), one))
    });
    words.collect()
}
