//! What happened in a hall, in order, each entry chained to the one before.

mod chain;

use serde::{Deserialize, Serialize};

pub use chain::{ChainError, Link, read_chain};

use crate::allowance::WaiverGround;
use crate::digest::Digest;
use crate::ids::{ActId, OfficerId, ProcedureCode, SubmissionId, TicketId};
use crate::queue::Reason;
use crate::ticket::{Desk, Outcome, Place, TicketClass, TicketNumber};
use crate::time::{ServiceDay, Timestamp};

/// 1 January 2026 in UTC.
const EPOCHS_SINCE: i64 = 1_767_225_600;

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

/// The epoch that follows. It is the minute in which it begins, so that a hall that lost its
/// journal, or was put back twice from the same copy, does not take a number that was used.
pub fn next_epoch(before: u32, now: Timestamp) -> u32 {
    let minutes = (now.timestamp() - EPOCHS_SINCE) / 60;
    u32::try_from(minutes).unwrap_or(0).max(before.saturating_add(1))
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
    /// The hall was put back from a copy of itself; what happened after the copy may be missing.
    PutBack {
        /// When the copy was made, where that is known.
        copied_at: Option<Timestamp>,
        /// The number of each series after which the numbers of this day go on.
        numbers_after: Vec<TicketNumber>,
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
    /// The centre no longer holds what it acknowledged; it is sent again.
    SubmissionOwedAgain {
        /// The submission.
        submission: SubmissionId,
    },
    /// The centre holds a submission as this hall's that this hall does not know.
    SubmissionUnknown {
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
