//! What officers do at counters: each press is one act, answered once and for ever.

mod calling;
mod figures;
mod moving;
mod queueing;
mod serving;
mod view;

pub(super) use moving::take_along;
use serde::{Deserialize, Serialize};
use shared::hall::{ActDone, Verb};
use shared::ids::{ActId, CounterId, SeriesCode, TicketId};
use shared::queue::Reason;
use shared::refusal::Refusal;
use shared::ticket::{Desk, Ticket, TicketError};

use super::Store;
use super::error::StoreError;
use super::rooms::Room;
use super::tickets::{TicketRow, ticket_key};
use super::work::Work;

#[derive(Debug, Clone, Serialize, Deserialize)]
struct ActRow {
    counter: CounterId,
    verb: Verb,
    done: ActDone,
}

/// A verb that is pressed.
struct Press {
    desk: Desk,
    /// The series that the counter serves.
    series: Vec<SeriesCode>,
    act: ActId,
}

/// The ticket after the act, and the rule that chose it.
type Moved = (Ticket, Option<Reason>);

impl Store {
    /// Does what was pressed at a counter. The same act again gets the same answer.
    pub async fn act(
        &self,
        desk: Desk,
        series: Vec<SeriesCode>,
        act: ActId,
        verb: Verb,
    ) -> Result<ActDone, StoreError> {
        let press = Press { desk, series, act };
        self.write(move |work| {
            if let Some(row) = work.row::<ActRow>(Room::Acts, act.0.as_bytes())? {
                let is_same = row.counter == desk.counter && row.verb == verb;
                return if is_same { Ok(row.done) } else { Err(Refusal::OtherBytes.into()) };
            }
            sits_there(work, desk)?;
            let (ticket, reason) = press.act(work, &verb)?.unzip();
            let done = ActDone { act, ticket, reason: reason.flatten() };
            let row = ActRow { counter: desk.counter, verb, done };
            work.put(Room::Acts, act.0.as_bytes(), &row)?;
            Ok(row.done)
        })
        .await
    }
}

impl Press {
    fn act(&self, work: &mut Work<'_>, verb: &Verb) -> Result<Option<Moved>, StoreError> {
        match verb {
            Verb::Next => return self.next(work),
            Verb::Pick { ticket, ground, note } => {
                self.pick(work, *ticket, *ground, note.as_deref())
            }
            Verb::Recall => self.recall(work),
            Verb::Serve => self.serve(work),
            Verb::GoOn { procedure } => self.go_on(work, procedure),
            Verb::Hold { minutes } => self.hold(work, *minutes),
            Verb::Resume { ticket } => self.resume(work, *ticket),
            Verb::Return { ticket } => self.put_back(work, *ticket),
            Verb::Again { ticket } => self.again(work, *ticket),
            Verb::Transfer { transfer } => self.transfer(work, transfer),
            Verb::Close { ending } => self.close(work, *ending),
        }
        .map(Some)
    }

    fn at_hand(&self, work: &Work<'_>) -> Result<TicketRow, StoreError> {
        let id = work.queues().at_hand(self.desk.counter).ok_or(Refusal::NoTicketAtHand)?;
        Ok(work.row(Room::Tickets, &ticket_key(id))?.ok_or(Refusal::NoTicketAtHand)?)
    }
}

/// Refuses an officer who sits elsewhere by now: two never share a counter.
fn sits_there(work: &Work<'_>, desk: Desk) -> Result<(), Refusal> {
    match work.queues().seat(desk.counter) {
        Some(seat) if seat.officer == desk.officer => Ok(()),
        Some(_) | None => Err(Refusal::CounterNotOpen { counter: desk.counter }),
    }
}

/// A ticket of this day, wherever it is.
fn of_today(work: &Work<'_>, id: TicketId) -> Result<TicketRow, StoreError> {
    let row: TicketRow = work.row(Room::Tickets, &ticket_key(id))?.ok_or(Refusal::NotFound)?;
    if row.ticket.service_day == work.queues().day {
        Ok(row)
    } else {
        Err(refused(TicketError::OtherDay))
    }
}

fn refused(error: TicketError) -> StoreError {
    Refusal::Ticket { error }.into()
}
