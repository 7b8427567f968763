//! The hours of a day: how many counters were open, and how many waited at most.

use chrono::{TimeDelta, Timelike as _};

use crate::duty::Duty;
use crate::time::{ServiceDay, Timestamp, from_wall_clock, wall_clock};
use crate::visit::{Phase, Visit};

/// What is known of one hour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct HourBook {
    pub(super) open_s: u64,
    pub(super) elapsed_s: u64,
    pub(super) waiting_most: u32,
}

impl HourBook {
    /// The hours of a day of which nothing is known.
    pub(super) fn day() -> [Self; 24] {
        [Self::default(); 24]
    }

    pub(super) fn merge((own, other): (&mut Self, &Self)) {
        own.open_s += other.open_s;
        own.elapsed_s += other.elapsed_s;
        own.waiting_most = own.waiting_most.max(other.waiting_most);
    }
}

/// Fills the hours of a day, up to a moment.
pub(super) fn fill<'a>(
    day: ServiceDay,
    visits: impl Iterator<Item = &'a Visit>,
    duties: impl Iterator<Item = &'a Duty>,
    as_of: Timestamp,
) -> [HourBook; 24] {
    let mut hours = HourBook::day();
    let starts = starts(day);
    let hour = TimeDelta::hours(1);
    for (book, start) in hours.iter_mut().zip(starts) {
        book.elapsed_s = common_s((start, start + hour), (start, as_of));
    }
    for duty in duties {
        for (book, start) in hours.iter_mut().zip(starts) {
            let open = (duty.from, duty.to.unwrap_or(as_of));
            book.open_s += common_s((start, start + hour), open);
        }
    }
    count_waiting(&mut hours, visits, as_of);
    hours
}

/// Follows how many wait; who waits when an hour begins counts for that hour too.
fn count_waiting<'a>(
    hours: &mut [HourBook; 24],
    visits: impl Iterator<Item = &'a Visit>,
    as_of: Timestamp,
) {
    let waits = visits.flat_map(|visit| &visit.intervals).filter(|one| one.phase == Phase::Waiting);
    let mut steps: Vec<(Timestamp, i32)> = Vec::new();
    for wait in waits {
        steps.push((wait.from, 1));
        steps.extend(wait.to.map(|to| (to, -1)));
    }
    // The end of a day closes tickets after it.
    steps.retain(|(at, _)| *at <= as_of);
    // At one moment those who go are counted first: nobody waits twice.
    steps.sort_unstable();
    let (mut waiting, mut at_hour) = (0_i32, 0);
    for (at, step) in steps {
        let hour = hour_of(at);
        for book in hours.iter_mut().take(hour + 1).skip(at_hour + 1) {
            book.waiting_most = book.waiting_most.max(waiting.unsigned_abs());
        }
        at_hour = hour.max(at_hour);
        waiting += step;
        hours[hour].waiting_most = hours[hour].waiting_most.max(waiting.unsigned_abs());
    }
}

fn starts(day: ServiceDay) -> [Timestamp; 24] {
    let midnight = from_wall_clock(day.0.into());
    std::array::from_fn(|hour| midnight + TimeDelta::hours(i64::try_from(hour).unwrap_or(0)))
}

fn common_s(one: (Timestamp, Timestamp), other: (Timestamp, Timestamp)) -> u64 {
    let common = one.1.min(other.1) - one.0.max(other.0);
    u64::try_from(common.num_seconds()).unwrap_or(0)
}

/// The hour of the wall clock, 0 to 23.
pub(super) fn hour_of(at: Timestamp) -> usize {
    usize::try_from(wall_clock(at).hour()).unwrap_or(0)
}
