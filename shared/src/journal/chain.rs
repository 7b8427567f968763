//! The chain: each entry is hashed over the one before, so that nothing is slipped in or left out.

use serde::{Deserialize, Serialize};

use super::Entry;
use crate::digest::Digest;

/// An entry as it is stored and sent: the exact bytes, and the links of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Link {
    /// The exact JSON of the [`Entry`].
    pub body: String,
    /// The hash of the entry before, [`Digest::ZERO`] for the first.
    pub prev_hash: Digest,
    /// SHA-256 over `prev_hash` and `body`.
    pub hash: Digest,
}

/// Why a chain does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// A body is not an entry.
    #[error("entry {index} cannot be read")]
    Unreadable {
        /// Its place in the batch.
        index: usize,
    },
    /// A hash is not that of its bytes, or a link does not meet the one before.
    #[error("entry {index} does not fit the one before")]
    Broken {
        /// Its place in the batch.
        index: usize,
    },
    /// A number is missing or comes twice.
    #[error("entry {index} is out of order")]
    OutOfOrder {
        /// Its place in the batch.
        index: usize,
    },
}

impl ChainError {
    /// The place in the batch of the first entry that does not hold.
    pub fn index(self) -> usize {
        match self {
            Self::Unreadable { index } | Self::Broken { index } | Self::OutOfOrder { index } => {
                index
            }
        }
    }
}

impl Entry {
    /// Links the entry to the one before.
    pub fn chain(&self, prev_hash: Digest) -> Link {
        let body = serde_json::to_string(self).expect("an entry has no map keys that can fail");
        let hash = Digest::of_all(&[&prev_hash.0, body.as_bytes()]);
        Link { body, prev_hash, hash }
    }
}

/// Reads a run of links and checks that hashes and numbers meet.
pub fn read_chain(links: &[Link]) -> Result<Vec<Entry>, ChainError> {
    let mut entries: Vec<Entry> = Vec::with_capacity(links.len());
    for (index, link) in links.iter().enumerate() {
        let hash = Digest::of_all(&[&link.prev_hash.0, link.body.as_bytes()]);
        let meets = index == 0 || links[index - 1].hash == link.prev_hash;
        if hash != link.hash || !meets {
            return Err(ChainError::Broken { index });
        }
        let entry: Entry =
            serde_json::from_str(&link.body).map_err(|_| ChainError::Unreadable { index })?;
        let follows = entries.last().is_none_or(|before: &Entry| {
            before.position.epoch == entry.position.epoch
                && before.position.seq + 1 == entry.position.seq
        });
        if !follows {
            return Err(ChainError::OutOfOrder { index });
        }
        entries.push(entry);
    }
    Ok(entries)
}
