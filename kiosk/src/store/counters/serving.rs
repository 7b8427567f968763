//! Serving: the citizen comes forward, goes on with another matter, and leaves.

use shared::hall::Change;
use shared::ids::ProcedureCode;
use shared::journal::HallEvent;
use shared::ticket::{Desk, Ending, Outcome, Ticket};

use super::{Moved, Press, figures, refused};
use crate::store::error::{StoreError, StoreFault};
use crate::store::work::Work;
use crate::store::{offers, tickets};

impl Press {
    pub(super) fn serve(&self, work: &mut Work<'_>) -> Result<Moved, StoreError> {
        let row = self.at_hand(work)?;
        let now = work.sure_now()?;
        let ticket = row.ticket.clone().serve(self.desk, now).map_err(refused)?;
        let ticket = tickets::put(work, row, ticket)?;
        let (id, number, desk) = (ticket.id, ticket.number.clone(), self.desk);
        work.journal(HallEvent::TicketServed { ticket: id, number: number.clone(), desk })?;
        work.tell(Change::Served { number });
        Ok((ticket, None))
    }

    pub(super) fn go_on(
        &self,
        work: &mut Work<'_>,
        procedure: &ProcedureCode,
    ) -> Result<Moved, StoreError> {
        let row = self.at_hand(work)?;
        let now = work.sure_now()?;
        offers::receivable(&work.catalogue, procedure, now)?;
        let before = row.ticket.clone();
        let ticket = before.clone().go_on_with(self.desk, procedure.clone(), now);
        let ticket = tickets::put(work, row, ticket.map_err(refused)?)?;
        self.count_matter(work, &before)?;
        let (id, number, desk) = (ticket.id, ticket.number.clone(), self.desk);
        let next = procedure.clone();
        work.journal(HallEvent::MatterEnded { ticket: id, number: number.clone(), desk, next })?;
        work.tell(Change::Served { number });
        Ok((ticket, None))
    }

    pub(super) fn close(&self, work: &mut Work<'_>, ending: Ending) -> Result<Moved, StoreError> {
        let row = self.at_hand(work)?;
        let now = work.sure_now()?;
        let before = row.ticket.clone();
        let ticket = before.clone().close(self.desk, ending, now).map_err(refused)?;
        let ticket = tickets::put(work, row, ticket)?;
        match ending {
            Ending::Served | Ending::Incomplete | Ending::Withdrawn => {
                self.count_matter(work, &before)?;
            }
            Ending::NoShow => figures::count(work, self.desk, |figures| figures.no_shows += 1)?,
        }
        closed(work, self.desk, &ticket, ending.into())?;
        Ok((ticket, None))
    }

    /// Counts a matter that ends. One that was closed without being served has no length.
    fn count_matter(&self, work: &mut Work<'_>, before: &Ticket) -> Result<(), StoreFault> {
        let served_s = figures::served_s(before, work.now());
        figures::count(work, self.desk, |figures| {
            figures.served += 1;
            figures.service_s = figures.service_s.saturating_add(served_s.unwrap_or(0));
        })?;
        match served_s {
            Some(seconds) => figures::took(work, before.series(), seconds),
            None => Ok(()),
        }
    }
}

pub(super) fn closed(
    work: &mut Work<'_>,
    desk: Desk,
    ticket: &Ticket,
    outcome: Outcome,
) -> Result<(), StoreFault> {
    let (id, number, desk) = (ticket.id, ticket.number.clone(), Some(desk));
    let event = HallEvent::TicketClosed { ticket: id, number: number.clone(), outcome, desk };
    work.journal(event)?;
    let waiting = work.queues().series_waiting(ticket.series());
    work.tell(Change::Closed { number, outcome, waiting });
    Ok(())
}
