//! The journal: how a link lies in its row, and what the sender and the figures read.

mod day;

use shared::digest::Digest;
use shared::journal::{Link, Position};

use super::error::{StoreError, StoreFault};
use super::rooms::{Room, Rows};
use super::{Store, keys};

pub use day::JournalDay;

/// The bytes of a hash.
const HASH: usize = 32;

/// Lays a link out: both hashes, then the body as it was hashed.
pub(super) fn to_row(link: &Link) -> Vec<u8> {
    [&link.prev_hash.0, &link.hash.0, link.body.as_bytes()].concat()
}

/// Reads a link that [`to_row`] laid out.
pub(super) fn from_row(row: &[u8]) -> Result<Link, StoreFault> {
    let hashes = row.split_first_chunk::<HASH>();
    let hashes = hashes.and_then(|(prev, rest)| Some((prev, rest.split_first_chunk::<HASH>()?)));
    let link = hashes.and_then(|(prev, (hash, body))| {
        let body = std::str::from_utf8(body).ok()?.to_owned();
        Some(Link { body, prev_hash: Digest(*prev), hash: Digest(*hash) })
    });
    link.ok_or_else(|| {
        let source = serde::de::Error::custom("not a link of the journal");
        StoreFault::Row { room: Room::Journal, source }
    })
}

/// The first epoch that there are entries of.
pub(super) fn first_epoch(rows: &impl Rows) -> Result<u32, StoreFault> {
    let first = first_at(rows, Position { epoch: 0, seq: 0 })?;
    Ok(first.map_or(1, |position| position.epoch))
}

/// The first entry at a position or after it.
pub(super) fn first_at(rows: &impl Rows, at: Position) -> Result<Option<Position>, StoreFault> {
    let mut found = None;
    rows.visit(Room::Journal, &keys::position(at), &mut |key, _| {
        found = keys::read_position(key);
        std::ops::ControlFlow::Break(())
    })?;
    Ok(found)
}

/// The last entry of an epoch, found by halving; 0 where it has none.
pub(super) fn end_of(rows: &impl Rows, epoch: u32) -> Result<u64, StoreFault> {
    let has = |seq: u64| -> Result<bool, StoreFault> {
        let found = first_at(rows, Position { epoch, seq })?;
        Ok(found.is_some_and(|position| position.epoch == epoch))
    };
    let (mut low, mut high) = (0, 1);
    while has(high)? {
        (low, high) = (high, high * 2);
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if has(middle)? { low = middle } else { high = middle }
    }
    Ok(low)
}

impl Store {
    /// The links after a position in its epoch, in order.
    pub fn journal_after(&self, after: Position, limit: usize) -> Result<Vec<Link>, StoreError> {
        let first = Position { seq: after.seq + 1, ..after };
        let epoch = after.epoch.to_be_bytes();
        self.read(|rows| {
            let mut links = Vec::new();
            let mut fault = None;
            rows.visit(Room::Journal, &keys::position(first), &mut |key, value| {
                if !key.starts_with(&epoch) || links.len() == limit {
                    return std::ops::ControlFlow::Break(());
                }
                match from_row(value) {
                    Ok(link) => links.push(link),
                    Err(error) => {
                        fault = Some(error);
                        return std::ops::ControlFlow::Break(());
                    }
                }
                std::ops::ControlFlow::Continue(())
            })?;
            fault.map_or(Ok(links), |fault| Err(fault.into()))
        })
    }

    /// The epoch that follows this one, where there is one.
    pub fn epoch_after(&self, epoch: u32) -> Result<Option<u32>, StoreError> {
        let next = Position { epoch: epoch.saturating_add(1), seq: 0 };
        self.read(|rows| Ok(first_at(rows, next)?.map(|position| position.epoch)))
    }

    /// The last entry and its hash.
    pub fn journal_head(&self) -> (Position, Digest) {
        let head = self.shared.head();
        (head.position, head.hash)
    }
}
