//! What was counted: raw, by everything that figures are asked by, and added up.

use serde::{Deserialize, Serialize};

use super::spread::Spread;
use crate::ids::SeriesCode;
use crate::ticket::{ClassKind, Desk, Outcome};

/// What a thing is counted under.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// Of a ticket its own series, otherwise the one that called it then.
    pub(super) series: SeriesCode,
    pub(super) class: ClassKind,
    /// The hour in which it began.
    pub(super) hour: u8,
    /// Where a ticket ended or stands, who called after a wait, who served.
    pub(super) desk: Option<Desk>,
}

/// What was counted under one key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cell {
    counts: Counts,
    waits_s: Vec<u32>,
    services_s: Vec<u32>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    issued: u32,
    served: u32,
    no_shows: u32,
    not_served: u32,
    open: u32,
    matters: u32,
}

/// What tickets came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tally {
    /// Tickets that were issued: the four below add up to it.
    pub issued: u32,
    /// Of these, whose holder was at a counter in the end.
    pub served: u32,
    /// Of these, whose holder did not come when called.
    pub no_shows: u32,
    /// Of these, that the end of the day closed.
    pub not_served: u32,
    /// Of these, that are open.
    pub open: u32,
    /// Matters that were dealt with; one ticket may have several.
    pub matters: u32,
    /// From joining a queue, or from the booked time, to the call that ended the wait.
    pub waits: Option<Spread>,
    /// From coming forward to the end of the matter, the transfer or the hold.
    pub services: Option<Spread>,
}

impl Tally {
    /// Of a hundred tickets that were called to an end, how many were no-shows, in tenths.
    pub fn no_show_permille(&self) -> Option<u32> {
        let called = self.served + self.no_shows;
        (self.no_shows * 1_000 + called / 2).checked_div(called)
    }
}

impl Cell {
    pub(super) fn count_ticket(&mut self, outcome: Option<Outcome>) {
        self.counts.issued += 1;
        match outcome {
            Some(Outcome::Served | Outcome::Incomplete | Outcome::Withdrawn) => {
                self.counts.served += 1;
            }
            Some(Outcome::NoShow) => self.counts.no_shows += 1,
            Some(Outcome::NotServed) => self.counts.not_served += 1,
            None => self.counts.open += 1,
        }
    }

    pub(super) fn count_matter(&mut self) {
        self.counts.matters += 1;
    }

    pub(super) fn add_wait(&mut self, seconds: u32) {
        self.waits_s.push(seconds);
    }

    pub(super) fn add_service(&mut self, seconds: u32) {
        self.services_s.push(seconds);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        let Counts { issued, served, no_shows, not_served, open, matters } = other.counts;
        self.counts.issued += issued;
        self.counts.served += served;
        self.counts.no_shows += no_shows;
        self.counts.not_served += not_served;
        self.counts.open += open;
        self.counts.matters += matters;
        self.waits_s.extend(&other.waits_s);
        self.services_s.extend(&other.services_s);
    }

    pub(super) fn tally(self) -> Tally {
        let Counts { issued, served, no_shows, not_served, open, matters } = self.counts;
        let (waits, services) = (Spread::of(self.waits_s), Spread::of(self.services_s));
        Tally { issued, served, no_shows, not_served, open, matters, waits, services }
    }
}
