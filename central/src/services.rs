//! What every request of the centre works with.

use std::path::PathBuf;
use std::sync::Arc;

use shared::catalogue::Catalogue;
use shared::ids::HallId;
use shared::office::Incident;
use shared::time::Timestamp;
use tokio::sync::Semaphore;

use crate::clock::Clock;
use crate::keys::Keys;
use crate::known_halls::KnownHalls;
use crate::metrics::Metrics;
use crate::store::{Store, StoreError};
use crate::tries::Tries;

/// Requests worked on at once; more are asked to come again.
const REQUESTS_MAX: usize = 512;
/// Passwords hashed at once: each takes a core for a tenth of a second and 19 MiB.
const HASHES_MAX: usize = 2;

/// The parts of a running centre.
#[derive(Debug)]
pub(crate) struct Services {
    pub(crate) store: Store,
    pub(crate) keys: Keys,
    pub(crate) catalogue: Catalogue,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) public_url: String,
    pub(crate) is_https: bool,
    pub(crate) site_dir: PathBuf,
    pub(crate) started_at: Timestamp,
    pub(crate) halls: KnownHalls,
    pub(crate) tries: Tries,
    pub(crate) metrics: Metrics,
    pub(crate) requests: Semaphore,
    pub(crate) hashes: Semaphore,
}

impl Services {
    pub(crate) fn new(
        config: &crate::Config,
        store: Store,
        keys: Keys,
        catalogue: Catalogue,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self {
            store,
            keys,
            catalogue,
            started_at: clock.now(),
            clock,
            public_url: config.public_url.clone(),
            is_https: config.is_https(),
            site_dir: config.site_dir.clone(),
            halls: KnownHalls::default(),
            tries: Tries::default(),
            metrics: Metrics::new(),
            requests: Semaphore::new(REQUESTS_MAX),
            hashes: Semaphore::new(HASHES_MAX),
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Writes an incident down and raises the alarm.
    pub(crate) async fn alarm(&self, hall: HallId, incident: &Incident) -> Result<(), StoreError> {
        self.store.report(hall, incident, self.now()).await?;
        self.raise(hall, incident);
        Ok(())
    }

    /// Raises the alarm for an incident that the store has written down.
    pub(crate) fn raise(&self, hall: HallId, incident: &Incident) {
        self.metrics.incidents.inc();
        tracing::warn!(%hall, ?incident, "incident");
    }
}
