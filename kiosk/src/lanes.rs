//! The lanes of the hall: what runs beside the API, from the first moment to the last.

mod dispatch;

use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::time::Duration;

use shared::delivery::Backoff;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::centre_client::Patience;
use crate::clock::Clock;
use crate::line::Line;
use crate::printers::Printers;
use crate::prints::PrintLoop;
use crate::store::Store;
use dispatch::Dispatch;

/// What the lanes work with.
#[derive(Clone)]
pub struct LaneParts {
    /// The hall's store.
    pub store: Store,
    /// The hall's clock.
    pub clock: Arc<dyn Clock>,
    /// The hall's printers.
    pub printers: Printers,
    /// Where the state of the line is told.
    pub line: Line,
    /// How many screens follow the hall's stream.
    pub streams: Arc<AtomicU32>,
}

/// How the lanes run.
#[derive(Debug, Clone)]
pub struct LaneSettings {
    /// Where the centre is; a hall without one works alone.
    pub centre_url: Option<String>,
    /// The pauses between attempts.
    pub backoff: Backoff,
    /// How long an answer is waited for.
    pub patience: Patience,
    /// Between two heartbeats.
    pub heartbeat_every: Duration,
    /// Between two looks at the feed.
    pub feed_every: Duration,
    /// Between two looks at the journal.
    pub journal_every: Duration,
    /// Between two comparisons of what the hall believes with what the centre holds.
    pub reconcile_every: Duration,
}

impl LaneSettings {
    /// The usual settings of a hall that works alone.
    pub fn alone() -> Self {
        Self {
            centre_url: None,
            backoff: Backoff::default(),
            patience: Patience::default(),
            heartbeat_every: Duration::from_secs(30),
            feed_every: Duration::from_secs(15),
            journal_every: Duration::from_secs(2),
            reconcile_every: Duration::from_secs(24 * 3600),
        }
    }
}

/// The running lanes.
pub struct Lanes {
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl Lanes {
    /// Starts them on the current runtime.
    pub fn start(parts: LaneParts, settings: LaneSettings) -> Self {
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        for outlet in parts.printers.iter() {
            let prints = PrintLoop {
                store: parts.store.clone(),
                outlet: Arc::clone(outlet),
                clock: Arc::clone(&parts.clock),
                stop: stop.clone(),
            };
            tasks.spawn(prints.run());
        }
        if let Some(centre_url) = settings.centre_url.clone() {
            let dispatch = Dispatch { parts, settings, centre_url, stop: stop.clone() };
            tasks.spawn(dispatch.run());
        }
        tasks.close();
        Self { stop, tasks }
    }

    /// Ends them; an act on the store that has begun is finished.
    pub async fn stop(self) {
        self.stop.cancel();
        self.tasks.wait().await;
    }
}
