//! The tables of the database, all of bytes to bytes, and how rows are read and written.

use std::cell::{OnceCell, RefCell};
use std::ops::ControlFlow;

use redb::{ReadTransaction, ReadableTable as _, Table, TableDefinition, WriteTransaction};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::StoreFault;
use super::second_journal::Recorder;

type Bytes = &'static [u8];
type Visit<'a> = &'a mut dyn FnMut(&[u8], &[u8]) -> ControlFlow<()>;

macro_rules! rooms {
    ($($(#[$doc:meta])* $name:ident => $table:literal),* $(,)?) => {
        /// A table of the store.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Room {
            $($(#[$doc])* $name,)*
        }

        impl Room {
            pub(super) const ALL: &[Self] = &[$(Self::$name),*];

            /// What it is called on the disk.
            pub(super) fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $table,)*
                }
            }

            fn definition(self) -> TableDefinition<'static, Bytes, Bytes> {
                TableDefinition::new(self.name())
            }
        }
    };
}

rooms! {
    /// Single facts by name.
    Settings => "settings",
    /// Tickets by id.
    Tickets => "tickets",
    /// Ticket ids by day, series and sequence.
    Numbers => "numbers",
    /// Counts of a day.
    Tallies => "tallies",
    /// Answers by act.
    Acts => "acts",
    /// Links of the journal by position.
    Journal => "journal",
    /// Uploaded files by submission and file.
    Uploads => "uploads",
    /// Frozen submissions by id.
    Submissions => "submissions",
    /// Sealed envelopes by submission.
    Envelopes => "envelopes",
    /// Where each submission stands.
    Outbox => "outbox",
    /// Pending submissions by size and next attempt.
    Due => "due",
    /// Parked submissions.
    Parked => "parked",
    /// Settled submissions by the day their bytes may go.
    Purges => "purges",
    /// Submissions by slip code.
    SlipCodes => "slip_codes",
    /// Submissions by the ticket of the same visit.
    Filed => "filed",
    /// Print jobs by id.
    Prints => "prints",
    /// Print jobs that wait, in order.
    PrintQueue => "print_queue",
    /// Officers by sign-in name.
    Officers => "officers",
    /// One-time set-up links by the digest of their token.
    SetUpLinks => "set_up_links",
    /// Sessions by the digest of their token.
    Sessions => "sessions",
    /// Registered screens by id.
    Devices => "devices",
    /// Registered screens by the digest of their key.
    DeviceKeys => "device_keys",
    /// One-time registration links by the digest of their token.
    DeviceLinks => "device_links",
    /// Tickets that a person took on the day, by the day's digest of person and series.
    Persons => "persons",
    /// Tickets by the digest of what their slip carries.
    Followed => "followed",
}

impl Room {
    /// What no day brings again: each file of the second journal begins with these.
    const STANDING: &[Self] = &[
        Self::Settings,
        Self::Tallies,
        Self::Parked,
        Self::Officers,
        Self::SetUpLinks,
        Self::Sessions,
        Self::Devices,
        Self::DeviceKeys,
        Self::DeviceLinks,
    ];

    /// The table of this name on the disk.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|room| room.name() == name)
    }
}

/// Reading rows, inside or outside of a write.
pub(super) trait Rows {
    /// Reads the bytes of a row.
    fn bytes(&self, room: Room, key: &[u8]) -> Result<Option<Vec<u8>>, StoreFault>;

    /// Visits rows from a key on, in order, until told to stop.
    fn visit(&self, room: Room, from: &[u8], visit: Visit<'_>) -> Result<(), StoreFault>;

    /// Reads the last row.
    fn last(&self, room: Room) -> Result<Option<Vec<u8>>, StoreFault>;

    /// Reads a row.
    fn row<T: DeserializeOwned>(&self, room: Room, key: &[u8]) -> Result<Option<T>, StoreFault> {
        self.bytes(room, key)?.map(|bytes| parse(room, &bytes)).transpose()
    }

    /// Whether there is a row.
    fn has(&self, room: Room, key: &[u8]) -> Result<bool, StoreFault> {
        Ok(self.bytes(room, key)?.is_some())
    }

    /// Collects what `pick` makes of the rows that begin with `prefix`, at most `limit` of them.
    fn collect<T>(
        &self,
        room: Room,
        prefix: &[u8],
        limit: usize,
        mut pick: impl FnMut(&[u8], &[u8]) -> Result<T, StoreFault>,
    ) -> Result<Vec<T>, StoreFault> {
        let mut found = Vec::new();
        let mut fault = None;
        self.visit(room, prefix, &mut |key, value| {
            if !key.starts_with(prefix) || found.len() >= limit {
                return ControlFlow::Break(());
            }
            match pick(key, value) {
                Ok(one) => found.push(one),
                Err(error) => {
                    fault = Some(error);
                    return ControlFlow::Break(());
                }
            }
            ControlFlow::Continue(())
        })?;
        fault.map_or(Ok(found), Err)
    }

    /// Collects the keys that begin with `prefix`, at most `limit` of them.
    fn keys(&self, room: Room, prefix: &[u8], limit: usize) -> Result<Vec<Vec<u8>>, StoreFault> {
        self.collect(room, prefix, limit, |key, _| Ok(key.to_vec()))
    }
}

/// Reads a row's JSON.
pub(super) fn parse<T: DeserializeOwned>(room: Room, bytes: &[u8]) -> Result<T, StoreFault> {
    serde_json::from_slice(bytes).map_err(|source| StoreFault::Row { room, source })
}

/// Rows as one read transaction sees them.
pub(super) struct ReadRows(pub(super) ReadTransaction);

impl Rows for ReadRows {
    fn last(&self, room: Room) -> Result<Option<Vec<u8>>, StoreFault> {
        let table = self.0.open_table(room.definition())?;
        Ok(table.last()?.map(|(_, value)| value.value().to_vec()))
    }

