//! Why the store does not do what it is asked: the rules say no, or the machine cannot.

use std::io;

use shared::refusal::Refusal;

use super::rooms::Room;

/// Why an operation of the store did not happen.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The rules say no; nothing was stored.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// The machine could not.
    #[error(transparent)]
    Failed(#[from] StoreFault),
}

impl From<Refusal> for StoreError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl StoreError {
    /// The refusal that a caller is told.
    pub fn refusal(&self) -> Refusal {
        match self {
            Self::Refused(refusal) => refusal.clone(),
            Self::Failed(StoreFault::DiskFull) => Refusal::DiskFull,
            Self::Failed(StoreFault::Database(_) | StoreFault::Panicked) => Refusal::StoreStopped,
            Self::Failed(
                StoreFault::File(_)
                | StoreFault::Row { .. }
                | StoreFault::Seal(_)
                | StoreFault::Newer(_)
                | StoreFault::Copied,
            ) => Refusal::Failed,
        }
    }
}

/// What the machine could not do.
#[derive(Debug, thiserror::Error)]
pub enum StoreFault {
    /// No space is left.
    #[error("the disk is full")]
    DiskFull,
    /// The database failed.
    #[error("the database cannot be read or written")]
    Database(#[source] Box<redb::Error>),
    /// A file beside the database failed.
    #[error("a file cannot be read or written")]
    File(#[source] io::Error),
    /// A row holds what this version does not know.
    #[error("a row of {room:?} cannot be read")]
    Row {
        /// Where it is.
        room: Room,
        /// What its reader said.
        #[source]
        source: serde_json::Error,
    },
    /// The pinned sealing key cannot be used.
    #[error("nothing can be sealed")]
    Seal(#[source] shared::seal::SealError),
    /// The hall was written by a newer version.
    #[error(
        "the hall's folder was written by a newer version ({0}); everything that was accepted is \
         in it and nothing was changed. Start the newer version again, or put back a copy that \
         this version made: kiosk restore --from FILE"
    )]
    Newer(String),
    /// The folder is not the one that the hall was made in.
    #[error(
        "this folder is a copy of the hall's folder, and the machine it was copied from may still \
         run under the same key. Nothing was sent and nothing was changed. If the other one is \
         switched off for good, begin here with: kiosk restore --in-place. If not, leave this \
         one off"
    )]
    Copied,
    /// An operation broke an invariant of its own.
    #[error("an operation of the store panicked")]
    Panicked,
}

impl StoreFault {
    /// Whether the file does not hold a whole database: it is to be set aside.
    pub(super) fn is_damage(&self) -> bool {
        let Self::Database(error) = self else { return false };
        match &**error {
            redb::Error::Corrupted(_) => true,
            redb::Error::Io(error) => {
                matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof)
            }
            _ => false,
        }
    }

    /// Whether the database must be opened anew before anything more is promised.
    pub(super) fn stops_the_store(&self) -> bool {
        match self {
            Self::DiskFull | Self::Database(_) | Self::Panicked => true,
            Self::File(_) | Self::Row { .. } | Self::Seal(_) | Self::Newer(_) | Self::Copied => {
                false
            }
        }
    }
}

impl From<io::Error> for StoreFault {
    fn from(error: io::Error) -> Self {
        if is_full(&error) { Self::DiskFull } else { Self::File(error) }
    }
}

impl From<redb::Error> for StoreFault {
    fn from(error: redb::Error) -> Self {
        match error {
            redb::Error::Io(error) if is_full(&error) => Self::DiskFull,
            other => Self::Database(Box::new(other)),
        }
    }
}

macro_rules! from_redb {
    ($($name:ident),*) => {$(
        impl From<redb::$name> for StoreFault {
            fn from(error: redb::$name) -> Self {
                redb::Error::from(error).into()
            }
        }

        impl From<redb::$name> for StoreError {
            fn from(error: redb::$name) -> Self {
                Self::Failed(redb::Error::from(error).into())
            }
        }
    )*};
}

impl From<shared::seal::SealError> for StoreFault {
    fn from(error: shared::seal::SealError) -> Self {
        Self::Seal(error)
    }
}

impl From<redb::SetDurabilityError> for StoreFault {
    fn from(error: redb::SetDurabilityError) -> Self {
        redb::Error::from(error).into()
    }
}

from_redb!(StorageError, TableError, TransactionError, CommitError, DatabaseError);

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}
