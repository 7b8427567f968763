//! A submission: one application that a citizen handed to a hall, and its way to the centre.

mod arrival;
mod slip_code;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use arrival::{Arrived, CHUNKS_MAX, FileHeld, FileWhole};
pub use slip_code::SlipCode;

use crate::digest::Digest;
use crate::form::Answers;
use crate::ids::{CaseCode, ComponentCode, FileId, HallId, ProcedureCode, SubmissionId, TicketId};
use crate::journal::Position;
use crate::lang::Lang;

/// The largest attached file.
pub const FILE_BYTES_MAX: u64 = 20 * 1024 * 1024;
/// The most files of one submission.
pub const FILES_MAX: usize = 20;
/// The largest application without its files.
pub const APPLICATION_BYTES_MAX: usize = 256 * 1024;
/// The plain bytes of one chunk; the last may be shorter.
pub const CHUNK_BYTES: usize = 512 * 1024;

/// Where an application was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Surface {
    /// At a touchscreen in the hall.
    Kiosk,
    /// On the citizen's own phone or computer.
    Portal,
}

/// What the citizen hands in.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Application {
    /// The procedure.
    pub procedure: ProcedureCode,
    /// The version whose form was filled in.
    pub procedure_version: u32,
    /// The cases that apply.
    #[serde(default)]
    pub cases: Vec<CaseCode>,
    /// Where it was written.
    pub surface: Surface,
    /// The language it was written in.
    pub lang: Lang,
    /// The answers.
    pub answers: Answers,
    /// The papers, one entry for each required component.
    pub papers: Vec<Paper>,
    /// The ticket of the same visit.
    #[serde(default)]
    pub ticket: Option<TicketId>,
    /// The earlier version that this one corrects.
    #[serde(default)]
    pub replaces: Option<SubmissionId>,
}

impl std::fmt::Debug for Application {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Application({}, answers masked)", self.procedure)
    }
}

/// A required paper and how it comes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// The component of the published procedure.
    pub component: ComponentCode,
    /// How it comes.
    pub brought: Brought,
}

/// How a paper comes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum Brought {
    /// The citizen brings it to the counter.
    OnPaper,
    /// It is attached.
    Attached {
        /// Its files, uploaded before.
        files: Vec<FileId>,
    },
}

/// What a file is, told from its first bytes, never from its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum MediaType {
    /// A photograph.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// A picture.
    #[serde(rename = "image/png")]
    Png,
    /// A document.
    #[serde(rename = "application/pdf")]
    Pdf,
}

impl MediaType {
    /// The name in a `Content-Type` header.
    pub fn header(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }

    /// Tells the type from the first bytes.
    pub fn sniff(head: &[u8]) -> Option<Self> {
        const JPEG: &[u8] = &[0xFF, 0xD8, 0xFF];
        const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
        const PDF: &[u8] = b"%PDF-";
        [(JPEG, Self::Jpeg), (PNG, Self::Png), (PDF, Self::Pdf)]
            .into_iter()
            .find_map(|(magic, kind)| head.starts_with(magic).then_some(kind))
    }
}

/// The answer to an uploaded file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileKept {
    /// The file.
    pub file: FileId,
    /// Its length.
    pub bytes: u64,
    /// What it is.
    pub media_type: MediaType,
}

/// What is sealed for the centre: the application and what the hall adds to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SealedApplication {
    /// The application, as the citizen sent it.
    pub application: Application,
    /// The code on the citizen's slip.
    pub slip_code: SlipCode,
    /// What each attached file is.
    pub files: Vec<FileKept>,
}

/// What travels, named piece by piece. Its exact bytes are signed by the hall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Manifest {
    /// The submission.
    pub submission: SubmissionId,
    /// The hall that accepted it.
    pub hall: HallId,
    /// The procedure.
    pub procedure: ProcedureCode,
    /// The version of the procedure.
    pub procedure_version: u32,
    /// The code on the citizen's slip.
    pub slip_code: SlipCode,
    /// Where it was written.
    pub surface: Surface,
    /// When the hall accepted it.
    pub accepted_at: DateTime<Utc>,
    /// The sealing key it is for.
    pub key: String,
    /// The sealed envelope.
    pub envelope: Piece,
    /// The sealed files.
    pub files: Vec<ManifestFile>,
    /// The earlier version that this one corrects.
    pub replaces: Option<SubmissionId>,
}

/// Some sealed bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Piece {
    /// How many.
    pub bytes: u64,
    /// Their digest.
    pub sha256: Digest,
}

/// A sealed file, cut into chunks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ManifestFile {
    /// The file.
    pub file: FileId,
    /// Its chunks, in order.
    pub chunks: Vec<Piece>,
}

/// The hall's answer: the application is kept here and will be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubmissionKept {
    /// The submission.
    pub submission: SubmissionId,
    /// The code on the slip.
    pub slip_code: SlipCode,
    /// The second factor on the slip, asked for when it is followed up.
    pub follow_up_secret: String,
    /// When it was accepted.
    pub accepted_at: DateTime<Utc>,
    /// Where it stands in the hall's journal.
    pub position: Position,
}

/// Where a submission is. The three are never confused on a screen or on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "standing", rename_all = "snake_case")]
pub enum Standing {
    /// Kept in the hall, owed to the centre.
    Pending,
    /// The centre has signed that it holds the bytes.
    Settled {
        /// When the centre received it.
        received_at: DateTime<Utc>,
    },
    /// Set aside for a person of the hall.
    Parked,
    /// An officer accepted it: the dossier has a code and the clock runs.
    Received {
        /// The dossier code.
        dossier_code: String,
    },
}

/// What may be told to whoever holds the slip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubmissionView {
    /// The code on the slip.
    pub slip_code: SlipCode,
    /// The procedure.
    pub procedure: ProcedureCode,
    /// When the hall accepted it.
    pub accepted_at: DateTime<Utc>,
    /// Where it is.
    pub standing: Standing,
}

/// A question after a submission, with what is printed on its slip.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// The code, as typed.
    pub slip_code: String,
    /// The second factor, as typed.
    pub secret: String,
}
