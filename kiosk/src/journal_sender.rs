//! The journal's way to the centre: batches after what the centre holds, in order.

use std::time::Duration;

use shared::delivery::{Backoff, Heard, Next, next_after};
use shared::digest::Digest;
use shared::intake::{JOURNAL_BATCH_MAX, JournalBatch};
use shared::journal::{Entry, Link, Position, read_chain};
use shared::signature::Signer;
use tokio_util::sync::CancellationToken;

use crate::centre_client::CentreClient;
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
enum Turn {
    /// The centre holds all there is.
    Done,
    /// There is more to send.
    More,
    /// To be tried again after a pause.
    Again,
}

impl JournalSender {
    pub(crate) async fn run(self) {
        let mut attempts = 0;
        loop {
            let turn = tokio::select! {
                turn = self.turn() => turn,
                () = self.stop.cancelled() => return,
            };
            let pause = match turn {
                Turn::More => continue,
                Turn::Done => {
                    attempts = 0;
                    self.every
                }
                Turn::Again => {
                    let pause = self.backoff.pause(attempts, rand::random());
                    attempts = attempts.saturating_add(1);
                    self.every + pause
                }
            };
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
        match self.next_batch() {
            Ok(None) => Turn::Done,
            Ok(Some((first, links))) => self.send(first, links).await,
            Err(error) => {
                tracing::error!(%error, "the store does not give the journal");
                Turn::Again
            }
        }
    }

    /// The links after what the centre holds, and where they begin.
    fn next_batch(&self) -> Result<Option<(Position, Vec<Link>)>, StoreError> {
        let (head, _) = self.store.journal_head();
        let held = Position { seq: self.store.journal_sent_up_to()?, ..head };
        if held.seq >= head.seq {
            return Ok(None);
        }
        let links = self.store.journal_after(held, JOURNAL_BATCH_MAX)?;
        let first = Position { seq: held.seq + 1, ..held };
        Ok((!links.is_empty()).then_some((first, links)))
    }

    async fn send(&self, first: Position, links: Vec<Link>) -> Turn {
        let Some((last, hash)) = last_of_run(first, &links) else {
            tracing::error!(?first, "the journal on the disk does not hold; a person must look");
            return Turn::Again;
        };
        let batch = JournalBatch { links, signature: self.signer.sign(&hash.0) };
        match self.client.put_journal(first, &batch).await {
            Ok(held) => self.advance(first, last, held.up_to).await,
            Err(heard) => self.follow(first, heard),
        }
    }

    /// Goes on after what the centre says it holds: more than before, or less after a loss there.
    async fn advance(&self, first: Position, last: Position, held: u64) -> Turn {
        self.hearsay.pass_on(Heard::Status(200, None));
        let up_to = held.min(last.seq);
        if up_to < first.seq {
            tracing::warn!(held, first = first.seq, "the centre holds less than it held before");
        }
        match self.store.set_journal_sent(up_to).await {
            Ok(()) if up_to == last.seq => Turn::More,
            Ok(()) => Turn::Again,
            Err(error) => {
                tracing::error!(%error, "the store does not take how far the journal is held");
                Turn::Again
            }
        }
    }

    fn follow(&self, first: Position, heard: Heard) -> Turn {
        self.hearsay.pass_on(heard);
        match next_after(heard) {
            Next::Park(reason) => {
                tracing::error!(?first, ?reason, "the centre refuses the journal");
            }
            Next::Proceed | Next::Settle | Next::Retry(_) | Next::Rewind | Next::StopLane => {
                tracing::debug!(?first, ?heard, "the journal is to be sent again");
            }
        }
        Turn::Again
    }
}

/// Where a run ends that begins at `first` and whose links meet, and its last hash.
fn last_of_run(first: Position, links: &[Link]) -> Option<(Position, Digest)> {
    let entries: Vec<Entry> = read_chain(links).ok()?;
    let begins_there = entries.first()?.position == first;
    begins_there.then_some((entries.last()?.position, links.last()?.hash))
}
