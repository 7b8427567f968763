//! How much working time lies before or behind a deadline.

use chrono::{NaiveDateTime, TimeDelta};

use super::Calendar;

/// Where a deadline stands, in minutes of working time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeadlineClock {
    /// So much is left.
    Left {
        /// Working minutes.
        minutes: u32,
    },
    /// It passed so long ago.
    Overdue {
        /// Working minutes.
        minutes: u32,
    },
}

impl Calendar {
    /// Says how much working time is left until `deadline`, or has passed since.
    pub fn clock(&self, deadline: NaiveDateTime, now: NaiveDateTime) -> DeadlineClock {
        if now <= deadline {
            DeadlineClock::Left { minutes: self.working_minutes(now, deadline) }
        } else {
            DeadlineClock::Overdue { minutes: self.working_minutes(deadline, now) }
        }
    }

    /// Counts the whole minutes of office hours between two moments.
    pub fn working_minutes(&self, from: NaiveDateTime, to: NaiveDateTime) -> u32 {
        let days = from.date().iter_days().take_while(|day| *day <= to.date());
        let worked: TimeDelta = days
            .filter(|day| self.is_working(*day))
            .flat_map(|day| {
                self.working_hours.iter().map(move |session| {
                    let begin = day.and_time(session.from).max(from);
                    let end = day.and_time(session.to).min(to);
                    (end - begin).max(TimeDelta::zero())
                })
            })
            .sum();
        worked.num_minutes().try_into().unwrap_or(u32::MAX)
    }
}
