//! Files that arrive chunk by chunk. What is known of an unfinished one is in memory only, the key
//! of its seal above all: a hall that starts again forgets it, and sweeps what lies on the disk.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::TimeDelta;
use shared::ids::{FileId, SubmissionId};
use shared::refusal::Refusal;
use shared::submission::{Arrived, FILES_MAX, MediaType, Piece};
use shared::time::Timestamp;

use crate::sealing::FileSeal;

/// The most files of a hall that are unfinished.
const PARTS_MAX: usize = 1_000;
/// The most bytes of them.
const PARTS_BYTES_MAX: u64 = 4 * 1024 * 1024 * 1024;

pub(super) type FileName = (SubmissionId, FileId);

/// Every unfinished file.
#[derive(Default)]
pub(super) struct Parts(Mutex<HashMap<FileName, Part>>);

/// One unfinished file.
struct Part {
    seal: Arc<FileSeal>,
    media_type: Option<MediaType>,
    last_at: Timestamp,
    chunks: BTreeMap<u32, Chunk>,
}

/// A chunk that was promised its place; durable once its sealed piece is known.
struct Chunk {
    arrived: Arrived,
    sealed: Option<Piece>,
}

/// What is to be done with a chunk.
pub(super) enum Bound {
    /// Nothing: it is durable.
    Known,
    /// It is to be sealed; the first of its file makes the folder.
    Seal { seal: Arc<FileSeal>, is_first: bool },
}

/// All chunks of a file, in order.
pub(super) struct Gathered {
    pub(super) arrived: BTreeMap<u32, Arrived>,
    pub(super) sealed: Vec<Piece>,
    pub(super) media_type: Option<MediaType>,
}

impl Parts {
    /// Binds a chunk to its place, so that no other bytes are ever sealed for it.
    pub(super) fn bind(
        &self,
        name: FileName,
        n: u32,
        arrived: Arrived,
        now: Timestamp,
        new: impl FnOnce() -> FileSeal,
    ) -> Result<Bound, Refusal> {
        let mut parts = self.lock();
        let is_first = !parts.contains_key(&name);
        if is_first {
            has_room(&parts, name.0)?;
        }
        let held: u64 = parts.values().map(Part::bytes).sum();
        if held + arrived.bytes > PARTS_BYTES_MAX {
            return Err(Refusal::Busy);
        }
        let part = parts.entry(name).or_insert_with(|| Part {
            seal: Arc::new(new()),
            media_type: None,
            last_at: now,
            chunks: BTreeMap::new(),
        });
        part.last_at = now;
        let chunk = part.chunks.entry(n).or_insert(Chunk { arrived, sealed: None });
        match chunk.sealed {
            _ if chunk.arrived != arrived => Err(Refusal::OtherBytes),
            Some(_) => Ok(Bound::Known),
            None => Ok(Bound::Seal { seal: Arc::clone(&part.seal), is_first }),
        }
    }

    /// Notes that a chunk is durable.
    pub(super) fn sealed(
        &self,
        name: FileName,
        n: u32,
        piece: Piece,
        media_type: Option<MediaType>,
    ) {
        if let Some(part) = self.lock().get_mut(&name) {
            part.media_type = part.media_type.or(media_type);
            if let Some(chunk) = part.chunks.get_mut(&n) {
                chunk.sealed = Some(piece);
            }
        }
    }

    /// The chunks of a file that are durable.
    pub(super) fn held(&self, name: FileName) -> Vec<u32> {
        let parts = self.lock();
        let durable = |part: &Part| part.durable().map(|(n, _, _)| n).collect();
        parts.get(&name).map(durable).unwrap_or_default()
    }

    /// Gathers what is durable of a file.
    pub(super) fn gather(&self, name: FileName) -> Gathered {
        let parts = self.lock();
        let mut gathered =
            Gathered { arrived: BTreeMap::new(), sealed: Vec::new(), media_type: None };
        if let Some(part) = parts.get(&name) {
            gathered.media_type = part.media_type;
            for (n, arrived, piece) in part.durable() {
                gathered.arrived.insert(n, arrived);
                gathered.sealed.push(piece);
            }
        }
        gathered
    }

    /// Forgets a file; whether it was known.
    pub(super) fn forget(&self, name: FileName) -> bool {
        self.lock().remove(&name).is_some()
    }

    /// The files of which nothing arrived since.
    pub(super) fn abandoned(&self, now: Timestamp, after: TimeDelta) -> Vec<FileName> {
        let parts = self.lock();
        let is_old = |part: &Part| part.last_at < now - after;
        parts.iter().filter(|(_, part)| is_old(part)).map(|(name, _)| *name).collect()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<FileName, Part>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Part {
    fn bytes(&self) -> u64 {
        self.chunks.values().map(|chunk| chunk.arrived.bytes).sum()
    }

    fn durable(&self) -> impl Iterator<Item = (u32, Arrived, Piece)> {
        self.chunks.iter().filter_map(|(n, chunk)| Some((*n, chunk.arrived, chunk.sealed?)))
    }
}

fn has_room(parts: &HashMap<FileName, Part>, submission: SubmissionId) -> Result<(), Refusal> {
    if parts.len() >= PARTS_MAX {
        return Err(Refusal::Busy);
    }
    if parts.keys().filter(|name| name.0 == submission).count() >= FILES_MAX {
        return Err(Refusal::TooManyFiles {
            files_max: u32::try_from(FILES_MAX).unwrap_or(u32::MAX),
        });
    }
    Ok(())
}
