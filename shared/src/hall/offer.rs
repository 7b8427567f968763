//! Whether something is offered at this moment, and when it is offered again.

use chrono::{NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::working_time::{Calendar, OpeningHours, Session};

/// Whether something is offered at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Offer {
    /// Yes.
    Open,
    /// Between two sessions of the day; told is when the next one begins.
    Break(Reopening),
    /// Outside the opening hours; told is when they begin, if that is within a month.
    Closed(Option<Reopening>),
    /// The day's numbers are spent; told is when the next day's are given out, if that is within
    /// a month.
    Spent(Option<Reopening>),
    /// Those who wait fill the time that is left before closing; told is when the next day's
    /// numbers are given out, if that is within a month.
    Full(Option<Reopening>),
    /// The hall was not enrolled at a centre yet.
    NotEnrolled,
    /// The disk has no room for more but its reserve; tickets are still given out.
    NoRoom,
    /// The hall cannot store anything.
    StoreStopped,
}

/// When something is offered again, as a person in the hall would say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reopening {
    /// Later on this day, at a time of day.
    Today(NaiveTime),
    /// On the day after, at a time of day.
    Tomorrow(NaiveTime),
    /// On a later day, at its time.
    On(NaiveDateTime),
}

/// When numbers are given out.
#[derive(Debug, Clone, Copy)]
pub enum Schedule<'a> {
    /// During the posted hours.
    Posted {
        /// The hours of the field.
        hours: &'a OpeningHours,
        /// The days that differ from the plain week.
        calendar: &'a Calendar,
    },
    /// At any time.
    Always,
}

/// What a field has to do on this day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// Numbers that were given out.
    pub issued: u32,
    /// Tickets that wait.
    pub waiting: u32,
    /// Counters with an officer that serve the field.
    pub open_counters: u32,
    /// Counters of the hall that serve the field.
    pub posted_counters: u32,
    /// The usual seconds of a matter.
    pub matter_s: u32,
}

/// Decides whether a field gives out one more number.
pub fn offer(schedule: Schedule<'_>, daily_capacity: u16, load: Load, now: NaiveDateTime) -> Offer {
    let is_spent = load.issued >= u32::from(daily_capacity);
    let (hours, calendar) = match schedule {
        Schedule::Posted { hours, calendar } => (hours, calendar),
        Schedule::Always if is_spent => return Offer::Spent(None),
        Schedule::Always => return Offer::Open,
    };
    let opening_after = |moment| {
        let opening = hours.next_opening(moment, calendar);
        opening.map(|opening| Reopening::of(opening, now))
    };
    let end_of_day = now.date().and_time(END_OF_DAY);
    let Some(moment) = moment(hours.on(now.date(), calendar), now.time()) else {
        return Offer::Closed(opening_after(now));
    };
    if is_spent {
        return Offer::Spent(opening_after(end_of_day));
    }
    match moment {
        Moment::Between { next } => Offer::Break(Reopening::Today(next)),
        Moment::Last { to } if is_full(load, to, now.time()) => {
            Offer::Full(opening_after(end_of_day))
        }
        Moment::Earlier | Moment::Last { .. } => Offer::Open,
    }
}

/// The last minute of a day; nobody opens in it.
const END_OF_DAY: NaiveTime = NaiveTime::from_hms_opt(23, 59, 0).expect("a minute of every day");

/// Where a time of day stands among the sessions of a field.
enum Moment {
    /// After one and before another.
    Between { next: NaiveTime },
    /// In one that another follows.
    Earlier,
    /// In the last.
    Last { to: NaiveTime },
}

/// Finds the moment of the day; none before the first session and after the last.
fn moment(sessions: &[Session], at: NaiveTime) -> Option<Moment> {
    let has_begun = sessions.first().is_some_and(|first| first.from <= at);
    let mut ahead = sessions.iter().filter(|session| at < session.to);
    let session = ahead.next()?;
    if at < session.from {
        return has_begun.then_some(Moment::Between { next: session.from });
    }
    Some(match ahead.next() {
        Some(_) => Moment::Earlier,
        None => Moment::Last { to: session.to },
    })
}

/// Whether those who wait fill the time that is left. It is asked in the last session only: in an
/// earlier one more counters may open later.
fn is_full(load: Load, closing: NaiveTime, now: NaiveTime) -> bool {
    // A counter that nobody has opened yet will be: officers sign in after the first numbers.
    let counters = if load.open_counters == 0 { load.posted_counters } else { load.open_counters };
    let left_s = u32::try_from((closing - now).num_seconds()).unwrap_or(0);
    let matters_left = left_s.saturating_mul(counters.max(1)) / load.matter_s.max(1);
    load.waiting >= matters_left
}

impl Reopening {
    /// Says an opening as a person would at this moment.
    pub fn of(opening: NaiveDateTime, now: NaiveDateTime) -> Self {
        match (opening.date() - now.date()).num_days() {
            ..=0 => Self::Today(opening.time()),
            1 => Self::Tomorrow(opening.time()),
            2.. => Self::On(opening),
        }
    }
}

impl Offer {
    /// When it is offered again, where that is known.
    pub fn reopens(self) -> Option<Reopening> {
        match self {
            Self::Break(reopens) => Some(reopens),
            Self::Closed(reopens) | Self::Spent(reopens) | Self::Full(reopens) => reopens,
            Self::Open | Self::NotEnrolled | Self::NoRoom | Self::StoreStopped => None,
        }
    }

    /// Whether an officer may still give out a ticket: numbers can be added, hours cannot.
    pub fn yields_to_an_officer(self) -> bool {
        match self {
            Self::Open | Self::Break(_) | Self::Spent(_) | Self::Full(_) => true,
            Self::Closed(_) | Self::NotEnrolled | Self::NoRoom | Self::StoreStopped => false,
        }
    }
}
