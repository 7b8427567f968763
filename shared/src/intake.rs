//! What a hall and the centre say to each other. Every step is a PUT that the hall names, so that
//! a lost answer is mended by asking again.
//!
//! | step | request | answer |
//! |---|---|---|
//! | probe | `HEAD /intake/v1` with [`NONCE_HEADER`] | 204, the nonce comes back |
//! | enrol | `POST /intake/v1/enrolments` [`EnrolmentRequest`] | [`Enrolment`] |
//! | envelope | `PUT /intake/v1/submissions/{id}` [`EnvelopeRequest`] | [`EnvelopeHeld`] |
//! | need list | `GET /intake/v1/submissions/{id}/missing` | [`Missing`] |
//! | chunk | `PUT /intake/v1/submissions/{id}/files/{file}/{n}` sealed bytes | 204 |
//! | commit | `PUT /intake/v1/submissions/{id}/commit` | [`SignedAcknowledgement`] |
//! | journal | `PUT /intake/v1/journal/{epoch}/{first_seq}` [`JournalBatch`] | [`JournalHeld`] |
//! | heartbeat | `PUT /intake/v1/heartbeat` [`Heartbeat`] | [`HeartbeatHeard`] |
//! | belief | `PUT /intake/v1/belief` [`Belief`] | [`Compared`] |
//! | page of a day | `PUT /intake/v1/belief/{day}` [`DayPage`] | [`PageDiffers`] |
//! | feed | `GET /feed/v1?after=n` | [`Feed`] |
//!
//! All but the probe and the enrolment are signed by the hall (`request_signature`). The centre is
//! brought to a new version before its halls.
//!
//! [`Belief`]: crate::reconciliation::Belief
//! [`Compared`]: crate::reconciliation::Compared
//! [`DayPage`]: crate::reconciliation::DayPage
//! [`PageDiffers`]: crate::reconciliation::PageDiffers

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::bytes::Base64;
use crate::digest::Digest;
use crate::ids::{FileId, HallId, SubmissionId};
use crate::journal::{Link, Position};

/// The header a probe sends and must get back: a captive portal does not know to answer it.
pub const NONCE_HEADER: &str = "mot-cua-nonce";
/// The most journal entries of one batch.
pub const JOURNAL_BATCH_MAX: usize = 500;

/// A hall asks to be known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EnrolmentRequest {
    /// The one-time code that the centre gave out.
    pub code: String,
    /// The hall's Ed25519 public key; the private one never leaves the hall.
    pub hall_key: Base64,
}

/// What a hall pins when it is enrolled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Enrolment {
    /// The hall's identity.
    pub hall: HallId,
    /// The name it was given.
    pub hall_name: String,
    /// The centre's Ed25519 public key, which signs acknowledgements.
    pub centre_key: Base64,
    /// The centre's X25519 public key, which envelopes are sealed to.
    pub sealing_key: Base64,
    /// The name of the sealing key.
    pub sealing_key_id: String,
}

/// The envelope and everything that names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EnvelopeRequest {
    /// The exact JSON of the [`crate::submission::Manifest`].
    pub manifest: String,
    /// The hall's signature over the manifest's bytes.
    pub signature: Base64,
    /// Where its acceptance stands in the hall's journal.
    pub position: Position,
    /// The hash of the journal entry before.
    pub prev_hash: Digest,
    /// The sealed envelope.
    pub envelope: Base64,
    /// Whether it is to be committed at once, where nothing is missing.
    #[serde(default)]
    pub commits: bool,
}

/// The centre holds an envelope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnvelopeHeld {
    /// The chunks that it does not hold yet.
    pub chunks: Vec<MissingChunk>,
    /// Its word, where it was to commit at once and nothing is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledgement: Option<SignedAcknowledgement>,
}

/// The chunks the centre does not hold yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Missing {
    /// Named by file and place.
    pub chunks: Vec<MissingChunk>,
}

/// One chunk the centre does not hold yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MissingChunk {
    /// The file.
    pub file: FileId,
    /// The place, from 0.
    pub n: u32,
}

/// The centre's word that it holds the bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Acknowledgement {
    /// The submission.
    pub submission: SubmissionId,
    /// The digest of its manifest.
    pub manifest: Digest,
    /// When the centre held all of it.
    pub received_at: DateTime<Utc>,
}

/// The acknowledgement as it is signed, stored and sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedAcknowledgement {
    /// The exact JSON of the [`Acknowledgement`].
    pub body: String,
    /// The centre's Ed25519 signature over the body's bytes.
    pub signature: Base64,
}

/// A run of journal entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct JournalBatch {
    /// The entries, in order, without a gap.
    pub links: Vec<Link>,
    /// The hall's signature over the last hash.
    pub signature: Base64,
}

/// How far the centre holds a hall's journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JournalHeld {
    /// Every entry of the epoch up to this one is held.
    pub up_to: u64,
}

/// A hall says how it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Heartbeat {
    /// Its own name, so that the next answer shows whether the centre remembers it.
    #[serde(default)]
    pub beat: Uuid,
    /// The hall's clock.
    pub at: DateTime<Utc>,
    /// The last entry of its journal.
    pub head: Position,
    /// The hash of that entry.
    pub head_hash: Digest,
    /// Submissions owed to the centre.
    pub pending: u64,
    /// Submissions set aside for a person.
    pub parked: u64,
    /// When the oldest pending one was accepted.
    pub oldest_pending_at: Option<DateTime<Utc>>,
    /// Free bytes on the hall's disk.
    pub disk_free_bytes: u64,
    /// Whether the printer has answered.
    pub printer_ready: bool,
    /// Screens that follow the hall's stream.
    pub streams: u32,
    /// The node's version.
    pub version: String,
}

/// The centre has heard a heartbeat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeartbeatHeard {
    /// The one it heard before; none is a centre that never heard this hall.
    pub before: Option<Uuid>,
}

/// What the centre tells a hall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Feed {
    /// The news after the number that was asked for, oldest first.
    pub items: Vec<FeedItem>,
    /// Whether there is more to ask for.
    pub has_more: bool,
}

/// One numbered piece of news.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeedItem {
    /// Its number, rising for each hall.
    pub number: u64,
    /// What it says.
    pub news: News,
}

/// What a feed can say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum News {
    /// A dossier that began in this hall changed its state.
    DossierMoved {
        /// The submission it began as.
        submission: SubmissionId,
        /// The state, as the National portal numbers it.
        state: crate::dossier::DossierState,
        /// The dossier code, once an officer accepted it.
        dossier_code: Option<String>,
    },
    /// A newer catalogue was published.
    CatalogueVersion {
        /// Its version.
        version: String,
    },
}
