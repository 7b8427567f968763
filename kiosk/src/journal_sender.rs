//! The journal's way to the centre: batches after what the centre holds, in order.

use std::sync::Arc;
use std::time::Duration;

use shared::delivery::{Backoff, Heard, Next, next_after};
use shared::intake::{JOURNAL_BATCH_MAX, JournalBatch};
use shared::journal::{Link, Position, read_chain};
use shared::signature::Signer;
use tokio::sync::Notify;
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
    /// Rung when the centre does not hold what it said it holds.
    pub(crate) doubt: Arc<Notify>,
    pub(crate) every: Duration,
    pub(crate) backoff: Backoff,
    pub(crate) stop: CancellationToken,
}

/// What there is to send.
enum Run {
    None,
    /// These links, from here on.
    Of(Position, Vec<Link>),
    /// Nothing more of an epoch; another one follows.
    EndsAt(Position, u32),
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
        match self.next_run() {
            Ok(Run::None) => Turn::Done,
            Ok(Run::Of(first, links)) => self.send(first, links).await,
            Ok(Run::EndsAt(end, next)) => self.end_epoch(end, next).await,
            Err(error) => {
                tracing::error!(%error, "the store does not give the journal");
                Turn::Again
            }
        }
    }

    /// The links after what the centre holds, as far as they meet each other.
    fn next_run(&self) -> Result<Run, StoreError> {
        let ((head, _), sent) = (self.store.journal_head(), self.store.journal_sent()?);
        if sent >= head {
            return Ok(Run::None);
        }
        let mut links = self.store.journal_after(sent, JOURNAL_BATCH_MAX)?;
        let first = Position { seq: sent.seq + 1, ..sent };
        links.truncate(meeting(first, &links));
        if !links.is_empty() {
            return Ok(Run::Of(first, links));
        }
        Ok(self.store.epoch_after(sent.epoch)?.map_or(Run::None, |next| Run::EndsAt(sent, next)))
    }

    /// An earlier epoch ends here: entries after it were lost with the disk that held them.
    async fn end_epoch(&self, end: Position, next: u32) -> Turn {
        tracing::info!(?end, next, "an epoch of the journal is sent; the next one follows");
        match self.store.end_epoch(end, next).await {
            Ok(()) => Turn::More,
            Err(error) => not_taken(&error),
        }
    }

    async fn send(&self, first: Position, links: Vec<Link>) -> Turn {
        let Some(last) = links.last() else { return Turn::Done };
        let up_to = first.seq + links.len() as u64 - 1;
        let batch = JournalBatch { signature: self.signer.sign(&last.hash.0), links };
        match self.client.put_journal(first, &batch).await {
            Ok(held) => self.advance(first, up_to, held.up_to).await,
            Err(heard) => self.follow(first, heard),
        }
    }

    /// Goes on after what the centre says it holds: more than before, or less after a loss there.
    async fn advance(&self, first: Position, last: u64, held: u64) -> Turn {
        self.hearsay.pass_on(Heard::Status(200, None));
        let up_to = held.min(last);
        if up_to < first.seq {
            tracing::warn!(held, first = first.seq, "the centre holds less than it held before");
            self.doubt.notify_one();
        }
        match self.store.set_journal_sent(Position { seq: up_to, ..first }).await {
            Ok(()) if up_to == last => Turn::More,
            Ok(()) => Turn::Again,
            Err(error) => not_taken(&error),
        }
    }

    fn follow(&self, first: Position, heard: Heard) -> Turn {
        self.hearsay.pass_on(heard);
        match next_after(heard) {
            Next::Park(reason) => {
                tracing::error!(?first, ?reason, "the centre refuses the journal");
                self.doubt.notify_one();
            }
            Next::Proceed | Next::Settle | Next::Retry(_) | Next::Rewind | Next::StopLane => {
                tracing::debug!(?first, ?heard, "the journal is to be sent again");
            }
        }
        Turn::Again
    }
}

fn not_taken(error: &StoreError) -> Turn {
    tracing::error!(%error, "the store does not take how far the journal is held");
    Turn::Again
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
