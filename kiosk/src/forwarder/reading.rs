//! What the lane reads from the store: what is due, and the bytes that a request carries.

use shared::bytes::Base64;
use shared::delivery::Backoff;
use shared::digest::Digest;
use shared::ids::FileId;
use shared::intake::{EnvelopeRequest, MissingChunk};
use shared::submission::Piece;
use shared::time::Timestamp;

use super::tracks::horizon;
use super::trip::Act;
use crate::store::{OutboxItem, Store, StoreError};

/// Why there is nothing to send.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// The store does not give it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A sealed chunk on the disk is not the one that the manifest names.
    #[error("the sealed chunk {n} of file {file} on the disk is damaged")]
    Damaged {
        /// The file.
        file: FileId,
        /// Its place.
        n: u32,
    },
}

/// Reads what is due; nothing where the store does not tell.
pub fn due(store: &Store, backoff: Backoff, at_most: usize, now: Timestamp) -> Vec<OutboxItem> {
    let next_due = store.next_due_at().ok().flatten();
    store.outbox_due(horizon(next_due, backoff, now), at_most).unwrap_or_else(|error| {
        tracing::error!(%error, "the store does not tell what is due");
        Vec::new()
    })
}

/// Reads the envelope of a submission, and signs its manifest.
pub fn envelope(store: &Store, item: &OutboxItem) -> Result<EnvelopeRequest, Unreadable> {
    Ok(EnvelopeRequest {
        manifest: item.manifest.clone(),
        signature: store.hall_signer().sign(item.manifest.as_bytes()),
        position: item.position,
        prev_hash: item.prev_hash,
        envelope: Base64(store.envelope(item.submission)?),
        commits: item.files.is_empty(),
    })
}

/// Reads a sealed chunk and compares it with what the manifest names. Blocks.
pub fn chunk(store: &Store, item: &OutboxItem, place: MissingChunk) -> Result<Vec<u8>, Unreadable> {
    let MissingChunk { file, n } = place;
    let sealed = store.chunk(item.submission, file, n)?;
    let is_whole = piece_of(item, place).is_some_and(|piece| piece.sha256 == Digest::of(&sealed));
    if is_whole { Ok(sealed) } else { Err(Unreadable::Damaged { file, n }) }
}

/// What the manifest says of a chunk; none if it names no such chunk.
pub(super) fn piece_of(item: &OutboxItem, place: MissingChunk) -> Option<&Piece> {
    let file = item.files.iter().find(|file| file.file == place.file)?;
    file.chunks.get(place.n as usize)
}

/// The bytes of all its sealed files.
pub fn file_bytes(item: &OutboxItem) -> u64 {
    item.files.iter().flat_map(|file| &file.chunks).map(|chunk| chunk.bytes).sum()
}

/// Writes what is to be written after a try.
pub async fn write_down(store: &Store, item: &OutboxItem, act: Act) -> Result<(), StoreError> {
    match act {
        Act::Settle(signed) => store.settle(item.submission, signed).await,
        Act::Park(reason) => store.park(item.submission, reason).await,
        Act::PutOff { at, attempts } => store.retry_at(item.submission, at, attempts).await,
        Act::Nothing => Ok(()),
    }
}
