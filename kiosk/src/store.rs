//! The hall's store: an embedded database that one thread writes and everyone reads.
//!
//! A public method is one operation of the hall and one transaction. What is acknowledged is
//! durable: the answer leaves after the commit that holds it.

mod copying;
mod counters;
mod database;
mod day;
mod day_keys;
mod devices;
mod disk;
mod error;
mod expiry;
mod feed;
mod figures;
mod filed;
mod hall;
mod housekeeping;
mod journal;
mod keys;
mod layout;
mod live;
mod looking;
mod offers;
mod officers;
mod opened;
mod outbox;
mod persons;
mod prints;
mod put_back;
mod queues;
mod readback;
mod reconciliation;
mod rooms;
mod second_journal;
mod secrets;
mod sessions;
mod settings;
mod shared_state;
mod submissions;
mod tickets;
mod uploads;
mod vault;
mod work;
mod writer;

use std::path::PathBuf;
use std::sync::Arc;

use shared::catalogue::Catalogue;
use shared::hall::{Change, HallSnapshot};
use shared::queue::QueueRules;
use shared::refusal::Refusal;
use tokio::sync::{Notify, watch};

use crate::clock::{Clock, SystemClock};

pub(crate) use copying::LaidOut;
pub use devices::{Device, DeviceAdded, DevicePlan};
pub use disk::{Disk, FileIdentity, OwnDisk};
pub use error::{StoreError, StoreFault};
pub use figures::{COMMIT_BOUNDS_US, StoreFigures};
pub use journal::JournalDay;
pub use looking::{DatabaseLook, FolderLook, RowsLook};
pub(crate) use looking::{closed_database as look_at_database, folder as look_at_folder};
pub use officers::{Account, OfficerAdded};
pub use opened::Saving;
pub use outbox::{OutboxCounts, OutboxItem, ParkedItem};
pub use prints::{PrintJob, SlipTo};
pub use put_back::PutBack;
pub use rooms::Room;
pub use second_journal::SecondLook;
pub use sessions::{SESSION_TOKEN_SIGNS_MAX, Session};
pub use tickets::AskedBy;

use rooms::ReadRows;
use secrets::Secrets;
use shared_state::Shared;
use work::Work;
use writer::Writer;

/// Hears what became durable, in order.
pub trait Watcher: Send + Sync {
    /// Everything may differ: this is how the hall is.
    fn reset(&self, snapshot: HallSnapshot);

    /// These changes happened.
    fn changed(&self, changes: Vec<Change>);
}

/// A watcher that hears nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nobody;

impl Watcher for Nobody {
    fn reset(&self, _snapshot: HallSnapshot) {}

    fn changed(&self, _changes: Vec<Change>) {}
}

/// When tickets are offered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Opening {
    /// During the hours that the catalogue posts.
    #[default]
    Posted,
    /// At any time: for demonstrations and tests.
    Always,
}

/// The rules a store decides by.
pub struct Rules {
    /// What is received.
    pub catalogue: Arc<Catalogue>,
    /// Who is next.
    pub queue: QueueRules,
    /// When tickets are offered.
    pub opening: Opening,
    /// The address that citizens' phones open.
    pub public_url: String,
}

/// When an operation is answered.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Promise {
    /// Once it is durable.
    #[default]
    AfterCommit,
    /// Wrongly, before that: a proof shows that it would notice. No configuration leads here.
    BeforeCommit,
}

/// What a store is opened with.
pub struct StoreOptions {
    /// Where its files are.
    pub data_dir: PathBuf,
    /// The rules it decides by.
    pub rules: Rules,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Who hears of changes.
    pub watcher: Arc<dyn Watcher>,
    /// Where database and second journal lie.
    pub disk: Arc<dyn Disk>,
    /// When the database is made durable by itself.
    pub saving: Saving,
    /// When operations are answered.
    #[doc(hidden)]
    pub promise: Promise,
}

impl StoreOptions {
    /// The usual options over a catalogue.
    pub fn new(data_dir: impl Into<PathBuf>, catalogue: Arc<Catalogue>) -> Self {
        Self {
            data_dir: data_dir.into(),
            rules: Rules {
                catalogue,
                queue: QueueRules::default(),
                opening: Opening::default(),
                public_url: "http://localhost".to_owned(),
            },
            clock: Arc::new(SystemClock),
            watcher: Arc::new(Nobody),
            disk: Arc::new(OwnDisk),
            saving: Saving::default(),
            promise: Promise::default(),
        }
    }
}

/// Whether the store accepts anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Health {
    /// It does.
    Open,
    /// The disk is full; it is tried again.
    DiskFull,
    /// The database failed; it is tried again.
    Failed,
}

impl Health {
    fn after(fault: &StoreFault) -> Self {
        match fault {
            StoreFault::DiskFull => Self::DiskFull,
            StoreFault::Database(_)
            | StoreFault::File(_)
            | StoreFault::Row { .. }
            | StoreFault::Seal(_)
            | StoreFault::Newer(_)
            | StoreFault::Copied
            | StoreFault::Panicked => Self::Failed,
        }
    }

    fn refusal(self) -> Refusal {
        match self {
            Self::DiskFull => Refusal::DiskFull,
            Self::Open | Self::Failed => Refusal::StoreStopped,
        }
    }
}

/// The hall's store. Clones share it.
#[derive(Clone)]
pub struct Store {
    shared: Arc<Shared>,
    writer: Arc<Writer>,
}

impl Store {
    /// Opens the store, and makes it at the first start. Blocks.
    pub fn open(options: StoreOptions) -> Result<Self, StoreError> {
        Self::begin(options, None)
    }

    /// Opens a store that was copied from another place: a new epoch of its journal begins, and
    /// no number of this day is given out again. Blocks.
    pub fn put_back(options: StoreOptions, put_back: PutBack) -> Result<Self, StoreError> {
        Self::begin(options, Some(put_back))
    }

    fn begin(options: StoreOptions, put_back: Option<PutBack>) -> Result<Self, StoreError> {
        let shared = Arc::new(Shared::open(options)?);
        let (opened, memory) = shared.begin(false, put_back)?;
        let writer = Writer::start(Arc::clone(&shared), opened, memory);
        let writer = Arc::new(writer.map_err(StoreFault::from)?);
        let store = Self { shared, writer };
        store.sweep_files()?;
        Ok(store)
    }

    /// Lets everything that waits be written, then closes the database. Blocks.
    pub fn close(&self) {
        self.writer.stop();
    }

    /// Follows whether the store accepts anything.
    pub fn health(&self) -> watch::Receiver<Health> {
        self.shared.health.subscribe()
    }

    /// Rings when a submission became due earlier than it was.
    pub fn outbox_changed(&self) -> &Notify {
        &self.shared.outbox_changed
    }

    /// Changes when a slip waits for a printer.
    pub fn prints_changed(&self) -> watch::Receiver<()> {
        self.shared.prints_changed.subscribe()
    }

    /// What the writer counted.
    pub fn figures(&self) -> StoreFigures {
        self.shared.figures.read()
    }

    async fn write<T, F>(&self, decide: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Work<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        self.writer.run(decide).await
    }

    fn read<T>(
        &self,
        look: impl FnOnce(&ReadRows) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.shared.read(look)
    }

    fn secrets(&self) -> &Secrets {
        &self.shared.secrets
    }
}
