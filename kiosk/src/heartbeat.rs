//! The hall says how it is, so that the centre sees a gap or a silence.

mod beats;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use shared::delivery::Heard;
use shared::intake::Heartbeat;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::centre_client::CentreClient;
use crate::clock::Clock;
use crate::line::{Hearsay, Line};
use crate::printers::Printers;
use crate::store::Store;
use beats::Beats;

/// The lane of the heartbeat.
pub(crate) struct Heart {
    pub(crate) store: Store,
    pub(crate) client: CentreClient,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) printers: Printers,
    pub(crate) streams: Arc<AtomicU32>,
    pub(crate) line: Line,
    pub(crate) hearsay: Hearsay,
    /// Rung when the centre does not remember the hall's last word.
    pub(crate) doubt: Arc<Notify>,
    pub(crate) every: Duration,
    pub(crate) stop: CancellationToken,
}

impl Heart {
    pub(crate) async fn run(self) {
        let mut beats = Beats::default();
        loop {
            tokio::select! {
                () = self.beat(&mut beats) => {}
                () = self.stop.cancelled() => return,
            }
            tokio::select! {
                () = tokio::time::sleep(self.every) => {}
                () = self.stop.cancelled() => return,
            }
        }
    }

    async fn beat(&self, beats: &mut Beats) {
        if !self.line.is_worth_asking() {
            return;
        }
        let heartbeat = self.heartbeat().await;
        beats.sends(heartbeat.beat);
        let heard = match self.client.heartbeat(&heartbeat).await {
            Ok(heard) => {
                if !beats.answered(heartbeat.beat, heard.before) {
                    tracing::warn!("the centre does not remember this hall's last word");
                    self.doubt.notify_one();
                }
                Heard::Status(200, None)
            }
            Err(heard) => {
                tracing::debug!(?heard, "the heartbeat was not taken");
                heard
            }
        };
        self.hearsay.pass_on(heard);
    }

    async fn heartbeat(&self) -> Heartbeat {
        let (head, head_hash) = self.store.journal_head();
        let owed = self.store.outbox_counts();
        let store = self.store.clone();
        let looked = tokio::task::spawn_blocking(move || store.disk());
        let disk_free_bytes = looked.await.map_or(0, |disk| disk.free_bytes);
        Heartbeat {
            beat: Uuid::new_v4(),
            at: self.clock.now(),
            head,
            head_hash,
            pending: owed.pending,
            parked: owed.parked,
            oldest_pending_at: owed.oldest_pending_at,
            disk_free_bytes,
            printer_ready: self.printers.all_promise_paper(),
            streams: self.streams.load(Ordering::Relaxed),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}
