//! Putting aside, putting back and handing over.

use chrono::TimeDelta;
use shared::hall::{Change, HOLD_MINUTES_MAX};
use shared::ids::TicketId;
use shared::journal::HallEvent;
use shared::refusal::Refusal;
use shared::ticket::{Place, Ticket, TicketNumber, TicketState, Transfer};

use super::{Moved, Press, figures, of_today, refused};
use crate::store::error::{StoreError, StoreFault};
use crate::store::tickets;
use crate::store::work::Work;

impl Press {
    pub(super) fn hold(&self, work: &mut Work<'_>, minutes: u16) -> Result<Moved, StoreError> {
        if !(1..=HOLD_MINUTES_MAX).contains(&minutes) {
            return Err(Refusal::HoldTooLong { minutes_max: HOLD_MINUTES_MAX }.into());
        }
        let row = self.at_hand(work)?;
        let now = work.sure_now()?;
        let until = now + TimeDelta::minutes(i64::from(minutes));
        let before = row.ticket.clone();
        let ticket = before.clone().hold(self.desk, until, now).map_err(refused)?;
        let ticket = tickets::put(work, row, ticket)?;
        self.count_time(work, &before)?;
        let (id, number, desk) = (ticket.id, ticket.number.clone(), self.desk);
        work.journal(HallEvent::TicketHeld { ticket: id, number: number.clone(), desk, until })?;
        work.tell(Change::Held { number });
        Ok((ticket, None))
    }

    pub(super) fn resume(&self, work: &mut Work<'_>, id: TicketId) -> Result<Moved, StoreError> {
        let row = of_today(work, id)?;
        let now = work.sure_now()?;
        let ticket = row.ticket.clone().resume(now).map_err(refused)?;
        let ticket = tickets::put(work, row, ticket)?;
        waits(work, &ticket, |number, place| HallEvent::TicketResumed {
            ticket: id,
            number,
            place,
        })?;
        Ok((ticket, None))
    }

    pub(super) fn put_back(&self, work: &mut Work<'_>, id: TicketId) -> Result<Moved, StoreError> {
        let row = of_today(work, id)?;
        let now = work.sure_now()?;
        let before = row.ticket.clone();
        let calls = work.queues().calls(before.series()) + work.rules.queue.return_after_calls;
        let ticket = before.put_back(calls, now).map_err(refused)?;
        let ticket = tickets::put(work, row, ticket)?;
        self.is_back(work, ticket)
    }

    pub(super) fn again(&self, work: &mut Work<'_>, id: TicketId) -> Result<Moved, StoreError> {
        let row = of_today(work, id)?;
        let now = work.sure_now()?;
        let until = now + work.rules.queue.reserved_for();
        let ticket = row.ticket.clone().come_again(self.desk, until, now).map_err(refused)?;
        let ticket = tickets::put(work, row, ticket)?;
        self.is_back(work, ticket)
    }

    pub(super) fn transfer(
        &self,
        work: &mut Work<'_>,
        transfer: &Transfer,
    ) -> Result<Moved, StoreError> {
        let row = self.at_hand(work)?;
        is_lawful(work, transfer)?;
        let now = work.sure_now()?;
        let until = now + work.rules.queue.reserved_for();
        let before = row.ticket.clone();
        let ticket = before.clone().transfer(self.desk, transfer, until, now).map_err(refused)?;
        let ticket = tickets::put(work, row, ticket)?;
        self.count_time(work, &before)?;
        figures::count(work, self.desk, |figures| figures.transferred += 1)?;
        let (id, desk) = (ticket.id, self.desk);
        waits(work, &ticket, |number, place| HallEvent::TicketTransferred {
            ticket: id,
            number,
            desk,
            place,
        })?;
        Ok((ticket, None))
    }

    fn is_back(&self, work: &mut Work<'_>, ticket: Ticket) -> Result<Moved, StoreError> {
        let (id, desk) = (ticket.id, self.desk);
        waits(work, &ticket, |number, place| HallEvent::TicketReturned {
            ticket: id,
            number,
            desk,
            place,
        })?;
        Ok((ticket, None))
    }

    /// Counts the time of a matter that goes on elsewhere.
    fn count_time(&self, work: &mut Work<'_>, before: &Ticket) -> Result<(), StoreFault> {
        match figures::served_s(before, work.now()) {
            Some(seconds) => figures::count(work, self.desk, |figures| {
                figures.service_s = figures.service_s.saturating_add(seconds);
            }),
            None => Ok(()),
        }
    }
}

fn is_lawful(work: &Work<'_>, transfer: &Transfer) -> Result<(), Refusal> {
    match transfer {
        Transfer::Series { series, .. } => match work.catalogue.field(series) {
            Some(_) => Ok(()),
            None => Err(Refusal::SeriesUnknown { series: series.clone() }),
        },
        Transfer::Counter { counter } => {
            let counter = *counter;
            let is_known = work.catalogue.unit.counters.iter().any(|one| one.number == counter);
            match work.queues().seat(counter) {
                _ if !is_known => Err(Refusal::CounterUnknown { counter }),
                Some(_) => Ok(()),
                None => Err(Refusal::CounterNotOpen { counter }),
            }
        }
    }
}

/// Writes down and tells that a ticket waits.
fn waits(
    work: &mut Work<'_>,
    ticket: &Ticket,
    event: impl FnOnce(TicketNumber, Place) -> HallEvent,
) -> Result<(), StoreFault> {
    let TicketState::Waiting { place } = &ticket.state else { return Ok(()) };
    let number = ticket.number.clone();
    work.journal(event(number.clone(), place.clone()))?;
    let waiting = work.queues().series_waiting(ticket.series());
    work.tell(Change::Waits { number, waiting });
    Ok(())
}
