//! Carries one submission: sends what its trip asks for, and writes down what became of it.

use std::sync::Arc;

use shared::delivery::{Backoff, Heard};
use shared::ids::SubmissionId;
use shared::intake::Missing;
use shared::signature::Verifier;
use tokio::task::{JoinError, JoinSet};
use tokio_util::sync::CancellationToken;

use super::pace::Outcome;
use super::reading::{self, Unreadable};
use super::trip::{Answer, Ask, End, Step, Trip};
use crate::centre_client::{Answered, CentreClient};
use crate::clock::Clock;
use crate::store::{OutboxItem, Store};

/// What every try to deliver needs.
pub(crate) struct Courier {
    pub(crate) store: Store,
    pub(crate) client: CentreClient,
    /// The centre's pinned key.
    pub(crate) centre: Verifier,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) backoff: Backoff,
}

/// The node stops; what travels is asked again after the next start.
struct NodeStops;

impl Courier {
    /// Carries a submission, then does what follows. Nothing is half-done when the node stops: a
    /// request that is abandoned is asked again, and an act on the store is finished.
    pub(super) async fn carry(
        self: Arc<Self>,
        item: OutboxItem,
        stop: CancellationToken,
    ) -> (SubmissionId, Outcome) {
        let (submission, item) = (item.submission, Arc::new(item));
        let travelled = tokio::select! {
            travelled = self.travel(&item) => travelled,
            () = stop.cancelled() => Err(NodeStops),
        };
        let outcome = match travelled {
            Ok(end) => self.end(&item, end).await,
            Err(NodeStops) => Outcome::Abandoned,
        };
        (submission, outcome)
    }

    async fn travel(self: &Arc<Self>, item: &Arc<OutboxItem>) -> Result<End, NodeStops> {
        let (mut trip, mut step) = Trip::begin(Arc::clone(item), self.centre.clone());
        let mut travelling = JoinSet::new();
        loop {
            match step {
                Step::End(end) => return Ok(end),
                Step::Wait => {}
                Step::Ask(asks) => {
                    for ask in asks {
                        if ask.travels_alone() {
                            // Whatever still travels is abandoned.
                            travelling = JoinSet::new();
                        }
                        travelling.spawn(Arc::clone(self).ask(Arc::clone(item), ask));
                    }
                }
            }
            let joined = travelling.join_next().await;
            let (ask, answer) =
                joined.expect("a trip that goes on has asked for something").map_err(node_stops)?;
            step = trip.heard(ask, answer?);
        }
    }

    async fn ask(
        self: Arc<Self>,
        item: Arc<OutboxItem>,
        ask: Ask,
    ) -> (Ask, Result<Answer, NodeStops>) {
        let submission = item.submission;
        let answer = match ask {
            Ask::Envelope => match reading::envelope(&self.store, &item) {
                Ok(envelope) => {
                    Answer::of_envelope(self.client.put_envelope(submission, &envelope).await)
                }
                Err(error) => unsent(submission, &error),
            },
            Ask::NeedList => missing(self.client.missing(submission).await),
            Ask::Chunk(place) => {
                let (store, item) = (self.store.clone(), Arc::clone(&item));
                let reading =
                    tokio::task::spawn_blocking(move || reading::chunk(&store, &item, place));
                match reading.await.map_err(node_stops) {
                    Ok(Ok(sealed)) => {
                        let put = self.client.put_chunk(submission, place.file, place.n, sealed);
                        put.await.map_or_else(Answer::Heard, |()| Answer::Kept)
                    }
                    Ok(Err(error)) => unsent(submission, &error),
                    Err(stops) => return (ask, Err(stops)),
                }
            }
            Ask::Commit => {
                let word = self.client.commit(submission, reading::file_bytes(&item)).await;
                word.map_or_else(Answer::Heard, Answer::Word)
            }
        };
        (ask, Ok(answer))
    }

    async fn end(&self, item: &OutboxItem, end: End) -> Outcome {
        let submission = item.submission;
        tell(item, &end);
        let (act, outcome) = end.act(item.attempts, self.backoff, rand::random(), self.clock.now());
        match reading::write_down(&self.store, item, act).await {
            Ok(()) => outcome,
            Err(error) => {
                tracing::error!(%submission, %error, "the store does not take the outcome");
                Outcome::StoreFailed
            }
        }
    }
}

fn missing(answered: Answered<Missing>) -> Answer {
    answered.map_or_else(Answer::Heard, Answer::Missing)
}

fn unsent(submission: SubmissionId, error: &Unreadable) -> Answer {
    tracing::error!(%submission, %error, "the submission cannot be sent");
    Answer::Unsent
}

/// A task ends without its answer only when it panics or when the runtime shuts down.
fn node_stops(error: JoinError) -> NodeStops {
    match error.try_into_panic() {
        Ok(panic) => std::panic::resume_unwind(panic),
        Err(_) => NodeStops,
    }
}

fn tell(item: &OutboxItem, end: &End) {
    let OutboxItem { submission, attempts, .. } = item;
    match end {
        End::Parked(reason) => {
            tracing::warn!(%submission, ?reason, "a submission is set aside for a person");
        }
        End::Refused => tracing::error!(%submission, "the centre does not accept this hall"),
        End::Again(Heard::Unverified) => {
            tracing::warn!(%submission, attempts, "not the centre's word");
        }
        End::Again(heard) => tracing::debug!(%submission, ?heard, attempts, "to be tried again"),
        End::Settled(_) | End::Unsent => {}
    }
}
