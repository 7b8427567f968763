//! A running node: the store, the API and the lanes, started together and stopped in order.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::admin::{self, Desk};
use crate::api::{self, Parts};
use crate::clock::{Clock, SystemClock};
use crate::config::Config;
use crate::devices::Presence;
use crate::lanes::{LaneParts, LaneSettings, Lanes};
use crate::line::Line;
use crate::posted::{self, PostedError};
use crate::printer::Printer;
use crate::printers::Printers;
use crate::store::{Disk, Rules, Store, StoreError, StoreOptions, Watcher};
use crate::stream::Stream;

/// How often the day may begin by itself.
const DAY_EVERY: Duration = Duration::from_secs(30);
/// Beginnings of a day between two rounds of housekeeping.
const ROUNDS: u32 = 20;

/// What a test may replace: the clock, the printer and the disk.
#[derive(Default)]
pub struct Ports {
    /// The clock; the machine's when absent.
    pub clock: Option<Arc<dyn Clock>>,
    /// The printer; the configured one when absent.
    pub printer: Option<Arc<dyn Printer>>,
    /// Where the database file lies; the machine's own disk when absent.
    pub disk: Option<Arc<dyn Disk>>,
}

/// Why a node does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// There is no catalogue to work by.
    #[error(transparent)]
    Catalogue(#[from] PostedError),
    /// The store cannot be opened.
    #[error("the store cannot be opened")]
    Store(#[from] StoreError),
    /// The printer's folder cannot be used.
    #[error("the folder of the printer cannot be used")]
    Printer(#[source] io::Error),
    /// The address is taken or not of this machine.
    #[error("{address} cannot be listened on")]
    Listen {
        /// The configured address.
        address: SocketAddr,
        /// What the machine said.
        source: io::Error,
    },
}

/// A running node.
pub struct Node {
    address: SocketAddr,
    store: Store,
    stream: Arc<Stream>,
    lanes: Lanes,
    stop: CancellationToken,
    tasks: TaskTracker,
    server: JoinHandle<io::Result<()>>,
}

impl Node {
    /// Starts everything on the current runtime.
    pub async fn start(config: Config, ports: Ports) -> Result<Self, StartError> {
        let clock = ports.clock.unwrap_or_else(|| Arc::new(SystemClock));
        let stream = Arc::new(Stream::new(clock.now()));
        let watcher: Arc<dyn Watcher> = Arc::<Stream>::clone(&stream);
        let options = options(&config, &clock, watcher, ports.disk)?;
        let catalogue = Arc::clone(&options.rules.catalogue);
        let opening = tokio::task::spawn_blocking(move || Store::open(options));
        let store = opening.await.expect("opening a store does not panic")?;
        let printers = printers(&config, ports.printer).map_err(StartError::Printer)?;
        store.settle_printers(printers.names()).await?;
        let listened = TcpListener::bind(config.listen).await;
        let address = config.listen;
        let listener = listened.map_err(|source| StartError::Listen { address, source })?;
        let address =
            listener.local_addr().map_err(|source| StartError::Listen { address, source })?;
        let (line, stop, tasks) = (Line::new(), CancellationToken::new(), TaskTracker::new());
        let lanes = Lanes::start(
            LaneParts {
                store: store.clone(),
                clock: Arc::clone(&clock),
                printers: printers.clone(),
                line: line.clone(),
                streams: stream.followers(),
            },
            settings(&config),
        );
        tasks.spawn(follow_line(line.clone(), Arc::clone(&stream), stop.clone()));
        tasks.spawn(keep_house(store.clone(), stop.clone()));
        let presence = Arc::<Presence>::default();
        let desk = Desk {
            store: store.clone(),
            catalogue: Arc::clone(&catalogue),
            printers: printers.clone(),
            presence: Arc::clone(&presence),
            clock: Arc::clone(&clock),
            public_url: config.public_url.clone(),
        };
        admin::listen(&config, desk, stop.clone(), &tasks);
        tasks.close();
        let parts = Parts {
            store: store.clone(),
            catalogue,
            stream: Arc::clone(&stream),
            line,
            printers,
            presence,
            clock,
            config,
            stop: stop.clone(),
        };
        let server = tokio::spawn(api::serve(listener, parts, stop.clone()));
        tracing::info!(%address, "listening");
        Ok(Self { address, store, stream, lanes, stop, tasks, server })
    }

    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.address
    }

    /// Its store.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Its stream.
    pub fn stream(&self) -> &Stream {
        &self.stream
    }

    /// Finishes the requests at hand, then the lanes, then what waits for the disk.
    pub async fn stop(self) {
        self.stop.cancel();
        match self.server.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "the server ended badly"),
            Err(error) => tracing::error!(%error, "the server panicked"),
        }
        self.tasks.wait().await;
        self.lanes.stop().await;
        let store = self.store;
        if tokio::task::spawn_blocking(move || store.close()).await.is_err() {
            tracing::error!("the store did not close");
        }
    }
}

/// What a store is opened with, for a node and for commands beside it.
pub fn options(
    config: &Config,
    clock: &Arc<dyn Clock>,
    watcher: Arc<dyn Watcher>,
    disk: Option<Arc<dyn Disk>>,
) -> Result<StoreOptions, StartError> {
    let catalogue = Arc::new(posted::read(&config.catalogue_dir)?);
    let mut options = StoreOptions::new(&config.data_dir, Arc::clone(&catalogue));
    options.rules = Rules {
        catalogue,
        queue: config.queue,
        opening: config.opening,
        public_url: config.public_url.clone(),
    };
    options.reserve = config.reserve;
    options.clock = Arc::clone(clock);
    options.watcher = watcher;
    if let Some(disk) = disk {
        options.disk = disk;
    }
    Ok(options)
}

fn printers(config: &Config, driver: Option<Arc<dyn Printer>>) -> io::Result<Printers> {
    match driver {
        Some(driver) => Ok(Printers::only(driver, config.printers[0].paper)),
        None => Printers::open(&config.printers),
    }
}

fn settings(config: &Config) -> LaneSettings {
    LaneSettings {
        centre_url: config.centre_url.clone(),
        backoff: config.forwarding,
        ..LaneSettings::alone()
    }
}

async fn follow_line(line: Line, stream: Arc<Stream>, stop: CancellationToken) {
    let mut line = line.follow();
    loop {
        tokio::select! {
            changed = line.changed() => match changed {
                Ok(()) => stream.line_changed(line.borrow_and_update().clone()),
                Err(_) => return,
            },
            () = stop.cancelled() => return,
        }
    }
}

async fn keep_house(store: Store, stop: CancellationToken) {
    for round in 0_u32.. {
        let kept = if round.is_multiple_of(ROUNDS) {
            store.keep_house().await
        } else {
            store.begin_day().await
        };
        if let Err(error) = kept {
            tracing::warn!(%error, "the house was not kept");
        }
        tokio::select! {
            () = tokio::time::sleep(DAY_EVERY) => {}
            () = stop.cancelled() => return,
        }
    }
}
