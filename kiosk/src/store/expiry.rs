//! Holds and reservations end by themselves: the ticket waits in its series again.

use shared::hall::Change;
use shared::journal::HallEvent;
use shared::ticket::{Ticket, TicketState};

use super::error::StoreFault;
use super::rooms::Room;
use super::tickets::{self, TicketRow, ticket_key};
use super::work::Work;

/// Puts back every ticket whose hold or reservation is over.
pub(super) fn pass(work: &mut Work<'_>) -> Result<(), StoreFault> {
    let now = work.now();
    for id in work.queues().expired(now) {
        let Some(row) = work.row::<TicketRow>(Room::Tickets, &ticket_key(id))? else { continue };
        let was_held = matches!(row.ticket.state, TicketState::Held { .. });
        let Some(ticket) = row.ticket.clone().expire(now) else { continue };
        let ticket = tickets::put(work, row, ticket)?;
        tell(work, &ticket, was_held)?;
    }
    Ok(())
}

fn tell(work: &mut Work<'_>, ticket: &Ticket, was_held: bool) -> Result<(), StoreFault> {
    let TicketState::Waiting { place } = &ticket.state else { return Ok(()) };
    let (id, number, place) = (ticket.id, ticket.number.clone(), place.clone());
    let event = if was_held {
        HallEvent::TicketResumed { ticket: id, number: number.clone(), place }
    } else {
        HallEvent::TicketReleased { ticket: id, number: number.clone(), place }
    };
    work.journal(event)?;
    let waiting = work.queues().series_waiting(ticket.series());
    work.tell(Change::Waits { number, waiting });
    Ok(())
}
