//! How many go before a ticket, and how long that takes.

use shared::ids::SeriesCode;
use shared::queue::{self, Estimate, QueueRules, Queued, ServiceTimes, Turns};
use shared::ticket::{CalledBy, Place, Ticket, TicketClass};

use super::{Queues, Seat};

impl Queues {
    /// Tickets before one that would be issued at this moment.
    pub(in crate::store) fn people_before_new(
        &self,
        series: &SeriesCode,
        class: TicketClass,
        rules: &QueueRules,
    ) -> u32 {
        queue::people_before(self.waiting(series), class, self.turns_of(series), rules)
    }

    /// Tickets before one that waits.
    pub(in crate::store) fn people_before(
        &self,
        ticket: &Ticket,
        place: &Place,
        rules: &QueueRules,
    ) -> u32 {
        let series = match &place.called_by {
            CalledBy::Series { series } => series,
            CalledBy::Counter { .. } => return 0,
        };
        let Some(queue) = self.series.get(series) else { return 0 };
        let turns = self.turns_of(series);
        queue.people_before(&Queued::at(ticket, place), turns, rules)
    }

    /// About how long so many people take in a series.
    pub(in crate::store) fn estimate(
        &self,
        series: &SeriesCode,
        people_before: u32,
        matter_minutes: u16,
    ) -> Estimate {
        let matter_s = self.usual_s(series, matter_minutes);
        queue::estimate(people_before, matter_s, self.open_counters(series))
    }

    /// Counters with an officer that serve a series.
    pub(in crate::store) fn open_counters(&self, series: &SeriesCode) -> u32 {
        let serves = |seat: &&Seat| seat.series.contains(series);
        self.seats.values().filter(serves).count().try_into().unwrap_or(u32::MAX)
    }

    /// The usual seconds of a matter of a series.
    pub(in crate::store) fn usual_s(&self, series: &SeriesCode, matter_minutes: u16) -> u32 {
        let none = ServiceTimes::default();
        let times = self.service_times.get(series).unwrap_or(&none);
        times.usual_s(u32::from(matter_minutes))
    }

    /// The longest run of ordinary calls of any group that serves the series.
    fn turns_of(&self, series: &SeriesCode) -> Turns {
        let serves = |group: &str| group.split(',').any(|code| code == series.as_str());
        let turns = self.turns.iter().filter(|(group, _)| serves(group));
        turns.map(|(_, turns)| *turns).max_by_key(|one| one.ordinary_before).unwrap_or_default()
    }
}
