//! One try to deliver one submission: envelope, chunks, commit, and the act that the answer asks
//! for. Which act that is, `shared::delivery` decides.

use std::sync::Arc;

use shared::bytes::Base64;
use shared::delivery::{Heard, Next, next_after};
use shared::digest::Digest;
use shared::ids::{FileId, SubmissionId};
use shared::intake::{EnvelopeRequest, MissingChunk, SignedAcknowledgement};
use tokio::task::{JoinError, JoinSet};
use tokio_util::sync::CancellationToken;

use super::Courier;
use super::pace::{Outcome, next_attempt_at};
use crate::store::{OutboxItem, StoreError};

/// Chunks of one submission that travel together.
const CHUNKS_AT_ONCE: usize = 3;
/// Need lists that are worked through in one try; a centre that keeps nothing is asked no more.
const NEED_LISTS_MAX: usize = 3;

/// Why a try ended without the centre's word.
#[derive(Debug)]
enum Cut {
    Heard(Heard),
    Store(StoreError),
    /// A sealed chunk on the disk is not the one that the manifest names.
    Damaged {
        file: FileId,
        n: u32,
    },
    NodeStops,
}

impl From<Heard> for Cut {
    fn from(heard: Heard) -> Self {
        Self::Heard(heard)
    }
}

impl From<StoreError> for Cut {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Where a try begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    Envelope,
    NeedList,
}

/// One try to deliver one submission.
pub(super) struct Trip {
    courier: Arc<Courier>,
    item: OutboxItem,
}

impl Trip {
    pub(super) fn new(courier: Arc<Courier>, item: OutboxItem) -> Self {
        Self { courier, item }
    }

    /// Carries the submission, then does what follows. Nothing is half-done when the node stops:
    /// a request that is abandoned is asked again, and an act on the store is finished.
    pub(super) async fn run(self, stop: CancellationToken) -> (SubmissionId, Outcome) {
        let carried = tokio::select! {
            carried = self.carry() => carried,
            () = stop.cancelled() => Err(Cut::NodeStops),
        };
        (self.item.submission, self.act(carried).await)
    }

    /// Carries from where the last try may have ended; from the envelope where that is unknown.
    async fn carry(&self) -> Result<SignedAcknowledgement, Cut> {
        let was_tried = self.item.attempts > 0 && !self.item.files.is_empty();
        let start = if was_tried { Start::NeedList } else { Start::Envelope };
        match self.carry_from(start).await {
            Err(Cut::Heard(heard)) if next_after(heard) == Next::Rewind => {
                self.carry_from(Start::Envelope).await
            }
            carried => carried,
        }
    }

    async fn carry_from(&self, start: Start) -> Result<SignedAcknowledgement, Cut> {
        let (client, submission) = (&self.courier.client, self.item.submission);
        let mut missing = match start {
            Start::Envelope => client.put_envelope(submission, &self.envelope()?).await?,
            Start::NeedList => client.missing(submission).await?,
        };
        let mut need_lists = 0;
        while !missing.chunks.is_empty() {
            need_lists += 1;
            if need_lists > NEED_LISTS_MAX {
                return Err(Heard::Unverified.into());
            }
            self.put_chunks(&missing.chunks).await?;
            missing = client.missing(submission).await?;
        }
        let signed = client.commit(submission, self.file_bytes()).await?;
        if self.is_the_centre_s_word(&signed) { Ok(signed) } else { Err(Heard::Unverified.into()) }
    }

    fn envelope(&self) -> Result<EnvelopeRequest, Cut> {
        Ok(EnvelopeRequest {
            manifest: self.item.manifest.clone(),
            signature: self.courier.store.hall_signer().sign(self.item.manifest.as_bytes()),
            position: self.item.position,
            prev_hash: self.item.prev_hash,
            envelope: Base64(self.courier.store.envelope(self.item.submission)?),
        })
    }

    /// Hands over some chunks, a few at a time; the first that fails ends them all.
    async fn put_chunks(&self, chunks: &[MissingChunk]) -> Result<(), Cut> {
        let mut travelling = JoinSet::new();
        for chunk in chunks {
            if travelling.len() >= CHUNKS_AT_ONCE {
                arrived(travelling.join_next().await)?;
            }
            let named = self.digest_of(*chunk).ok_or(Heard::Unverified)?;
            let (courier, submission) = (Arc::clone(&self.courier), self.item.submission);
            travelling.spawn(put_chunk(courier, submission, *chunk, named));
        }
        while !travelling.is_empty() {
            arrived(travelling.join_next().await)?;
        }
        Ok(())
    }

    fn file_bytes(&self) -> u64 {
        let chunks = self.item.files.iter().flat_map(|file| &file.chunks);
        chunks.map(|chunk| chunk.bytes).sum()
    }

