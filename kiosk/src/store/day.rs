//! A day ends and the next begins: its open tickets close, its sessions end, its numbers restart.

use shared::hall::Change;
use shared::journal::HallEvent;
use shared::ticket::Outcome;
use shared::time::ServiceDay;

use super::error::StoreFault;
use super::queues::Move;
use super::rooms::Room;
use super::sessions;
use super::tickets::{TicketRow, ticket_key};
use super::work::Work;

/// The setting that names the day whose series are open.
pub(super) const OPEN_DAY: &[u8] = b"open_day";

/// Begins a new service day when the clock has passed midnight in the hall.
pub(super) fn begin(work: &mut Work<'_>) -> Result<(), StoreFault> {
    let today = ServiceDay::of(work.now());
    if today <= work.queues().day {
        return Ok(());
    }
    close_tickets(work)?;
    sessions::end_all(work)?;
    work.apply(Move::NewDay(today));
    work.tell(Change::NewDay { service_day: today });
    work.put(Room::Settings, OPEN_DAY, &today)
}

fn close_tickets(work: &mut Work<'_>) -> Result<(), StoreFault> {
    let now = work.now();
    for id in work.queues().open_tickets() {
        let key = ticket_key(id);
        let Some(mut row) = work.row::<TicketRow>(Room::Tickets, &key)? else { continue };
        let number = row.ticket.number.clone();
        let Ok(ticket) = row.ticket.end_of_day(now) else { continue };
        row.ticket = ticket;
        work.put(Room::Tickets, &key, &row)?;
        let outcome = Outcome::NotServed;
        work.journal(HallEvent::TicketClosed { ticket: id, number, outcome })?;
    }
    Ok(())
}
