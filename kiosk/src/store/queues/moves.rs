//! What a durable transaction changed in the queues, and how the memory follows.

use shared::hall::DayFigures;
use shared::ids::{CounterId, OfficerId, SeriesCode, SubmissionId, TicketId};
use shared::queue::{ServiceTimes, Turns};
use shared::time::{ServiceDay, Timestamp};

use super::spot::{Spot, Whereabouts};
use super::{Queues, Seat};

/// What a durable transaction changed in the queues.
#[derive(Debug, Clone)]
pub(in crate::store) enum Move {
    /// A new day; everything starts again.
    NewDay(ServiceDay),
    /// The numbers of a series go on after this one.
    NumbersAfter { series: SeriesCode, after: u32 },
    /// A ticket is somewhere else.
    Ticket(Spot),
    /// Whose turn it is in a group of series.
    Turns { group: String, turns: Turns },
    /// So many tickets of a series were called.
    Calls { series: SeriesCode, calls: u32 },
    /// What an officer has done.
    Figures { officer: OfficerId, figures: DayFigures },
    /// How long the latest matters of a series took.
    ServiceTimes { series: SeriesCode, times: ServiceTimes },
    /// An officer sits at a counter.
    Seated { counter: CounterId, seat: Seat },
    /// A counter is empty.
    Left { counter: CounterId },
    /// A submission is owed.
    Owed { accepted_at: Timestamp, submission: SubmissionId },
    /// A submission is owed no more.
    Done { accepted_at: Timestamp, submission: SubmissionId },
    /// So many submissions are set aside.
    ParkedBy { change: i64 },
}

impl Queues {
    pub(in crate::store) fn apply(&mut self, one: &Move) {
        match one {
            Move::NewDay(day) => *self = self.of_next_day(*day),
            Move::NumbersAfter { series, after } => {
                self.numbers_after.insert(series.clone(), *after);
            }
            Move::Ticket(spot) => self.put(spot),
            Move::Turns { group, turns } => drop(self.turns.insert(group.clone(), *turns)),
            Move::Calls { series, calls } => {
                self.series.entry(series.clone()).or_default().set_calls(*calls);
            }
            Move::Figures { officer, figures } => drop(self.figures.insert(*officer, *figures)),
            Move::ServiceTimes { series, times } => {
                self.service_times.insert(series.clone(), times.clone());
            }
            Move::Seated { counter, seat } => drop(self.seats.insert(*counter, seat.clone())),
            Move::Left { counter } => drop(self.seats.remove(counter)),
            Move::Owed { accepted_at, submission } => {
                self.pending.insert((*accepted_at, *submission));
            }
            Move::Done { accepted_at, submission } => {
                self.pending.remove(&(*accepted_at, *submission));
            }
            Move::ParkedBy { change } => self.parked = self.parked.saturating_add_signed(*change),
        }
    }

    /// How the queues begin another day: what is owed stays owed, and what was measured counts.
    pub(in crate::store) fn of_next_day(&self, day: ServiceDay) -> Self {
        Self {
            pending: self.pending.clone(),
            parked: self.parked,
            service_times: self.service_times.clone(),
            ..Self::new(day)
        }
    }

    fn put(&mut self, spot: &Spot) {
        let Spot { ticket, number, whereabouts } = spot;
        let issued = self.issued.entry(number.series.clone()).or_default();
        *issued = (*issued).max(number.sequence);
        if let Some(before) = self.spots.remove(ticket) {
            self.leave(*ticket, &before);
        }
        self.enter(*ticket, whereabouts);
        match whereabouts {
            Whereabouts::Ended => {}
            Whereabouts::Queue { .. }
            | Whereabouts::Reserved { .. }
            | Whereabouts::AtHand(_)
            | Whereabouts::Held { .. }
            | Whereabouts::Absent { .. }
            | Whereabouts::Done { .. } => drop(self.spots.insert(*ticket, whereabouts.clone())),
        }
    }

    fn enter(&mut self, ticket: TicketId, to: &Whereabouts) {
        match to {
            Whereabouts::Queue { series, queued } => {
                self.series.entry(series.clone()).or_default().insert(*queued);
            }
            Whereabouts::Reserved { counter, until, queued } => {
                self.reserved.insert((*counter, ticket), *queued);
                self.expiries.insert((*until, ticket));
            }
            Whereabouts::AtHand(counter) => drop(self.at_hand.insert(*counter, ticket)),
            Whereabouts::Held { until, .. } => drop(self.expiries.insert((*until, ticket))),
            Whereabouts::Absent { since, .. } | Whereabouts::Done { since, .. } => {
                self.gone.insert((*since, ticket));
            }
            Whereabouts::Ended => {}
        }
    }

    fn leave(&mut self, ticket: TicketId, from: &Whereabouts) {
        match from {
            Whereabouts::Queue { series, queued } => {
                if let Some(series) = self.series.get_mut(series) {
                    series.remove(queued);
                }
            }
            Whereabouts::Reserved { counter, until, .. } => {
                self.reserved.remove(&(*counter, ticket));
                self.expiries.remove(&(*until, ticket));
            }
            Whereabouts::AtHand(counter) => drop(self.at_hand.remove(counter)),
            Whereabouts::Held { until, .. } => drop(self.expiries.remove(&(*until, ticket))),
            Whereabouts::Absent { since, .. } | Whereabouts::Done { since, .. } => {
                self.gone.remove(&(*since, ticket));
            }
            Whereabouts::Ended => {}
        }
    }
}
