//! What happened in a hall, in order, each entry chained to the one before.

use serde::{Deserialize, Serialize};

use crate::allowance::WaiverGround;
use crate::digest::Digest;
use crate::ids::{ActId, OfficerId, ProcedureCode, SubmissionId, TicketId};
use crate::queue::Reason;
use crate::ticket::{Desk, Outcome, Place, TicketClass, TicketNumber};
use crate::time::{ServiceDay, Timestamp};

/// Where an entry stands: gap-free from 1 within an epoch. A new epoch begins only where entries
/// of the one before may be lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Position {
    /// The life of the store.
    pub epoch: u32,
    /// The place in it, from 1.
    pub seq: u64,
}

/// One thing that happened. Carries identifiers, never names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Where it stands.
    pub position: Position,
    /// When it happened, by the hall's clock.
    pub at: Timestamp,
    /// What happened.
    pub event: HallEvent,
}

/// What can happen in a hall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum HallEvent {
    /// The node started.
    Started {
        /// Its version.
        version: String,
    },
    /// The database was damaged; it was set aside and made anew from the second journal.
    DatabaseSetAside {
        /// Whether everything was there.
        is_whole: bool,
    },
    /// A citizen took a place.
    TicketIssued {
        /// The ticket.
        ticket: TicketId,
        /// Its number.
        number: TicketNumber,
        /// Its class.
        class: TicketClass,
        /// What the citizen came for.
        procedure: ProcedureCode,
        /// Its day.
        service_day: ServiceDay,
    },
    /// An officer gave the ticket out, beyond what the person may take.
    AllowanceWaived {
        /// The ticket.
        ticket: TicketId,
        /// Its number.
        number: TicketNumber,
        /// The desk.
        desk: Desk,
        /// Why.
        ground: WaiverGround,
    },
    /// A ticket was called, for the `calls`-th time.
    TicketCalled {
        /// The ticket.
        ticket: TicketId,
        /// Its number.
        number: TicketNumber,
        /// The desk.
        desk: Desk,
        /// How often, this call included.
        calls: u8,
        /// The rule that chose it.
        reason: Reason,
        /// The press that asked for it.
        act: ActId,
    },
    /// The citizen came forward.
    TicketServed {
        /// The ticket.
        ticket: TicketId,
        /// Its number.
        number: TicketNumber,
        /// The desk.
        desk: Desk,
    },
    /// A matter ended and the same citizen went on with another.
    MatterEnded {
        /// The ticket.
        ticket: TicketId,
        /// Its number.
        number: TicketNumber,
        /// The desk.
        desk: Desk,
        /// The matter that begins.
        next: ProcedureCode,
    },
    /// A ticket was put aside.
    TicketHeld {
        /// The ticket.
        ticket: TicketId,
        /// Its number.
        number: TicketNumber,
        /// The desk.
        desk: Desk,
        /// When it goes back by itself.
        until: Timestamp,
    },
    /// A held ticket waits again.
    TicketResumed {
        /// The ticket.
        ticket: TicketId,
        /// Its number.
        number: TicketNumber,
        /// Where it stands.
        place: Place,
    },
    /// A ticket was handed over.
    TicketTransferred {
        /// The ticket.
        ticket: TicketId,
        /// Its number.
        number: TicketNumber,
        /// The desk it left.
        desk: Desk,
        /// Where it stands.
        place: Place,
    },
    /// A citizen whose ticket had ended is back: a no-show, or one who returns to the officer.
    TicketReturned {
        /// The ticket.
        ticket: TicketId,
        /// Its number.
        number: TicketNumber,
        /// The desk that saw the citizen.
        desk: Desk,
        /// Where it stands.
        place: Place,
    },
    /// An officer moved to another counter and took the ticket at hand along.
    TicketMoved {
        /// The ticket.
        ticket: TicketId,
        /// Its number.
        number: TicketNumber,
        /// Where it is from then on.
        desk: Desk,
    },
    /// A ticket was reserved for a counter too long and waits in its series.
    TicketReleased {
        /// The ticket.
        ticket: TicketId,
        /// Its number.
        number: TicketNumber,
        /// Where it stands.
        place: Place,
    },
    /// A ticket ended.
    TicketClosed {
        /// The ticket.
        ticket: TicketId,
        /// Its number.
        number: TicketNumber,
        /// How.
        outcome: Outcome,
        /// Where; nowhere when the day ended it.
        desk: Option<Desk>,
    },
    /// A service day ended; every ticket that was open then was closed before this.
    DayEnded {
        /// The day.
        service_day: ServiceDay,
    },
    /// An application was accepted for forwarding.
    SubmissionKept {
        /// The submission.
        submission: SubmissionId,
        /// The digest of its manifest.
        manifest: Digest,
    },
    /// The centre's signed word arrived.
    SubmissionSettled {
        /// The submission.
        submission: SubmissionId,
    },
    /// A submission was set aside for a person.
    SubmissionParked {
        /// The submission.
        submission: SubmissionId,
    },
    /// An officer sat down at a counter.
    OfficerSignedIn {
        /// The desk.
        desk: Desk,
    },
    /// An officer left.
    OfficerSignedOut {
        /// The officer.
        officer: OfficerId,
    },
}

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
