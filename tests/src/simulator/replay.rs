//! The day once more, entry by entry, as anyone could follow it from the journal.

use std::collections::BTreeMap;

use shared::ids::{CounterId, SeriesCode, TicketId};
use shared::journal::{Entry, HallEvent};
use shared::queue::{QueueRules, Reason};
use shared::ticket::{CalledBy, Place, Precedence, TicketClass, TicketNumber};
use shared::time::Timestamp;

/// Where a ticket is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spot {
    Waiting(Place),
    At(CounterId),
    Away,
}

/// A ticket as the journal tells it.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) number: TicketNumber,
    pub(super) class: TicketClass,
    pub(super) spot: Spot,
}

/// The hall at one moment.
#[derive(Default)]
pub(super) struct Replay(BTreeMap<TicketId, Known>);

impl Replay {
    pub(super) fn get(&self, ticket: TicketId) -> Option<&Known> {
        self.0.get(&ticket)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Known> {
        self.0.values()
    }

    /// Takes in the next entry.
    pub(super) fn take(&mut self, entry: &Entry) {
        match &entry.event {
            HallEvent::TicketIssued { ticket, number, class, .. } => {
                let spot = Spot::Waiting(Place::at_issue(&number.series, entry.at));
                let known = Known { number: number.clone(), class: *class, spot };
                self.0.insert(*ticket, known);
            }
            HallEvent::TicketCalled { ticket, desk, .. }
            | HallEvent::TicketServed { ticket, desk, .. }
            | HallEvent::MatterEnded { ticket, desk, .. }
            | HallEvent::TicketMoved { ticket, desk, .. } => {
                self.put(*ticket, Spot::At(desk.counter));
            }
            HallEvent::TicketHeld { ticket, .. } | HallEvent::TicketClosed { ticket, .. } => {
                self.put(*ticket, Spot::Away);
            }
            HallEvent::TicketResumed { ticket, place, .. }
            | HallEvent::TicketTransferred { ticket, place, .. }
            | HallEvent::TicketReturned { ticket, place, .. }
            | HallEvent::TicketReleased { ticket, place, .. } => {
                self.put(*ticket, Spot::Waiting(place.clone()));
            }
            HallEvent::Started { .. }
            | HallEvent::DatabaseSetAside { .. }
            | HallEvent::PutBack { .. }
            | HallEvent::AllowanceWaived { .. }
            | HallEvent::DayEnded { .. }
            | HallEvent::SubmissionKept { .. }
            | HallEvent::SubmissionSettled { .. }
            | HallEvent::SubmissionParked { .. }
            | HallEvent::SubmissionOwedAgain { .. }
            | HallEvent::SubmissionUnknown { .. }
            | HallEvent::OfficerSignedIn { .. }
            | HallEvent::OfficerSignedOut { .. } => {}
        }
    }

    fn put(&mut self, ticket: TicketId, spot: Spot) {
        if let Some(known) = self.0.get_mut(&ticket) {
            known.spot = spot;
        }
    }
}

impl Known {
    /// Its place in the queue of a series, when it waits in one of these.
    pub(super) fn waits_in(&self, series: &[SeriesCode]) -> Option<(&SeriesCode, &Place)> {
        match &self.spot {
            Spot::Waiting(place) => match &place.called_by {
                CalledBy::Series { series: own } if series.contains(own) => Some((own, place)),
                CalledBy::Series { .. } | CalledBy::Counter { .. } => None,
            },
            Spot::At(_) | Spot::Away => None,
        }
    }

    /// From when its wait counts, once it has waited as long as its class may.
    pub(super) fn overdue_since(
        &self,
        place: &Place,
        rules: &QueueRules,
        now: Timestamp,
    ) -> Option<Timestamp> {
        let since = match (self.class, place.precedence) {
            (TicketClass::Appointment { booked_for }, Precedence::InTurn) => {
                let late = chrono::TimeDelta::minutes(rules.appointment_after_minutes.into());
                if now <= booked_for + late {
                    return None;
                }
                place.since.max(booked_for)
            }
            (
                TicketClass::Appointment { .. },
                Precedence::First | Precedence::AfterCalls { .. },
            )
            | (TicketClass::Ordinary | TicketClass::Priority(_), _) => place.since,
        };
        (now - since >= rules.wait_max(self.class)).then_some(since)
    }
}

/// Whether the rules chose freely, so that the order of the queues must show.
pub(super) fn is_by_rule(reason: &Reason) -> bool {
    match reason {
        Reason::OrderOfArrival
        | Reason::PriorityTurn { .. }
        | Reason::OrdinaryTurn { .. }
        | Reason::LongestWait { .. }
        | Reason::Appointment { .. }
        | Reason::EarlyAppointment { .. }
        | Reason::FirstInLine
        | Reason::Returned => true,
        Reason::Reserved | Reason::Picked { .. } => false,
    }
}
