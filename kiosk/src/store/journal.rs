//! The journal: how a link lies in its row, and what the sender and the figures read.

mod day;

use shared::digest::Digest;
use shared::journal::{Link, Position};

use super::error::{StoreError, StoreFault};
use super::rooms::{Room, Rows as _};
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

    /// The last entry and its hash.
    pub fn journal_head(&self) -> (Position, Digest) {
        let head = self.shared.head();
        (head.position, head.hash)
    }
}
