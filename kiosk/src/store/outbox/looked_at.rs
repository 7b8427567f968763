//! Submissions of the outbox looked at one by one, for proofs that compare both ends of the line.

use shared::ids::SubmissionId;
use shared::intake::SignedAcknowledgement;

use super::item::{OutboxItem, item};
use super::row::{OutboxRow, OutboxState};
use crate::store::rooms::{Room, Rows as _};
use crate::store::{Store, StoreError};

impl Store {
    /// A submission that was kept and whose bytes are still here, however it stands.
    #[doc(hidden)]
    pub fn outbox_item(&self, id: SubmissionId) -> Result<Option<OutboxItem>, StoreError> {
        self.read(|rows| Ok(item(rows, id)?))
    }

    /// The centre's word as it is stored; none while a submission is not settled.
    #[doc(hidden)]
    pub fn acknowledgement(
        &self,
        id: SubmissionId,
    ) -> Result<Option<SignedAcknowledgement>, StoreError> {
        self.read(|rows| {
            let row: Option<OutboxRow> = rows.row(Room::Outbox, id.0.as_bytes())?;
            Ok(match row.map(|row| row.state) {
                Some(OutboxState::Settled { acknowledgement, .. }) => Some(acknowledgement),
                Some(OutboxState::Pending { .. } | OutboxState::Parked { .. }) | None => None,
            })
        })
    }
}
