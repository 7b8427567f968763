//! The officers of a day as intervals: who sat at which counter from when to when, told by the
//! journal alone.

use crate::ids::OfficerId;
use crate::journal::{Entry, HallEvent};
use crate::ticket::Desk;
use crate::time::Timestamp;

/// An officer at a counter, from sitting down to leaving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duty {
    /// The officer and the counter.
    pub desk: Desk,
    /// When the officer sat down.
    pub from: Timestamp,
    /// When the officer left; not yet when absent.
    pub to: Option<Timestamp>,
    last_act: Timestamp,
}

/// The duties of a stretch of the journal, in the order in which they began.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Duties(Vec<Duty>);

impl Duties {
    /// Folds entries, in their order.
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let mut duties = Self::default();
        entries.into_iter().for_each(|entry| duties.take(entry));
        duties
    }

    /// The duties, in the order in which they began.
    pub fn iter(&self) -> impl Iterator<Item = &Duty> {
        self.0.iter()
    }

    /// Takes in the next entry.
    pub fn take(&mut self, entry: &Entry) {
        let at = entry.at;
        match &entry.event {
            HallEvent::OfficerSignedIn { desk } => self.begins(*desk, at),
            HallEvent::OfficerSignedOut { officer } => self.ends_of(*officer, at),
            HallEvent::DayEnded { .. } => self.end_at_last_acts(),
            HallEvent::AllowanceWaived { desk, .. }
            | HallEvent::TicketCalled { desk, .. }
            | HallEvent::TicketServed { desk, .. }
            | HallEvent::MatterEnded { desk, .. }
            | HallEvent::TicketHeld { desk, .. }
            | HallEvent::TicketTransferred { desk, .. }
            | HallEvent::TicketReturned { desk, .. }
            | HallEvent::TicketMoved { desk, .. }
            | HallEvent::TicketClosed { desk: Some(desk), .. } => self.acts(*desk, at),
            HallEvent::Started { .. }
            | HallEvent::DatabaseSetAside { .. }
            | HallEvent::PutBack { .. }
            | HallEvent::TicketIssued { .. }
            | HallEvent::TicketResumed { .. }
            | HallEvent::TicketReleased { .. }
            | HallEvent::TicketClosed { desk: None, .. }
            | HallEvent::SubmissionKept { .. }
            | HallEvent::SubmissionSettled { .. }
            | HallEvent::SubmissionParked { .. }
            | HallEvent::SubmissionOwedAgain { .. }
            | HallEvent::SubmissionUnknown { .. } => {}
        }
    }

    /// An officer who signs in elsewhere leaves the counter before.
    fn begins(&mut self, desk: Desk, at: Timestamp) {
        self.ends_of(desk.officer, at);
        self.0.push(Duty { desk, from: at, to: None, last_act: at });
    }

    fn ends_of(&mut self, officer: OfficerId, at: Timestamp) {
        for duty in self.open().filter(|duty| duty.desk.officer == officer) {
            duty.to = Some(at);
        }
    }

    /// Nobody sits in the hall until midnight: who forgot to sign out left after the last act.
    fn end_at_last_acts(&mut self) {
        self.open().for_each(|duty| duty.to = Some(duty.last_act));
    }

    fn acts(&mut self, desk: Desk, at: Timestamp) {
        for duty in self.open().filter(|duty| duty.desk == desk) {
            duty.last_act = at;
        }
    }

    fn open(&mut self) -> impl Iterator<Item = &mut Duty> {
        self.0.iter_mut().filter(|duty| duty.to.is_none())
    }
}
