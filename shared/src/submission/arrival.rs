//! A file that arrives chunk by chunk: what is held of it, and whether it is whole.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{CHUNK_BYTES, FILE_BYTES_MAX, FileKept};
use crate::digest::Digest;
use crate::refusal::Refusal;

/// The most chunks of a file.
pub const CHUNKS_MAX: u32 = 40;

/// What the sender says of a file all of whose chunks were sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FileWhole {
    /// Its length.
    pub bytes: u64,
    /// How many chunks it was cut into; each but the last has 512 KiB.
    pub chunks: u32,
    /// The SHA-256 of the SHA-256 digests of its chunks, in order, 32 bytes each.
    pub sha256: Digest,
}

/// What the hall holds of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileHeld {
    /// The file, if it is whole and kept.
    pub kept: Option<FileKept>,
    /// The chunks that arrived while it is not.
    pub chunks: Vec<u32>,
}

/// A chunk that arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrived {
    /// Its length.
    pub bytes: u64,
    /// The digest of what was sent.
    pub sha256: Digest,
}

impl FileWhole {
    /// Says what was cut into these chunks.
    pub fn of(chunks: &[Arrived]) -> Self {
        let digests: Vec<&[u8]> = chunks.iter().map(|chunk| &chunk.sha256.0[..]).collect();
        Self {
            bytes: chunks.iter().map(|chunk| chunk.bytes).sum(),
            chunks: u32::try_from(chunks.len()).unwrap_or(u32::MAX),
            sha256: Digest::of_all(&digests),
        }
    }

    /// Says it of a file that is at hand.
    pub fn of_bytes(plain: &[u8]) -> Self {
        let arrived =
            |chunk: &[u8]| Arrived { bytes: chunk.len() as u64, sha256: Digest::of(chunk) };
        Self::of(&plain.chunks(CHUNK_BYTES).map(arrived).collect::<Vec<_>>())
    }

    /// Checks it against what arrived; the chunks that are missing are named.
    pub fn check(&self, arrived: &BTreeMap<u32, Arrived>) -> Result<(), Refusal> {
        if self.bytes > FILE_BYTES_MAX || self.chunks > CHUNKS_MAX {
            return Err(Refusal::TooLarge { bytes_max: FILE_BYTES_MAX });
        }
        let chunks: Vec<u32> = (0..self.chunks).filter(|n| !arrived.contains_key(n)).collect();
        if !chunks.is_empty() {
            return Err(Refusal::ChunksMissing { chunks });
        }
        let all: Vec<Arrived> = arrived.values().copied().collect();
        let is_cut_even = all
            .split_last()
            .is_some_and(|(_, full)| full.iter().all(|chunk| chunk.bytes == CHUNK_BYTES as u64));
        if is_cut_even && Self::of(&all) == *self { Ok(()) } else { Err(Refusal::WrongDigest) }
    }
}
