//! Calling: whoever is next, one out of turn, and the same once more.

use shared::hall::{CallView, Change, NOTE_SIGNS_MAX};
use shared::ids::TicketId;
use shared::journal::HallEvent;
use shared::queue::{Choice, PickGround, Reason};
use shared::refusal::Refusal;
use shared::ticket::{CalledBy, Ticket, TicketState};

use super::{Moved, Press, figures, of_today, refused, serving};
use crate::store::error::{StoreError, StoreFault};
use crate::store::keys;
use crate::store::queues::{self, Move};
use crate::store::rooms::Room;
use crate::store::tickets::{self, TicketRow};
use crate::store::work::Work;

impl Press {
    pub(super) fn next(&self, work: &mut Work<'_>) -> Result<Option<Moved>, StoreError> {
        self.has_free_hands(work)?;
        let now = work.sure_now()?;
        let counter = self.desk.counter;
        let chosen = work.queues().choose(counter, &self.series, &work.rules.queue, now);
        let Some(Choice { ticket, reason }) = chosen else { return Ok(None) };
        let row = of_today(work, ticket)?;
        self.call(work, row, reason).map(Some)
    }

    pub(super) fn pick(
        &self,
        work: &mut Work<'_>,
        ticket: TicketId,
        ground: PickGround,
        note: Option<&str>,
    ) -> Result<Moved, StoreError> {
        self.has_free_hands(work)?;
        let signs = note.map_or(0, |note| note.trim().chars().count());
        let is_too_long = signs > NOTE_SIGNS_MAX as usize;
        if is_too_long || (ground.needs_note() && signs == 0) {
            return Err(Refusal::NoteRefused { signs_max: NOTE_SIGNS_MAX }.into());
        }
        let row = of_today(work, ticket)?;
        let series = row.ticket.series();
        let is_waiting = matches!(row.ticket.state, TicketState::Waiting { .. });
        if is_waiting && !self.series.contains(series) {
            return Err(Refusal::SeriesNotServed { series: series.clone() }.into());
        }
        self.call(work, row, Reason::Picked { ground })
    }

    pub(super) fn recall(&self, work: &mut Work<'_>) -> Result<Moved, StoreError> {
        let row = self.at_hand(work)?;
        let now = work.sure_now()?;
        let ticket = row.ticket.clone().recall(self.desk, now).map_err(refused)?;
        let ticket = tickets::put(work, row, ticket)?;
        match &ticket.state {
            TicketState::Closed { outcome, .. } => {
                figures::count(work, self.desk, |figures| figures.no_shows += 1)?;
                serving::closed(work, self.desk, &ticket, *outcome)?;
            }
            TicketState::Called { .. } => self.called(work, &ticket)?,
            TicketState::Waiting { .. }
            | TicketState::Serving { .. }
            | TicketState::Held { .. } => {}
        }
        Ok((ticket, None))
    }

    fn has_free_hands(&self, work: &Work<'_>) -> Result<(), Refusal> {
        match work.queues().at_hand(self.desk.counter) {
            Some(_) => Err(Refusal::TicketAtHand),
            None => Ok(()),
        }
    }

    fn call(
        &self,
        work: &mut Work<'_>,
        row: TicketRow,
        reason: Reason,
    ) -> Result<Moved, StoreError> {
        let now = work.sure_now()?;
        let before = row.ticket.clone();
        let ticket = before.clone().call(self.desk, reason.clone(), now).map_err(refused)?;
        let ticket = tickets::put(work, row, ticket)?;
        self.count_turn(work, &ticket, &reason)?;
        count_call(work, &before)?;
        figures::count(work, self.desk, |figures| figures.called += 1)?;
        self.called(work, &ticket)?;
        Ok((ticket, Some(reason)))
    }

    fn count_turn(
        &self,
        work: &mut Work<'_>,
        ticket: &Ticket,
        reason: &Reason,
    ) -> Result<(), StoreFault> {
        let group = queues::group(&self.series);
        let before = work.queues().turns(&group);
        let turns = before.after(ticket.request.class, reason);
        if turns == before {
            return Ok(());
        }
        let day = work.queues().day;
        work.put(Room::Tallies, &keys::turns(day, &group), &turns)?;
        work.apply(Move::Turns { group, turns });
        Ok(())
    }

    fn called(&self, work: &mut Work<'_>, ticket: &Ticket) -> Result<(), StoreFault> {
        let TicketState::Called { at, calls, reason, .. } = &ticket.state else {
            return Ok(());
        };
        work.journal(HallEvent::TicketCalled {
            ticket: ticket.id,
            number: ticket.number.clone(),
            desk: *at,
            calls: *calls,
            reason: reason.clone(),
            act: self.act,
        })?;
        tell(work, ticket);
        Ok(())
    }
}

/// Tells displays of a call.
pub(super) fn tell(work: &mut Work<'_>, ticket: &Ticket) {
    let TicketState::Called { at, since, calls, .. } = &ticket.state else { return };
    let call = CallView {
        number: ticket.number.clone(),
        is_priority: ticket.request.class.is_priority(),
        counter: at.counter,
        at: *since,
        calls: *calls,
    };
    let waiting = work.queues().series_waiting(ticket.series());
    work.tell(Change::Called { call, waiting });
}

/// Counts a call of a series, for the no-shows who come back after some. Who was kept for a
/// counter was not in the queue.
fn count_call(work: &mut Work<'_>, before: &Ticket) -> Result<(), StoreFault> {
    let TicketState::Waiting { place } = &before.state else { return Ok(()) };
    let series = match &place.called_by {
        CalledBy::Series { series } => series.clone(),
        CalledBy::Counter { .. } => return Ok(()),
    };
    let (day, calls) = (work.queues().day, work.queues().calls(&series) + 1);
    work.put(Room::Tallies, &keys::calls(day, series.as_str()), &calls)?;
    work.apply(Move::Calls { series, calls });
    Ok(())
}
