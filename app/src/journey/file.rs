//! A file that goes along with an application, from being chosen to being kept.

use shared::ids::FileId;
use shared::lang::Words;
use shared::submission::{FILE_BYTES_MAX, MediaType};

/// A file of the draft.
#[derive(Debug, Clone, PartialEq)]
pub struct AttachedFile {
    /// The name it travels under.
    pub id: FileId,
    /// The name it had on the device.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// How far it is.
    pub transfer: Transfer,
}

/// How far a file is.
#[derive(Debug, Clone, PartialEq)]
pub enum Transfer {
    /// It waits for its turn.
    Waiting,
    /// It is on its way.
    Sending {
        /// How much has gone.
        percent: u8,
    },
    /// The hall has it.
    Kept,
    /// The hall has it not.
    Failed(FileTrouble),
}

/// Why a file was not taken.
#[derive(Debug, Clone, PartialEq)]
pub enum FileTrouble {
    /// There is nothing in it.
    Empty,
    /// It has more than [`FILE_BYTES_MAX`].
    TooLarge,
    /// It is neither a JPEG nor a PNG picture nor a PDF.
    WrongType,
    /// The application has more than [`shared::submission::FILES_MAX`] files.
    TooMany,
    /// It cannot be read any more.
    Unreadable,
    /// The line was cut; the same file can be sent again.
    Offline,
    /// The hall refused it.
    Refused(Words),
}

/// The first bytes that tell what a file is.
pub const HEAD_BYTES: u32 = 8;

/// Looks at a file before it is sent, so that nobody waits for a refusal.
pub fn examine(bytes: u64, head: &[u8]) -> Result<MediaType, FileTrouble> {
    if bytes == 0 {
        return Err(FileTrouble::Empty);
    }
    if bytes > FILE_BYTES_MAX {
        return Err(FileTrouble::TooLarge);
    }
    MediaType::sniff(head).ok_or(FileTrouble::WrongType)
}

impl FileTrouble {
    /// Whether sending the same file again can help.
    pub fn can_be_retried(&self) -> bool {
        match self {
            Self::Offline | Self::Refused(_) | Self::TooMany => true,
            Self::Empty | Self::TooLarge | Self::WrongType | Self::Unreadable => false,
        }
    }
}
