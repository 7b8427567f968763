//! The counter as its officer sees it.

use shared::hall::{CounterTicket, CounterView};
use shared::ids::{SeriesCode, TicketId};
use shared::ticket::{Desk, Ticket};

use crate::store::error::{StoreError, StoreFault};
use crate::store::rooms::{ReadRows, Room, Rows as _};
use crate::store::tickets::{TicketRow, ticket_key};
use crate::store::{Store, filed};

impl Store {
    /// How a counter is.
    pub fn counter_view(
        &self,
        desk: Desk,
        series: &[SeriesCode],
    ) -> Result<CounterView, StoreError> {
        let counter = desk.counter;
        let (at_hand, (count, waiting), held, gone, today) = {
            let queues = self.shared.queues();
            let waiting = queues.waiting_list(counter, series);
            let (held, gone) = (queues.held(series), queues.gone(counter, series));
            (queues.at_hand(counter), waiting, held, gone, queues.figures(desk.officer))
        };
        self.read(|rows| {
            let at_hand = match at_hand {
                Some(id) => ticket(rows, id)?,
                None => None,
            };
            let filed = match &at_hand {
                Some(ticket) => filed::latest(rows, ticket.id)?,
                None => None,
            };
            Ok(CounterView {
                now: self.shared.clock.now(),
                counter,
                series: series.to_vec(),
                at_hand,
                filed,
                waiting_count: u32::try_from(count).unwrap_or(u32::MAX),
                waiting: lines(rows, waiting)?,
                held: lines(rows, held)?,
                gone: lines(rows, gone)?,
                today,
            })
        })
    }
}

fn lines(rows: &ReadRows, ids: Vec<TicketId>) -> Result<Vec<CounterTicket>, StoreFault> {
    let mut lines = Vec::with_capacity(ids.len());
    for id in ids {
        lines.extend(ticket(rows, id)?.map(CounterTicket::of));
    }
    Ok(lines)
}

fn ticket(rows: &ReadRows, id: TicketId) -> Result<Option<Ticket>, StoreFault> {
    let row: Option<TicketRow> = rows.row(Room::Tickets, &ticket_key(id))?;
    Ok(row.map(|row| row.ticket))
}
