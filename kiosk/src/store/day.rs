//! A day ends and the next begins: its open tickets close, its sessions end, its numbers restart.

use shared::hall::Change;
use shared::journal::HallEvent;
use shared::ticket::{Outcome, Ticket};
use shared::time::ServiceDay;

use super::error::StoreFault;
use super::queues::Move;
use super::rooms::Room;
use super::tickets::{self, TicketRow, ticket_key};
use super::work::Work;
use super::{persons, sessions};

/// The setting that names the day whose series are open.
pub(super) const OPEN_DAY: &[u8] = b"open_day";

/// Begins a new service day when the clock has passed midnight in the hall.
pub(super) fn begin(work: &mut Work<'_>) -> Result<(), StoreFault> {
    let today = ServiceDay::of(work.now());
    if today <= work.queues().day {
        return Ok(());
    }
    let service_day = work.queues().day;
    close_tickets(work)?;
    work.journal(HallEvent::DayEnded { service_day })?;
    sessions::end_all(work)?;
    work.secrets.day_keys.destroy_but(today)?;
    persons::forget(work)?;
    work.apply(Move::NewDay(today));
    work.tell(Change::NewDay { service_day: today });
    work.put(Room::Settings, OPEN_DAY, &today)
}

fn close_tickets(work: &mut Work<'_>) -> Result<(), StoreFault> {
    let now = work.now();
    for id in work.queues().open_tickets() {
        let Some(row) = work.row::<TicketRow>(Room::Tickets, &ticket_key(id))? else { continue };
        let Ok(ticket) = row.ticket.clone().end_of_day(now) else { continue };
        let Ticket { number, .. } = tickets::put(work, row, ticket)?;
        let (outcome, desk) = (Outcome::NotServed, None);
        work.journal(HallEvent::TicketClosed { ticket: id, number, outcome, desk })?;
    }
    Ok(())
}
