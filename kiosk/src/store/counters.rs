//! What officers do at counters: each press is one act, answered once and for ever.

use serde::{Deserialize, Serialize};
use shared::hall::{ActDone, CallView, Change, CounterView, Verb, WaitingTicket};
use shared::ids::{ActId, CounterId, SeriesCode};
use shared::journal::HallEvent;
use shared::queue::{self, Choice};
use shared::refusal::Refusal;
use shared::ticket::{Desk, Outcome, Ticket, TicketError, TicketNumber, TicketState};

use super::error::{StoreError, StoreFault};
use super::queues::{self, Move};
use super::rooms::{Room, Rows as _};
use super::tickets::{TicketRow, ticket_key};
use super::work::Work;
use super::{Store, keys};

#[derive(Debug, Clone, Serialize, Deserialize)]
struct ActRow {
    counter: CounterId,
    verb: Verb,
    done: ActDone,
}

impl Store {
    /// Does what was pressed at a counter. The same act again gets the same answer.
    pub async fn act(
        &self,
        desk: Desk,
        series: Vec<SeriesCode>,
        act: ActId,
        verb: Verb,
    ) -> Result<ActDone, StoreError> {
        self.write(move |work| {
            if let Some(row) = work.row::<ActRow>(Room::Acts, act.0.as_bytes())? {
                let is_same = row.counter == desk.counter && row.verb == verb;
                return if is_same { Ok(row.done) } else { Err(Refusal::OtherBytes.into()) };
            }
            let moved = match &verb {
                Verb::Next => next(work, desk, &series, act)?,
                Verb::Recall => Some(recall(work, desk, act)?),
                Verb::Serve => Some(serve(work, desk)?),
                Verb::Close { outcome } => Some(close(work, desk, *outcome)?),
            };
            let done = match moved {
                Some((ticket, reason)) => ActDone { act, ticket: Some(ticket), reason },
                None => ActDone { act, ticket: None, reason: None },
            };
            let row = ActRow { counter: desk.counter, verb, done };
            work.put(Room::Acts, act.0.as_bytes(), &row)?;
            Ok(row.done)
        })
        .await
    }

    /// How a counter is.
    pub fn counter_view(
        &self,
        counter: CounterId,
        series: &[SeriesCode],
    ) -> Result<CounterView, StoreError> {
        let (at_hand, waiting, closed_today) = {
            let queues = self.shared.queues();
            (queues.at_hand(counter), queues.waiting_list(series), queues.closed(counter))
        };
        let at_hand = at_hand.map(|id| {
            self.read(|rows| {
                let row: Option<TicketRow> = rows.row(Room::Tickets, &ticket_key(id))?;
                Ok(row.map(|row| row.ticket))
            })
        });
        let waiting = self.read(|rows| {
            let mut list = Vec::with_capacity(waiting.len());
            for (number, candidate) in waiting {
                let row: Option<TicketRow> =
                    rows.row(Room::Tickets, &ticket_key(candidate.ticket))?;
                list.extend(row.map(|row| waiting_ticket(row.ticket, number)));
            }
            Ok(list)
        })?;
        Ok(CounterView {
            now: self.shared.clock.now(),
            counter,
            series: series.to_vec(),
            at_hand: at_hand.transpose()?.flatten(),
            waiting,
            closed_today,
        })
    }
}

fn waiting_ticket(ticket: Ticket, number: TicketNumber) -> WaitingTicket {
    let Ticket { id, request, issued_at, .. } = ticket;
    let (class, procedure) = (request.class, request.procedure);
    WaitingTicket { ticket: id, number, class, procedure, issued_at }
}

type Moved = (Ticket, Option<queue::Reason>);

fn next(
    work: &mut Work<'_>,
    desk: Desk,
    series: &[SeriesCode],
    act: ActId,
) -> Result<Option<Moved>, StoreError> {
    if work.queues().at_hand(desk.counter).is_some() {
        return Err(Refusal::TicketAtHand.into());
    }
    let now = work.sure_now()?;
    let chosen = work.queues().choose(series, work.rules.queue, now);
    let Some(Choice { ticket: id, reason }) = chosen else { return Ok(None) };
    let row: TicketRow = work.row(Room::Tickets, &ticket_key(id))?.ok_or(Refusal::NotFound)?;
    let ticket = row.ticket.clone().call(desk, reason.clone(), now).map_err(refused)?;
    let class = ticket.request.class;
    let number = ticket.number.clone();
    work.apply(Move::Called { number, class, counter: desk.counter, ticket: id });
    let group = queues::group(series);
    let ordinary_before = queue::after_call(class, work.queues().run(&group));
    let day = work.queues().day;
    work.put(Room::Tallies, &keys::run(day, &group), &ordinary_before)?;
    work.apply(Move::Run { group, ordinary_before });
    let ticket = keep(work, row, ticket)?;
    called(work, &ticket, act)?;
    Ok(Some((ticket, Some(reason))))
}

