//! The journal as the sender reads it; entries are written by the operations they tell of.

use shared::digest::Digest;
use shared::journal::{Link, Position};

use super::error::StoreError;
use super::rooms::{Room, Rows as _, parse};
use super::{Store, keys};

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
                match parse(Room::Journal, value) {
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