    /// What the manifest says of a chunk; none if it names no such chunk.
    fn digest_of(&self, chunk: MissingChunk) -> Option<Digest> {
        let file = self.item.files.iter().find(|file| file.file == chunk.file)?;
        file.chunks.get(chunk.n as usize).map(|piece| piece.sha256)
    }

    /// Whether the pinned key signed for this submission and these very bytes.
    fn is_the_centre_s_word(&self, signed: &SignedAcknowledgement) -> bool {
        let word = self.courier.centre.read_acknowledgement(signed);
        word.is_some_and(|word| {
            word.submission == self.item.submission && word.manifest == self.item.manifest_digest
        })
    }

    async fn act(self, carried: Result<SignedAcknowledgement, Cut>) -> Outcome {
        let submission = self.item.submission;
        match carried {
            Ok(signed) => self.follow(Heard::Acknowledged, Some(signed)).await,
            Err(Cut::Heard(heard)) => self.follow(heard, None).await,
            Err(Cut::Store(error)) => {
                tracing::error!(%submission, %error, "the store does not give the submission");
                self.again(Heard::Silence, Outcome::Abandoned).await
            }
            Err(Cut::Damaged { file, n }) => {
                tracing::error!(%submission, %file, n, "a sealed chunk on the disk is damaged");
                self.again(Heard::Silence, Outcome::Abandoned).await
            }
            Err(Cut::NodeStops) => Outcome::Abandoned,
        }
    }

    async fn follow(self, heard: Heard, signed: Option<SignedAcknowledgement>) -> Outcome {
        let submission = self.item.submission;
        match (next_after(heard), signed) {
            (Next::Settle, Some(signed)) => {
                let settled = self.courier.store.settle(submission, signed).await;
                self.after_act(settled, Outcome::Spoken)
            }
            (Next::Park(reason), _) => {
                tracing::warn!(%submission, ?reason, "a submission is set aside for a person");
                let parked = self.courier.store.park(submission, reason).await;
                self.after_act(parked, Outcome::Spoken)
            }
            (Next::StopLane, _) => {
                tracing::error!(%submission, ?heard, "the centre does not accept this hall");
                Outcome::Refused
            }
            // What was begun again and failed again waits like everything else.
            (Next::Retry(_) | Next::Rewind | Next::Proceed | Next::Settle, _) => {
                self.again(heard, Outcome::Again(heard)).await
            }
        }
    }

    async fn again(self, heard: Heard, outcome: Outcome) -> Outcome {
        let (courier, attempts) = (&self.courier, self.item.attempts);
        let now = courier.clock.now();
        let at = next_attempt_at(courier.backoff, attempts, heard, rand::random(), now);
        let submission = self.item.submission;
        match heard {
            Heard::Unverified => tracing::warn!(%submission, attempts, "not the centre's word"),
            Heard::Status(..) | Heard::Silence | Heard::Acknowledged => {
                tracing::debug!(%submission, ?heard, attempts, "to be tried again");
            }
        }
        let attempts = attempts.saturating_add(1);
        let put_off = courier.store.retry_at(submission, at, attempts).await;
        self.after_act(put_off, outcome)
    }

    fn after_act(&self, done: Result<(), StoreError>, outcome: Outcome) -> Outcome {
        match done {
            Ok(()) => outcome,
            Err(error) => {
                let submission = self.item.submission;
                tracing::error!(%submission, %error, "the store does not take the outcome");
                Outcome::StoreFailed
            }
        }
    }
}

fn arrived(joined: Option<Result<Result<(), Cut>, JoinError>>) -> Result<(), Cut> {
    match joined {
        Some(Ok(put)) => put,
        Some(Err(error)) => Err(node_stops(error)),
        None => Ok(()),
    }
}

/// A task ends without its answer only when it panics or when the runtime shuts down.
fn node_stops(error: JoinError) -> Cut {
    match error.try_into_panic() {
        Ok(panic) => std::panic::resume_unwind(panic),
        Err(_) => Cut::NodeStops,
    }
}

async fn put_chunk(
    courier: Arc<Courier>,
    submission: SubmissionId,
    chunk: MissingChunk,
    named: Digest,
) -> Result<(), Cut> {
    let MissingChunk { file, n } = chunk;
    let store = courier.store.clone();
    let reading = tokio::task::spawn_blocking(move || store.chunk(submission, file, n));
    let sealed = reading.await.map_err(node_stops)??;
    if Digest::of(&sealed) != named {
        return Err(Cut::Damaged { file, n });
    }
    Ok(courier.client.put_chunk(submission, file, n, sealed).await?)
}
