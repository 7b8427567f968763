//! Where a submission stands, as it is stored.

use serde::{Deserialize, Serialize};
use shared::delivery::ParkReason;
use shared::intake::SignedAcknowledgement;
use shared::submission::Standing;
use shared::time::{ServiceDay, Timestamp};

/// Where a submission stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::store) struct OutboxRow {
    pub(super) state: OutboxState,
    pub(super) is_large: bool,
    pub(super) attempts: u32,
    /// Set once an officer accepted the dossier.
    pub(in crate::store) dossier_code: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub(super) enum OutboxState {
    Pending { next_attempt_at: Timestamp },
    Parked { reason: ParkReason, at: Timestamp },
    Settled { acknowledgement: SignedAcknowledgement, received_at: Timestamp },
}

/// The row of an index entry of what is due.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(in crate::store) struct Due {
    pub(in crate::store) accepted_at: Timestamp,
}

impl OutboxRow {
    /// The day of the centre's own word, once it was given.
    pub(in crate::store) fn acknowledged_on(&self) -> Option<ServiceDay> {
        match &self.state {
            OutboxState::Settled { received_at, .. } => Some(ServiceDay::of(*received_at)),
            OutboxState::Pending { .. } | OutboxState::Parked { .. } => None,
        }
    }

    pub(in crate::store) fn standing(&self) -> Standing {
        if let Some(code) = &self.dossier_code {
            return Standing::Received { dossier_code: code.clone() };
        }
        match &self.state {
            OutboxState::Pending { .. } => Standing::Pending,
            OutboxState::Parked { .. } => Standing::Parked,
            OutboxState::Settled { received_at, .. } => {
                Standing::Settled { received_at: *received_at }
            }
        }
    }
}
