//! Where a ticket is: what the memory keeps of its row, so that a start rebuilds the same.

use shared::ids::{CounterId, SeriesCode, TicketId};
use shared::queue::Queued;
use shared::ticket::{CalledBy, Outcome, Place, Ticket, TicketNumber, TicketState};
use shared::time::Timestamp;

/// Where a ticket is.
#[derive(Debug, Clone)]
pub(in crate::store) struct Spot {
    pub(super) ticket: TicketId,
    pub(super) number: TicketNumber,
    pub(super) whereabouts: Whereabouts,
}

/// Where a ticket is, and what is needed to take it away from there.
#[derive(Debug, Clone)]
pub(super) enum Whereabouts {
    /// In the queue of a series.
    Queue { series: SeriesCode, queued: Queued },
    /// Kept for one counter.
    Reserved { counter: CounterId, until: Timestamp, queued: Queued },
    /// At a counter.
    AtHand(CounterId),
    /// Put aside.
    Held { series: SeriesCode, until: Timestamp },
    /// A no-show who may come back.
    Absent { series: SeriesCode, since: Timestamp },
    /// Ended at a counter, to which the citizen may come again.
    Done { counter: CounterId, since: Timestamp },
    /// Ended for good.
    Ended,
}

impl Spot {
    /// Where the row of a ticket says that it is.
    pub(in crate::store) fn of(ticket: &Ticket) -> Self {
        let (number, whereabouts) = (ticket.number.clone(), whereabouts(ticket));
        Self { ticket: ticket.id, number, whereabouts }
    }
}

fn whereabouts(ticket: &Ticket) -> Whereabouts {
    match &ticket.state {
        TicketState::Waiting { place } => waiting(ticket, place),
        TicketState::Called { at, .. } | TicketState::Serving { at, .. } => {
            Whereabouts::AtHand(at.counter)
        }
        TicketState::Held { until, .. } => {
            Whereabouts::Held { series: ticket.series().clone(), until: *until }
        }
        TicketState::Closed { outcome, since, at } => match (outcome, at) {
            (Outcome::NoShow, _) if !ticket.was_returned => {
                Whereabouts::Absent { series: ticket.series().clone(), since: *since }
            }
            (Outcome::Served | Outcome::Incomplete | Outcome::Withdrawn, Some(at)) => {
                Whereabouts::Done { counter: at.counter, since: *since }
            }
            (
                Outcome::Served
                | Outcome::Incomplete
                | Outcome::Withdrawn
                | Outcome::NoShow
                | Outcome::NotServed,
                _,
            ) => Whereabouts::Ended,
        },
    }
}

fn waiting(ticket: &Ticket, place: &Place) -> Whereabouts {
    let queued = Queued::at(ticket, place);
    match &place.called_by {
        CalledBy::Series { series } => Whereabouts::Queue { series: series.clone(), queued },
        CalledBy::Counter { counter, until } => {
            Whereabouts::Reserved { counter: *counter, until: *until, queued }
        }
    }
}
