//! What a time limit comes to, from the moment of reception.
//!
//! The day of reception is day 0. Every sum starts from the first working moment at or after it.

use chrono::{Days, NaiveDateTime, NaiveTime, TimeDelta};

use super::Calendar;
use crate::catalogue::{Limit, LimitUnit};

impl Calendar {
    /// Gives the moment at which a matter received at `start` is due.
    pub fn due(
        &self,
        start: NaiveDateTime,
        limit: &Limit,
        cutoff: Option<NaiveTime>,
    ) -> NaiveDateTime {
        match limit.unit {
            LimitUnit::WorkingHours => self.add_working_hours(start, limit.value),
            LimitUnit::Days => self.add_calendar_days(start, limit.value),
            LimitUnit::WorkingDays => self.add_working_days(start, limit.value),
            LimitUnit::SameDay => self.same_day(start, cutoff),
        }
    }

    /// Gives the first working moment at or after `moment`.
    pub fn first_working_moment(&self, moment: NaiveDateTime) -> NaiveDateTime {
        if self.is_working(moment.date()) {
            for session in &self.working_hours {
                if moment.time() < session.to {
                    return moment.max(moment.date().and_time(session.from));
                }
            }
        }
        self.opening(self.next_working_day(moment.date()))
    }

    /// Adds working days; the clock stays.
    pub fn add_working_days(&self, start: NaiveDateTime, days: u16) -> NaiveDateTime {
        let start = self.first_working_moment(start);
        let mut day = start.date();
        for _ in 0..days {
            day = self.next_working_day(day);
        }
        day.and_time(start.time())
    }

    /// Adds calendar days; an end on a day of rest moves to the next working day.
    pub fn add_calendar_days(&self, start: NaiveDateTime, days: u16) -> NaiveDateTime {
        let start = self.first_working_moment(start);
        let day = start.date().checked_add_days(Days::new(days.into())).unwrap_or(start.date());
        let day = if self.is_working(day) { day } else { self.next_working_day(day) };
        day.and_time(start.time())
    }

    /// Consumes working hours across lunch and days off.
    ///
    /// A sum that ends with a session ends there, not at the start of the next.
    pub fn add_working_hours(&self, start: NaiveDateTime, hours: u16) -> NaiveDateTime {
        let mut now = self.first_working_moment(start);
        let mut left = TimeDelta::hours(hours.into());
        if self.working_hours.iter().all(|session| session.to <= session.from) {
            return now;
        }
        loop {
            let end = self
                .working_hours
                .iter()
                .map(|session| now.date().and_time(session.to))
                .find(|end| now < *end)
                .unwrap_or(now);
            if left <= end - now {
                return now + left;
            }
            left -= end - now;
            now = self.first_working_moment(end);
        }
    }

    /// Gives the close of the day, or of the next working day after the cut-off.
    pub fn same_day(&self, start: NaiveDateTime, cutoff: Option<NaiveTime>) -> NaiveDateTime {
        let start = self.first_working_moment(start);
        let is_late = cutoff.is_some_and(|cutoff| start.time() > cutoff);
        let day = if is_late { self.next_working_day(start.date()) } else { start.date() };
        self.closing(day)
    }
}
