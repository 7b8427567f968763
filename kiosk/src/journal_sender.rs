//! The journal's way to the centre: batches after what the centre holds, in order.

use std::time::Duration;

use shared::delivery::{Backoff, Heard, Next, next_after};
use shared::digest::Digest;
use shared::intake::{JOURNAL_BATCH_MAX, JournalBatch, JournalHeld};
use shared::journal::{Entry, Link, Position, read_chain};
use shared::signature::Signer;
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
    pub sent_up_to: Option<u64>,
    /// What the other lanes learn of it.
    pub heard: Heard,
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
            Ok(None) => Turn::Done,
            Ok(Some((first, links))) => self.send(first, links).await,
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
        let Some(up_to) = follow.sent_up_to else { return follow.turn };
        match self.store.set_journal_sent(up_to).await {
            Ok(()) => follow.turn,
            Err(error) => {
                tracing::error!(%error, "the store does not take how far the journal is held");
                Turn::Again
            }
        }
    }
}

/// The links after what the centre holds, and where they begin.
pub fn next_run(store: &Store) -> Result<Option<(Position, Vec<Link>)>, StoreError> {
    let (head, _) = store.journal_head();
    let held = Position { seq: store.journal_sent_up_to()?, ..head };
    if held.seq >= head.seq {
        return Ok(None);
    }
    let links = store.journal_after(held, JOURNAL_BATCH_MAX)?;
    let first = Position { seq: held.seq + 1, ..held };
    Ok((!links.is_empty()).then_some((first, links)))
}

/// Signs a run; none if its links do not meet or it does not begin there.
pub fn run(first: Position, links: Vec<Link>, signer: &Signer) -> Option<Run> {
    let (last, hash) = last_of_run(first, &links)?;
    Some(Run { first, last, batch: JournalBatch { links, signature: signer.sign(&hash.0) } })
}

/// Decides what follows an answer: the lane goes on after what the centre says it holds, be it
/// more than before, or less after a loss there.
pub fn follow(first: Position, last: Position, answered: Answered<JournalHeld>) -> Follow {
    match answered {
        Ok(held) => {
            let up_to = held.up_to.min(last.seq);
            if up_to < first.seq {
                tracing::warn!(up_to, first = first.seq, "the centre holds less than before");
            }
            let turn = if up_to == last.seq { Turn::More } else { Turn::Again };
            Follow { sent_up_to: Some(up_to), heard: Heard::Status(200, None), turn }
        }
        Err(heard) => Follow { sent_up_to: None, heard, turn: Turn::Again },
    }
}

fn tell(first: Position, follow: &Follow) {
    let heard = follow.heard;
    match next_after(heard) {
        Next::Park(reason) => {
            tracing::error!(?first, ?reason, "the centre refuses the journal");
        }
        Next::Retry(_) | Next::Rewind | Next::StopLane => {
            tracing::debug!(?first, ?heard, "the journal is to be sent again");
        }
        Next::Proceed | Next::Settle => {}
    }
}

/// Where a run ends that begins at `first` and whose links meet, and its last hash.
fn last_of_run(first: Position, links: &[Link]) -> Option<(Position, Digest)> {
    let entries: Vec<Entry> = read_chain(links).ok()?;
    let begins_there = entries.first()?.position == first;
    begins_there.then_some((entries.last()?.position, links.last()?.hash))
}
