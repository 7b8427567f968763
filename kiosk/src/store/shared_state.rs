//! What the writer and every reader share.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use redb::{Database, ReadableDatabase as _};
use shared::refusal::Refusal;
use shared::time::ServiceDay;
use tokio::sync::{Notify, watch};

use super::disk::Disk;
use super::error::{StoreError, StoreFault};
use super::figures::Figures;
use super::layout;
use super::opened::{Opened, Saving};
use super::parts::Parts;
use super::put_back::PutBack;
use super::queues::Queues;
use super::reserve::Ledger;
use super::rooms::ReadRows;
use super::secrets::Secrets;
use super::uploads::InHand;
use super::vault::Vault;
use super::work::{Head, Memory, News};
use super::{Health, Promise, Rules, StoreOptions, Watcher};
use crate::clock::Clock;

pub(super) struct Shared {
    pub(super) data_dir: PathBuf,
    pub(super) rules: Rules,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) disk: Arc<dyn Disk>,
    pub(super) saving: Saving,
    pub(super) promise: Promise,
    pub(super) secrets: Secrets,
    pub(super) vault: Vault,
    pub(super) in_hand: InHand,
    pub(super) parts: Parts,
    pub(super) ledger: Arc<Ledger>,
    pub(super) figures: Figures,
    pub(super) health: watch::Sender<Health>,
    pub(super) outbox_changed: Notify,
    pub(super) prints_changed: watch::Sender<()>,
    watcher: Arc<dyn Watcher>,
    database: RwLock<Option<Arc<Database>>>,
    queues: RwLock<Queues>,
    head: RwLock<Head>,
}

impl Shared {
    pub(super) fn open(options: StoreOptions) -> Result<Self, StoreFault> {
        let StoreOptions { data_dir, rules, clock, watcher, disk, reserve, saving, promise } =
            options;
        layout::check(&data_dir)?;
        DirBuilder::new().recursive(true).mode(0o700).create(&data_dir)?;
        layout::write(&data_dir)?;
        let today = ServiceDay::of(clock.now());
        Ok(Self {
            secrets: Secrets::open(&data_dir)?,
            ledger: Arc::new(Ledger::new(Arc::clone(&disk), data_dir.clone(), reserve)),
            vault: Vault::open(data_dir.join("files"))?,
            data_dir,
            rules,
            clock,
            disk,
            saving,
            promise,
            watcher,
            in_hand: InHand::default(),
            parts: Parts::default(),
            figures: Figures::default(),
            health: watch::Sender::new(Health::Open),
            outbox_changed: Notify::new(),
            prints_changed: watch::Sender::new(()),
            database: RwLock::new(None),
            queues: RwLock::new(Queues::new(today)),
            head: RwLock::new(Head::BEFORE_ALL),
        })
    }

    /// Opens what the writer writes to and takes it into use: reads the memory back and tells
    /// watchers how the hall is.
    pub(super) fn begin(
        &self,
        is_damaged: bool,
        put_back: Option<PutBack>,
    ) -> Result<(Opened, Memory), StoreFault> {
        let (opened, memory, snapshot) = Opened::open(self, is_damaged, put_back)?;
        *write(&self.queues) = memory.queues.clone();
        *write(&self.head) = memory.head;
        *write(&self.database) = Some(Arc::clone(&opened.database));
        self.watcher.reset(snapshot);
        Ok((opened, memory))
    }

    /// Repeats for readers and watchers what a batch has made durable.
    pub(super) fn publish(&self, memory: &Memory, news: News) {
        *write(&self.head) = memory.head;
        if !news.moves.is_empty() {
            let mut queues = write(&self.queues);
            news.moves.iter().for_each(|one| queues.apply(one));
        }
        if !news.changes.is_empty() {
            self.watcher.changed(news.changes);
        }
        if news.outbox {
            self.outbox_changed.notify_waiters();
            self.outbox_changed.notify_one();
        }
        if news.prints {
            self.prints_changed.send_replace(());
        }
    }

    pub(super) fn read<T>(
        &self,
        look: impl FnOnce(&ReadRows) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let database = read(&self.database).clone();
        let database = database.ok_or_else(|| self.health().refusal())?;
        let rows = ReadRows(database.begin_read()?);
        look(&rows)
    }

    pub(super) fn queues(&self) -> RwLockReadGuard<'_, Queues> {
        read(&self.queues)
    }

    pub(super) fn head(&self) -> Head {
        *read(&self.head)
    }

    pub(super) fn health(&self) -> Health {
        *self.health.borrow()
    }

    pub(super) fn set_health(&self, health: Health) {
        self.health.send_replace(health);
    }

    pub(super) fn close_database(&self) {
        write(&self.database).take();
    }

    /// Refuses while nothing can be stored.
    pub(super) fn is_open(&self) -> Result<(), Refusal> {
        match self.health() {
            Health::Open => Ok(()),
            stopped @ (Health::DiskFull | Health::Failed) => Err(stopped.refusal()),
        }
    }
}

fn read<T>(lock: &RwLock<T>) -> RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(PoisonError::into_inner)
}

fn write<T>(lock: &RwLock<T>) -> std::sync::RwLockWriteGuard<'_, T> {
    lock.write().unwrap_or_else(PoisonError::into_inner)
}
