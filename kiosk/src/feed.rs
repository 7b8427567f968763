//! What the centre tells the hall: numbered news, applied once and in order.

use std::sync::Arc;
use std::time::Duration;

use shared::delivery::Heard;
use shared::intake::Feed;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::centre_client::CentreClient;
use crate::line::{Hearsay, Line};
use crate::store::Store;

/// The pause after a settlement, so that many settlements make one question.
const GATHER: Duration = Duration::from_millis(500);

/// The lane of the feed.
pub(crate) struct FeedReader {
    pub(crate) store: Store,
    pub(crate) client: CentreClient,
    pub(crate) line: Line,
    pub(crate) hearsay: Hearsay,
    pub(crate) settled: Arc<Notify>,
    pub(crate) every: Duration,
    pub(crate) stop: CancellationToken,
}

impl FeedReader {
    pub(crate) async fn run(self) {
        loop {
            tokio::select! {
                () = self.read_all() => {}
                () = self.stop.cancelled() => return,
            }
            tokio::select! {
                () = tokio::time::sleep(self.every) => {}
                () = self.a_settlement() => {}
                () = self.stop.cancelled() => return,
            }
        }
    }

    async fn a_settlement(&self) {
        self.settled.notified().await;
        tokio::time::sleep(GATHER).await;
    }

    async fn read_all(&self) {
        while self.line.is_worth_asking() && self.read().await {}
    }

    /// Reads one page of news; tells whether there is more.
    async fn read(&self) -> bool {
        let after = match self.store.feed_cursor() {
            Ok(after) => after,
            Err(error) => {
                tracing::error!(%error, "the store does not tell the place in the feed");
                return false;
            }
        };
        match self.client.feed(after).await {
            Ok(feed) if is_in_order(after, &feed) => self.apply(feed).await,
            Ok(_) => {
                tracing::warn!(after, "the feed is not in order");
                false
            }
            Err(heard) => {
                tracing::debug!(?heard, after, "the feed was not read");
                self.hearsay.pass_on(heard);
                false
            }
        }
    }

    async fn apply(&self, feed: Feed) -> bool {
        self.hearsay.pass_on(Heard::Status(200, None));
        let Feed { items, has_more } = feed;
        if items.is_empty() {
            return false;
        }
        match self.store.apply_feed(items).await {
            Ok(()) => has_more,
            Err(error) => {
                tracing::error!(%error, "the store does not take the news");
                false
            }
        }
    }
}

fn is_in_order(after: u64, feed: &Feed) -> bool {
    let numbers = || feed.items.iter().map(|item| item.number);
    numbers().next().is_none_or(|first| first > after) && numbers().is_sorted_by(|a, b| a < b)
}
