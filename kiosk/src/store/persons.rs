//! Who took how many tickets of a field on this day, known by a digest that dies with the day.

use shared::allowance::Taken;
use shared::ids::{SeriesCode, TicketId};
use shared::national_id::NationalId;
use shared::ticket::TicketState;

use super::error::StoreFault;
use super::rooms::{Room, Rows as _};
use super::tickets::{TicketRow, ticket_key};
use super::work::Work;

/// A person as one field knows one: two fields cannot tell that it is the same person.
pub(super) struct Person {
    key: [u8; 32],
    tickets: Vec<TicketId>,
    pub(super) taken: Vec<Taken>,
}

impl Person {
    /// Finds what the holder of a card took of a series on this day.
    pub(super) fn of(
        work: &Work<'_>,
        series: &SeriesCode,
        card: &NationalId,
    ) -> Result<Self, StoreFault> {
        let day = work.queues().day;
        let purpose = [b"person-", series.as_str().as_bytes()].concat();
        let key = work.secrets.day_keys.digest(day, &purpose, card.as_str().as_bytes())?.0;
        let tickets: Vec<TicketId> = work.row(Room::Persons, &key)?.unwrap_or_default();
        let mut taken = Vec::with_capacity(tickets.len());
        for id in &tickets {
            let Some(row) = work.row::<TicketRow>(Room::Tickets, &ticket_key(*id))? else {
                continue;
            };
            let is_waiting = matches!(row.ticket.state, TicketState::Waiting { .. });
            taken.push(Taken { number: row.ticket.number, is_waiting });
        }
        Ok(Self { key, tickets, taken })
    }

    /// Counts one more ticket.
    pub(super) fn took(mut self, work: &mut Work<'_>, ticket: TicketId) -> Result<(), StoreFault> {
        self.tickets.push(ticket);
        work.put(Room::Persons, &self.key, &self.tickets)
    }
}

/// Forgets everybody: the key of the day that is over goes first, so that a cut in between leaves
/// rows that say nothing.
pub(super) fn forget(work: &mut Work<'_>) -> Result<(), StoreFault> {
    for key in work.rows.keys(Room::Persons, &[], usize::MAX)? {
        work.remove(Room::Persons, &key)?;
    }
    Ok(())
}
