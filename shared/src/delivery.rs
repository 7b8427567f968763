//! What follows an answer. The forwarder decides here and acts elsewhere.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::SubmissionId;
use crate::submission::SlipCode;

/// What the hall heard after a request to the centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// A status, and the seconds of a `Retry-After` header.
    Status(u16, Option<u32>),
    /// A success whose acknowledgement verified.
    Acknowledged,
    /// A success whose body is not the centre's word: a captive portal, a proxy, a wrong key.
    Unverified,
    /// No connection, or no answer in time.
    Silence,
}

/// What the forwarder does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// The step is done; go on with the following one.
    Proceed,
    /// Store the acknowledgement, then purge.
    Settle,
    /// Ask again later, no earlier than this.
    Retry(Option<Duration>),
    /// The centre does not know the submission: begin again with its envelope.
    Rewind,
    /// Set this one aside for a person; the others go on.
    Park(ParkReason),
    /// The centre does not accept this hall: touch nothing, alarm, ask again later.
    StopLane,
}

/// Why a submission waits for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ParkReason {
    /// The centre holds other bytes under the same id.
    OtherBytes,
    /// The centre finds it too large.
    TooLarge,
    /// The centre cannot accept what it says.
    Unacceptable,
    /// The centre refuses it in a way this version does not know.
    Refused,
}

/// Decides what follows.
///
/// Only a person may give up on a submission: there is no limit of attempts and no expiry.
pub fn next_after(heard: Heard) -> Next {
    match heard {
        Heard::Acknowledged => Next::Settle,
        Heard::Unverified | Heard::Silence => Next::Retry(None),
        Heard::Status(status, retry_after) => {
            let later = retry_after.map(|seconds| Duration::from_secs(u64::from(seconds)));
            match status {
                200..=299 => Next::Proceed,
                401 | 403 => Next::StopLane,
                404 => Next::Rewind,
                409 => Next::Park(ParkReason::OtherBytes),
                413 => Next::Park(ParkReason::TooLarge),
                422 => Next::Park(ParkReason::Unacceptable),
                // Redirects come from captive portals; 407 and 511 say so outright.
                0..=199 | 300..=399 | 407 | 408 | 425 | 429 | 500.. => Next::Retry(later),
                400..=499 => Next::Park(ParkReason::Refused),
            }
        }
    }
}

/// The bounds of the pause between attempts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Backoff {
    /// The widest first pause.
    pub first_ms: u64,
    /// The widest pause.
    pub longest_ms: u64,
}

impl Default for Backoff {
    fn default() -> Self {
        Self { first_ms: 2_000, longest_ms: 300_000 }
    }
}

impl Backoff {
    /// A pause with full jitter: `random` spreads it evenly over zero to the doubled bound, so
    /// that halls cut by one fault do not come back together.
    pub fn pause(self, attempts: u32, random: u64) -> Duration {
        let doubled = self.first_ms.saturating_mul(1_u64 << attempts.min(32));
        let bound = doubled.min(self.longest_ms);
        Duration::from_millis(random % bound.saturating_add(1))
    }
}

/// A parked submission as the hall's officers see it: its code, never who it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ParkedItem {
    /// The submission.
    pub submission: SubmissionId,
    /// The code on the citizen's slip.
    pub slip_code: SlipCode,
    /// Why it waits for a person.
    pub reason: ParkReason,
    /// Since when.
    pub at: DateTime<Utc>,
}
