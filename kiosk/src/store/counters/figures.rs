//! What an officer has done on a day, and how long the latest matters of a series took.

use shared::hall::DayFigures;
use shared::ids::SeriesCode;
use shared::ticket::{Desk, Ticket, TicketState};
use shared::time::Timestamp;

use crate::store::error::StoreFault;
use crate::store::keys;
use crate::store::queues::Move;
use crate::store::rooms::Room;
use crate::store::work::Work;

/// Changes the day's figures of the officer at a desk.
pub(super) fn count(
    work: &mut Work<'_>,
    desk: Desk,
    change: impl FnOnce(&mut DayFigures),
) -> Result<(), StoreFault> {
    let (day, officer) = (work.queues().day, desk.officer);
    let mut figures = work.queues().figures(officer);
    change(&mut figures);
    work.put(Room::Tallies, &keys::figures(day, officer), &figures)?;
    work.apply(Move::Figures { officer, figures });
    Ok(())
}

/// Takes in how long a matter of a series took.
pub(super) fn took(
    work: &mut Work<'_>,
    series: &SeriesCode,
    seconds: u32,
) -> Result<(), StoreFault> {
    let mut times = work.queues().service_times(series);
    times.push(seconds);
    work.put(Room::Tallies, &keys::service_times(series.as_str()), &times)?;
    work.apply(Move::ServiceTimes { series: series.clone(), times });
    Ok(())
}

/// Seconds for which a ticket has been served so far; none while it is not.
pub(super) fn served_s(ticket: &Ticket, now: Timestamp) -> Option<u32> {
    match &ticket.state {
        TicketState::Serving { since, .. } => {
            Some(u32::try_from((now - *since).num_seconds()).unwrap_or(0))
        }
        TicketState::Waiting { .. }
        | TicketState::Called { .. }
        | TicketState::Held { .. }
        | TicketState::Closed { .. } => None,
    }
}