fn recall(work: &mut Work<'_>, desk: Desk, act: ActId) -> Result<Moved, StoreError> {
    let row = at_hand(work, desk)?;
    let now = work.sure_now()?;
    let ticket = row.ticket.clone().recall(desk, now).map_err(refused)?;
    let ticket = keep(work, row, ticket)?;
    match &ticket.state {
        TicketState::Closed { outcome, .. } => closed(work, desk, &ticket, *outcome)?,
        TicketState::Called { .. } => called(work, &ticket, act)?,
        TicketState::Waiting | TicketState::Serving { .. } => {}
    }
    Ok((ticket, None))
}

fn serve(work: &mut Work<'_>, desk: Desk) -> Result<Moved, StoreError> {
    let row = at_hand(work, desk)?;
    let now = work.sure_now()?;
    let ticket = row.ticket.clone().serve(desk, now).map_err(refused)?;
    let ticket = keep(work, row, ticket)?;
    let number = ticket.number.clone();
    work.journal(HallEvent::TicketServed { ticket: ticket.id, number: number.clone(), desk })?;
    work.tell(Change::Served { number });
    Ok((ticket, None))
}

fn close(work: &mut Work<'_>, desk: Desk, outcome: Outcome) -> Result<Moved, StoreError> {
    let row = at_hand(work, desk)?;
    let now = work.sure_now()?;
    let ticket = row.ticket.clone().close(desk, outcome, now).map_err(refused)?;
    let ticket = keep(work, row, ticket)?;
    closed(work, desk, &ticket, outcome)?;
    Ok((ticket, None))
}

fn at_hand(work: &Work<'_>, desk: Desk) -> Result<TicketRow, StoreError> {
    let id = work.queues().at_hand(desk.counter).ok_or(Refusal::NoTicketAtHand)?;
    Ok(work.row(Room::Tickets, &ticket_key(id))?.ok_or(Refusal::NoTicketAtHand)?)
}

fn keep(work: &mut Work<'_>, mut row: TicketRow, ticket: Ticket) -> Result<Ticket, StoreFault> {
    row.ticket = ticket;
    work.put(Room::Tickets, &ticket_key(row.ticket.id), &row)?;
    Ok(row.ticket)
}

fn called(work: &mut Work<'_>, ticket: &Ticket, act: ActId) -> Result<(), StoreFault> {
    let TicketState::Called { at, since, calls, reason } = &ticket.state else { return Ok(()) };
    work.journal(HallEvent::TicketCalled {
        ticket: ticket.id,
        number: ticket.number.clone(),
        desk: *at,
        calls: *calls,
        reason: reason.clone(),
        act,
    })?;
    let call = CallView {
        number: ticket.number.clone(),
        is_priority: ticket.request.class.is_priority(),
        counter: at.counter,
        at: *since,
        calls: *calls,
    };
    let waiting = work.queues().series_waiting(&ticket.number.series);
    work.tell(Change::Called { call, waiting });
    Ok(())
}

fn closed(
    work: &mut Work<'_>,
    desk: Desk,
    ticket: &Ticket,
    outcome: Outcome,
) -> Result<(), StoreFault> {
    let number = ticket.number.clone();
    let event = HallEvent::TicketClosed { ticket: ticket.id, number: number.clone(), outcome };
    work.journal(event)?;
    work.apply(Move::Closed { counter: desk.counter });
    let (day, count) = (work.queues().day, work.queues().closed(desk.counter));
    work.put(Room::Tallies, &keys::closed_at(day, desk.counter), &count)?;
    let waiting = work.queues().series_waiting(&number.series);
    work.tell(Change::Closed { number, outcome, waiting });
    Ok(())
}

fn refused(error: TicketError) -> StoreError {
    Refusal::Ticket { error }.into()
}
