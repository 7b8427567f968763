//! An officer moves to another counter, and the ticket at hand goes along.

use shared::ids::CounterId;
use shared::journal::HallEvent;
use shared::ticket::Desk;

use super::calling;
use crate::store::error::StoreFault;
use crate::store::rooms::Room;
use crate::store::tickets::{self, TicketRow, ticket_key};
use crate::store::work::Work;

/// Takes the ticket at the old counter along, unless there is one at the new counter already.
pub(in crate::store) fn take_along(
    work: &mut Work<'_>,
    from: CounterId,
    to: Desk,
) -> Result<(), StoreFault> {
    let Some(id) = work.queues().at_hand(from) else { return Ok(()) };
    if work.queues().at_hand(to.counter).is_some() {
        return Ok(());
    }
    let Some(row) = work.row::<TicketRow>(Room::Tickets, &ticket_key(id))? else { return Ok(()) };
    let Ok(ticket) = row.ticket.clone().move_to(to) else { return Ok(()) };
    let ticket = tickets::put(work, row, ticket)?;
    let number = ticket.number.clone();
    work.journal(HallEvent::TicketMoved { ticket: id, number, desk: to })?;
    calling::tell(work, &ticket);
    Ok(())
}