    fn bytes(&self, room: Room, key: &[u8]) -> Result<Option<Vec<u8>>, StoreFault> {
        let table = self.0.open_table(room.definition())?;
        Ok(table.get(key)?.map(|value| value.value().to_vec()))
    }

    fn visit(&self, room: Room, from: &[u8], visit: Visit<'_>) -> Result<(), StoreFault> {
        let table = self.0.open_table(room.definition())?;
        for row in table.range::<&[u8]>(from..)? {
            let (key, value) = row?;
            if visit(key.value(), value.value()).is_break() {
                break;
            }
        }
        Ok(())
    }
}

/// Rows inside one write transaction; each table is opened once, when it is first needed.
pub(super) struct WriteRows<'t> {
    transaction: &'t WriteTransaction,
    tables: Vec<OnceCell<RefCell<Table<'t, Bytes, Bytes>>>>,
    /// What happened so far, unless nobody asks for it any more.
    recorder: RefCell<Option<Recorder>>,
}

impl<'t> WriteRows<'t> {
    pub(super) fn new(transaction: &'t WriteTransaction) -> Self {
        Self::with(transaction, Some(Recorder::default()))
    }

    /// Rows whose changes the second journal holds already, or is not to hold.
    pub(super) fn unrecorded(transaction: &'t WriteTransaction) -> Self {
        Self::with(transaction, None)
    }

    fn with(transaction: &'t WriteTransaction, recorder: Option<Recorder>) -> Self {
        let tables = Room::ALL.iter().map(|_| OnceCell::new()).collect();
        Self { transaction, tables, recorder: RefCell::new(recorder) }
    }

    /// What happened to the rows; what happens from now on is not recorded.
    pub(super) fn recorded(&self) -> Recorder {
        self.recorder.take().unwrap_or_default()
    }

    fn record(&self, note: impl FnOnce(&mut Recorder)) {
        if let Some(recorder) = self.recorder.borrow_mut().as_mut() {
            note(recorder);
        }
    }

    /// Records the standing facts as they are, or every row.
    pub(super) fn restate(&self, everything: bool) -> Result<(), StoreFault> {
        let rooms = if everything { Room::ALL } else { Room::STANDING };
        for room in rooms {
            self.visit(*room, &[], &mut |key, value| {
                self.record(|recorder| recorder.put(*room, key, value));
                ControlFlow::Continue(())
            })?;
        }
        Ok(())
    }

    /// Opens every table, so that later readers find them.
    pub(super) fn open_all(&self) -> Result<(), StoreFault> {
        Room::ALL.iter().try_for_each(|room| self.table(*room).map(drop))
    }

    pub(super) fn put_bytes(&self, room: Room, key: &[u8], value: &[u8]) -> Result<(), StoreFault> {
        self.table(room)?.borrow_mut().insert(key, value)?;
        self.record(|recorder| recorder.put(room, key, value));
        Ok(())
    }

    pub(super) fn put<T: Serialize>(
        &self,
        room: Room,
        key: &[u8],
        value: &T,
    ) -> Result<(), StoreFault> {
        let bytes = serde_json::to_vec(value).expect("rows have no map keys that can fail");
        self.put_bytes(room, key, &bytes)
    }

    pub(super) fn remove(&self, room: Room, key: &[u8]) -> Result<(), StoreFault> {
        self.table(room)?.borrow_mut().remove(key)?;
        self.record(|recorder| recorder.removed(room, key));
        Ok(())
    }

    fn table(&self, room: Room) -> Result<&RefCell<Table<'t, Bytes, Bytes>>, StoreFault> {
        let place = &self.tables[room as usize];
        if let Some(table) = place.get() {
            return Ok(table);
        }
        let table = self.transaction.open_table(room.definition())?;
        Ok(place.get_or_init(|| RefCell::new(table)))
    }
}

impl Rows for WriteRows<'_> {
    fn last(&self, room: Room) -> Result<Option<Vec<u8>>, StoreFault> {
        Ok(self.table(room)?.borrow().last()?.map(|(_, value)| value.value().to_vec()))
    }

    fn bytes(&self, room: Room, key: &[u8]) -> Result<Option<Vec<u8>>, StoreFault> {
        Ok(self.table(room)?.borrow().get(key)?.map(|value| value.value().to_vec()))
    }

    fn visit(&self, room: Room, from: &[u8], visit: Visit<'_>) -> Result<(), StoreFault> {
        let table = self.table(room)?.borrow();
        for row in table.range::<&[u8]>(from..)? {
            let (key, value) = row?;
            if visit(key.value(), value.value()).is_break() {
                break;
            }
        }
        Ok(())
    }
}
