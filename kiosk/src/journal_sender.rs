//! The journal's way to the centre: batches after what the centre holds, in order.

use std::sync::Arc;
use std::time::Duration;

use shared::delivery::{Backoff, Heard, Next, next_after};
use shared::intake::{JOURNAL_BATCH_MAX, JournalBatch, JournalHeld};
use shared::journal::{Link, Position, read_chain};
use shared::signature::Signer;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::centre_client::{Answered, CentreClient};
use crate::line::{Hearsay, Line};
use crate::store::{Store, StoreError};

/// The lane of the journal.
pub(crate) struct JournalSender {
    pub(crate) store: Store,
    pub(crate) client: CentreClient,
    pub(crate) signer: Signer,
    pub(crate) line: Line,
    pub(crate) hearsay: Hearsay,
    /// Rung when the centre does not hold what it said it holds.
    pub(crate) doubt: Arc<Notify>,
    pub(crate) every: Duration,
    pub(crate) backoff: Backoff,
    pub(crate) stop: CancellationToken,
}

/// What one turn of the lane came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// The centre holds all there is.
    Done,
    /// There is more to send.
    More,
    /// To be tried again after a pause.
    Again,
}

impl Turn {
    /// The pause before the next turn, and the failed attempts by then; none if it follows at once.
    pub fn pause(
        self,
        attempts: u32,
        every: Duration,
        backoff: Backoff,
        random: u64,
    ) -> Option<(Duration, u32)> {
        match self {
            Self::More => None,
            Self::Done => Some((every, 0)),
            Self::Again => {
                Some((every + backoff.pause(attempts, random), attempts.saturating_add(1)))
            }
        }
    }
}

/// What there is to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// The centre holds all there is.
    Nothing,
    /// These links, from here on.
    Links(Position, Vec<Link>),
    /// Nothing more of an epoch, after this entry; another epoch follows.
    EpochEnds(Position, u32),
}

/// A run of entries to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Where it begins.
    pub first: Position,
    /// Where it ends.
    pub last: Position,
    /// Its entries, signed.
    pub batch: JournalBatch,
}

/// What follows an answer to a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Follow {
    /// How far the centre holds the journal, if it said so.
    pub sent_up_to: Option<Position>,
    /// What the other lanes learn of it.
    pub heard: Heard,
    /// Whether what the hall believes and what the centre holds are to be compared.
    pub is_doubtful: bool,
    /// What comes next.
    pub turn: Turn,
}

impl JournalSender {
    pub(crate) async fn run(self) {
        let mut attempts = 0;
        loop {
            let turn = tokio::select! {
                turn = self.turn() => turn,
                () = self.stop.cancelled() => return,
            };
            let next = turn.pause(attempts, self.every, self.backoff, rand::random());
            let Some((pause, failed)) = next else { continue };
            attempts = failed;
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = self.stop.cancelled() => return,
            }
        }
    }

    async fn turn(&self) -> Turn {
        if !self.line.is_worth_asking() {
            return Turn::Done;
        }
        match next_run(&self.store) {
            Ok(Due::Nothing) => Turn::Done,
            Ok(Due::Links(first, links)) => self.send(first, links).await,
            Ok(Due::EpochEnds(end, next)) => {
                tracing::info!(?end, next, "an epoch of the journal is sent; the next follows");
                kept(self.store.end_epoch(end, next).await, Turn::More)
            }
            Err(error) => {
                tracing::error!(%error, "the store does not give the journal");
                Turn::Again
            }
        }
    }

    async fn send(&self, first: Position, links: Vec<Link>) -> Turn {
        let Some(run) = run(first, links, &self.signer) else {
            tracing::error!(?first, "the journal on the disk does not hold; a person must look");
            return Turn::Again;
        };
        let answered = self.client.put_journal(first, &run.batch).await;
        let follow = follow(first, run.last, answered);
        self.hearsay.pass_on(follow.heard);
        tell(first, &follow);
        if follow.is_doubtful {
            self.doubt.notify_one();
        }
        let Some(up_to) = follow.sent_up_to else { return follow.turn };
        kept(self.store.set_journal_sent(up_to).await, follow.turn)
    }
}

fn kept(written: Result<(), StoreError>, turn: Turn) -> Turn {
    match written {
        Ok(()) => turn,
        Err(error) => {
            tracing::error!(%error, "the store does not take how far the journal is held");
            Turn::Again
        }
    }
}

/// What follows what the centre holds, as far as it is whole.
pub fn next_run(store: &Store) -> Result<Due, StoreError> {
    run_after(store, store.journal_sent()?)
}

/// What follows an entry, as far as it is whole.
pub fn run_after(store: &Store, after: Position) -> Result<Due, StoreError> {
    let (head, _) = store.journal_head();
    if after >= head {
        return Ok(Due::Nothing);
    }
    let mut links = store.journal_after(after, JOURNAL_BATCH_MAX)?;
    let first = Position { seq: after.seq + 1, ..after };
    links.truncate(meeting(first, &links));
    if !links.is_empty() {
        return Ok(Due::Links(first, links));
    }
    // What is missing of an earlier epoch was lost with the disk that held it.
    let next = store.epoch_after(after.epoch)?;
    Ok(next.map_or(Due::Nothing, |next| Due::EpochEnds(after, next)))
}

/// Signs a run; none if it is empty.
pub fn run(first: Position, links: Vec<Link>, signer: &Signer) -> Option<Run> {
    let hash = links.last()?.hash;
    let last = Position { seq: first.seq + links.len() as u64 - 1, ..first };
    Some(Run { first, last, batch: JournalBatch { links, signature: signer.sign(&hash.0) } })
}

/// Decides what follows an answer: the lane goes on after what the centre says it holds, be it
/// more than before, or less after a loss there.
pub fn follow(first: Position, last: Position, answered: Answered<JournalHeld>) -> Follow {
    match answered {
        Ok(held) => {
            let up_to = held.up_to.min(last.seq);
            let turn = if up_to == last.seq { Turn::More } else { Turn::Again };
            Follow {
                sent_up_to: Some(Position { seq: up_to, ..first }),
                heard: Heard::Status(200, None),
                is_doubtful: up_to < first.seq,
                turn,
            }
        }
        Err(heard) => {
            let is_doubtful = match next_after(heard) {
                Next::Park(_) => true,
                Next::Proceed | Next::Settle | Next::Retry(_) | Next::Rewind | Next::StopLane => {
                    false
                }
            };
            Follow { sent_up_to: None, heard, is_doubtful, turn: Turn::Again }
        }
    }
}

fn tell(first: Position, follow: &Follow) {
    let heard = follow.heard;
    match (next_after(heard), follow.is_doubtful) {
        (Next::Park(reason), _) => {
            tracing::error!(?first, ?reason, "the centre refuses the journal");
        }
        (Next::Retry(_) | Next::Rewind | Next::StopLane, _) => {
            tracing::debug!(?first, ?heard, "the journal is to be sent again");
        }
        (Next::Proceed | Next::Settle, true) => {
            tracing::warn!(?first, "the centre holds less than before");
        }
        (Next::Proceed | Next::Settle, false) => {}
    }
}

/// How many links meet each other from `first` on.
fn meeting(first: Position, links: &[Link]) -> usize {
    let whole = match read_chain(links) {
        Ok(_) => links.len(),
        Err(error) => error.index(),
    };
    let begins_there = read_chain(&links[..whole.min(1)])
        .is_ok_and(|entries| entries.first().is_some_and(|entry| entry.position == first));
    if begins_there { whole } else { 0 }
}
