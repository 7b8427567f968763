//! The one-stop system: it takes in what halls forward, keeps the dossiers, and shows them to
//! officers.

#![warn(missing_docs)]

pub mod admin;
mod answer_words;
pub mod api;
mod arrival;
mod catalogue;
pub mod clock;
pub mod config;
mod dossier_view;
pub mod import;
#[doc(hidden)]
pub mod intake;
mod keys;
mod known_halls;
mod manifest;
mod metrics;
mod sealed;
mod services;
pub mod store;
mod tries;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use shared::catalogue::Catalogue;
use shared::time::{Timestamp, wall_clock};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

pub use catalogue::CatalogueError;
pub use clock::{Clock, SystemClock, TurnedClock};
pub use config::{Config, ConfigError};
pub use keys::KeyError;

use crate::keys::Keys;
use crate::services::Services;
use crate::store::{Store, StoreError};

/// How long requests at hand may take when the centre stops.
const FAREWELL: Duration = Duration::from_secs(10);

/// What the centre is given from outside.
#[derive(Debug, Clone)]
pub struct Ports {
    /// The clock.
    pub clock: Arc<dyn Clock>,
}

impl Default for Ports {
    fn default() -> Self {
        Self { clock: Arc::new(SystemClock) }
    }
}

/// Why the centre cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The private keys cannot be had.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The catalogue cannot be used.
    #[error("the catalogue cannot be used:\n{0}")]
    Catalogue(#[from] CatalogueError),
    /// The store cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The address cannot be listened at.
    #[error("cannot listen at {listen}: {source}")]
    Listen {
        /// The address.
        listen: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
}

/// A running centre.
#[derive(Debug)]
pub struct Centre {
    addr: SocketAddr,
    store: Store,
    stop: CancellationToken,
    server: JoinHandle<std::io::Result<()>>,
}

impl Centre {
    /// Starts a centre on the present runtime; it serves when this returns.
    pub async fn start(config: Config, ports: Ports) -> Result<Self, StartError> {
        let keys = Keys::open(&config.data_dir)?;
        let catalogue = catalogue::read(&config.catalogue_dir)?;
        let store = Store::open(&config.database_url, config.database_connections).await?;
        let now = ports.clock.now();
        store.announce_catalogue(&catalogue.version.to_string(), now).await?;
        let failed = |source| StartError::Listen { listen: config.listen, source };
        let listener = TcpListener::bind(config.listen).await.map_err(failed)?;
        let addr = listener.local_addr().map_err(failed)?;
        warn_of(&catalogue, now);
        let services = Services::new(&config, store.clone(), keys, catalogue, ports.clock);
        let stop = CancellationToken::new();
        let server = tokio::spawn(api::serve(listener, Arc::new(services), stop.clone()));
        tracing::info!(%addr, "listening");
        Ok(Self { addr, store, stop, server })
    }

    /// The address it listens at.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Answers the requests at hand, accepts no others, and ends.
    pub async fn stop(mut self) {
        self.stop.cancel();
        if tokio::time::timeout(FAREWELL, &mut self.server).await.is_err() {
            tracing::warn!("requests at hand took too long");
            self.server.abort();
        }
        self.store.close().await;
        tracing::info!("stopped");
    }
}

/// Says that an administrator should look at the catalogue; the details are for who asks for them.
fn warn_of(catalogue: &Catalogue, now: Timestamp) {
    let warnings = catalogue.warnings(wall_clock(now).date());
    for warning in &warnings {
        tracing::debug!(?warning, "catalogue");
    }
    if !warnings.is_empty() {
        tracing::warn!(points = warnings.len(), "the catalogue has points to confirm");
    }
}
