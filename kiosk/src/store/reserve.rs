//! Keeps the reserve: looks at the disk, and counts what is granted until it is written.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use shared::hall::Offer;
use shared::refusal::Refusal;
use shared::reserve::{Admits, Asked, Reserve, Space};

use super::Store;
use super::disk::Disk;

/// How full the disk is, for a person who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct DiskView {
    /// All its bytes.
    pub total_bytes: u64,
    /// Those that may still be written.
    pub free_bytes: u64,
    /// Those of them that were granted and are not written yet.
    pub promised_bytes: u64,
    /// Those that are kept free.
    pub reserve_bytes: u64,
    /// What is taken in.
    pub admits: Admits,
}

/// Who grants room on the disk.
pub(super) struct Ledger {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    reserve: Reserve,
    book: Mutex<Book>,
}

#[derive(Default)]
struct Book {
    promised_bytes: u64,
    admits: Admits,
}

/// Granted room; given back once it was written, or will not be.
pub(super) struct Grant {
    ledger: Arc<Ledger>,
    bytes: u64,
}

impl Ledger {
    pub(super) fn new(disk: Arc<dyn Disk>, folder: PathBuf, reserve: Reserve) -> Self {
        Self { disk, folder, reserve, book: Mutex::default() }
    }

    /// Looks at the disk.
    pub(super) fn look(&self) -> DiskView {
        self.look_under(&mut self.book())
    }

    /// Whether this is taken in, however little it is.
    pub(super) fn admits(&self, asked: Asked) -> bool {
        asked.is_admitted(self.look().admits)
    }

    /// Grants room for bytes that will be written at once.
    pub(super) fn grant(self: &Arc<Self>, asked: Asked, bytes: u64) -> Result<Grant, Refusal> {
        let mut book = self.book();
        let view = self.look_under(&mut book);
        if !asked.is_admitted(view.admits) || !self.reserve.has_room(view.space(), asked, bytes) {
            return Err(refusal(asked));
        }
        book.promised_bytes += bytes;
        Ok(Grant { ledger: Arc::clone(self), bytes })
    }

    /// The lock is held while the disk is asked: what was written and given back in between would
    /// be counted neither as free nor as promised.
    fn look_under(&self, book: &mut Book) -> DiskView {
        let told = self.disk.space(&self.folder).inspect_err(|error| {
            tracing::warn!(%error, "the disk does not tell how full it is");
        });
        let (total_bytes, free_bytes) = told.unwrap_or_default();
        let promised_bytes = book.promised_bytes;
        let space = Space { total_bytes, free_bytes, promised_bytes };
        let reserve_bytes = self.reserve.bytes(total_bytes);
        let admits = self.reserve.admits(space, book.admits);
        if admits != book.admits {
            let before = book.admits;
            tracing::warn!(?admits, ?before, free_bytes, reserve_bytes, "the reserve was reached");
            book.admits = admits;
        }
        DiskView { total_bytes, free_bytes, promised_bytes, reserve_bytes, admits }
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl DiskView {
    fn space(&self) -> Space {
        Space {
            total_bytes: self.total_bytes,
            free_bytes: self.free_bytes,
            promised_bytes: self.promised_bytes,
        }
    }
}

impl Drop for Grant {
    fn drop(&mut self) {
        self.ledger.book().promised_bytes -= self.bytes;
    }
}

impl Store {
    /// How full the disk is.
    pub fn disk(&self) -> DiskView {
        self.shared.ledger.look()
    }
}

fn refusal(asked: Asked) -> Refusal {
    match asked {
        Asked::File => Refusal::NoRoomForFiles,
        Asked::Application => Refusal::NotOffered { offer: Offer::NoRoom },
        Asked::Ticket => Refusal::DiskFull,
    }
}
