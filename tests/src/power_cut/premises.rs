//! What every hall of a run shares: catalogue, keys, forms, and a disk on which a day has begun.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use kiosk::clock::Clock;
use kiosk::store::{
    Opening, OutboxItem, Promise, Saving, Session, Store, StoreError, StoreOptions,
};
use shared::bytes::Base64;
use shared::catalogue::Catalogue;
use shared::credential::Token;
use shared::ids::{CounterId, HallId, OfficerId, SeriesCode};
use shared::intake::Enrolment;
use shared::journal::{Link, Position};
use shared::seal::SealingKey;
use shared::signature::Signer;
use shared::submission::{Application, Surface};
use shared::ticket::Desk;
use shared::time::Timestamp;
use tempfile::TempDir;
use uuid::Uuid;

use super::act::Platter;
use super::answer::answer;
use super::clock::StandingClock;
use super::disk::Disk;
use super::ledger::Sealed;
use super::trouble::Plan;
use crate::forms::{self, Papers};
use crate::posted::{self, BIRTH, COPIES};

/// Every few batches, so that the power goes while the database is made durable, and never by the
/// clock of the machine, so that the same seed does the same.
const SAVING: Saving = Saving { rest: Duration::from_secs(3600), bytes: 12 * 1024 };
/// A Monday morning, while the posted hours are open.
const MORNING: &str = "2026-11-23T02:00:00Z";
/// The counter of the hall.
pub const COUNTER: Desk = Desk { counter: CounterId(1), officer: OfficerId(Uuid::from_u128(1)) };
/// The series that it serves.
pub const SERIES: &str = "A";
/// The position before the first entry of a journal.
pub const BEGINNING: Position = Position { epoch: 1, seq: 0 };

/// An application as it comes from a screen.
pub struct Form {
    /// The bytes.
    pub request: Vec<u8>,
    /// What they say.
    pub application: Application,
}

/// What every hall of a run shares.
pub struct Premises {
    /// What is received.
    pub catalogue: Arc<Catalogue>,
    /// What may be handed in.
    pub forms: Vec<Form>,
    /// A disk on which a hall was enrolled and an officer has sat down, after a cut.
    pub dirty: Platter,
    /// The same after a stop in order.
    pub clean: Platter,
    /// The journal of that hall.
    pub links: Vec<Link>,
    /// How much is done to a disk while a store opens on it after a cut.
    pub recovery: u64,
    folder: TempDir,
}

/// An open store, its disk and its clock.
pub struct Opened {
    /// The store.
    pub store: Store,
    /// Its disk.
    pub disk: Disk,
    /// Its clock.
    pub clock: Arc<StandingClock>,
}

impl Premises {
    /// Furnishes them. The keys of the hall are always the same.
    ///
    /// # Panics
    /// When a hall cannot begin on a disk without faults.
    pub fn furnish() -> Self {
        let folder = tempfile::tempdir().expect("there is a place for temporary files");
        for (name, seed) in [("hall.key", 3), ("hall.secret", 5)] {
            fs::write(folder.path().join(name), [seed; 32]).expect("a file can be written");
        }
        let catalogue = posted::read(&posted::folder());
        let mut premises = Self {
            forms: (0..8).map(|n| form(&catalogue, n)).collect(),
            catalogue: Arc::new(catalogue),
            dirty: Platter::default(),
            clean: Platter::default(),
            links: Vec::new(),
            recovery: 0,
            folder,
        };
        premises.begin();
        premises
    }

    fn begin(&mut self) {
        let hall = self.open(Disk::over(Platter::default(), Plan::default()), Promise::AfterCommit);
        let hall = hall.expect("a store opens on an empty disk");
        let enrolled = hall.answer(hall.store.enrol(enrolment()));
        enrolled.expect("a new hall can be enrolled");
        let session = Session {
            officer: COUNTER.officer,
            name: "Reception".to_owned(),
            counter: COUNTER.counter,
            series: vec![SeriesCode::from(SERIES)],
        };
        let token = Token::from_random(&[1; 32]);
        let seated = hall.answer(hall.store.begin_session(session, &token));
        seated.expect("the counter is free");
        self.links = hall.store.journal_after(BEGINNING, usize::MAX).expect("it can be read");
        self.dirty = hall.disk.at_rest();
        hall.store.close();
        self.clean = hall.disk.at_rest();
        let again = Disk::over(self.dirty.clone(), Plan::default());
        let again = self.open(again, Promise::AfterCommit).expect("it opens after a cut");
        self.recovery = again.disk.acts();
        again.drop_dead();
    }

    /// Opens the store that lies on a disk.
    pub fn open(&self, disk: Disk, promise: Promise) -> Result<Opened, StoreError> {
        let clock = Arc::new(StandingClock::at(now()));
        let mut options = StoreOptions::new(self.folder.path(), Arc::clone(&self.catalogue));
        options.rules.opening = Opening::Always;
        options.clock = Arc::<StandingClock>::clone(&clock) as Arc<dyn Clock>;
        options.disk = Arc::new(disk.clone());
        options.promise = promise;
        options.saving = SAVING;
        Ok(Opened { store: Store::open(options)?, disk, clock })
    }
}

impl Opened {
    /// Waits for an answer of the store.
    pub fn answer<T>(&self, future: impl Future<Output = T>) -> T {
        answer(&self.disk, future)
    }

    /// Everything that is owed, with its sealed bytes.
    pub fn sealed(&self) -> Result<Vec<Sealed>, StoreError> {
        let owed = self.store.outbox_due(now() + TimeDelta::days(1), usize::MAX)?;
        let seal = |item: OutboxItem| {
            Ok(Sealed { envelope: self.store.envelope(item.submission)?.into(), item })
        };
        owed.into_iter().map(seal).collect()
    }

    /// Ends the store as a power cut would.
    pub fn drop_dead(self) {
        self.disk.unplug();
        self.store.close();
    }
}

/// The time in the hall.
pub fn now() -> Timestamp {
    MORNING.parse().expect("a constant moment")
}

/// The key that signs what the centre holds.
pub fn centre() -> Signer {
    Signer::from_seed(&[9; 32])
}

fn enrolment() -> Enrolment {
    Enrolment {
        hall: HallId(Uuid::from_u128(1)),
        hall_name: "Hall".to_owned(),
        centre_key: centre().public(),
        sealing_key: Base64(SealingKey::from_seed(&[7; 32]).public()),
        sealing_key_id: "k1".to_owned(),
    }
}

/// A long form or a short one, from the hall or from a phone.
fn form(catalogue: &Catalogue, n: u64) -> Form {
    let code = if n.is_multiple_of(4) { BIRTH } else { COPIES };
    let surface = if n.is_multiple_of(2) { Surface::Kiosk } else { Surface::Portal };
    let application = forms::application(catalogue, code, n, &Papers::OnPaper, surface);
    let request = serde_json::to_vec(&application).expect("an application has no odd keys");
    Form { request, application }
}
