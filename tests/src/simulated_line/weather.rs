//! How the line of a hall is, from moment to moment: drawn before anything happens.

use rand::RngExt as _;
use rand::rngs::StdRng;

/// A minute in milliseconds.
pub const MINUTE: u64 = 60_000;
/// An hour.
pub const HOUR: u64 = 60 * MINUTE;
/// A day.
pub const DAY: u64 = 24 * HOUR;

/// How a line is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Weather {
    /// Everything arrives.
    Fair,
    /// Each exchange goes wrong with this chance, one way or another.
    Rough(f64),
    /// Nothing arrives.
    Down,
    /// Something else answers in the centre's place.
    Portal,
    /// A proxy before the centre asks to come later.
    Overloaded,
}

/// The weather of one line.
#[derive(Debug, Clone)]
pub struct Forecast(Vec<(u64, Weather)>);

impl Forecast {
    /// Changing weather until a moment, and fair weather from then on.
    pub fn changing(until: u64, random: &mut StdRng) -> Self {
        let mut spans = Vec::new();
        let mut at = 0;
        while at < until {
            let longest = if random.random_bool(0.1) { 2 * DAY } else { 2 * HOUR };
            at = (at + random.random_range(MINUTE..longest)).min(until);
            spans.push((at, any(random)));
        }
        Self(spans)
    }

    /// The same, with nothing arriving between two moments.
    #[must_use]
    pub fn with_outage(self, from: u64, to: u64) -> Self {
        let Self(spans) = self;
        let before = spans.iter().copied().filter(|(until, _)| *until <= from);
        let cut = spans.iter().copied().find(|(until, _)| *until > from);
        let after = spans.iter().copied().filter(|(until, _)| *until > to);
        let cut = cut.map(|(_, weather)| (from, weather));
        Self(before.chain(cut).chain([(to, Weather::Down)]).chain(after).collect())
    }

    /// Nothing arrives until a moment, then everything.
    pub fn down_until(moment: u64) -> Self {
        Self(vec![(moment, Weather::Down)])
    }

    /// Nothing arrives until a moment, then it is rough until another, then fair.
    pub fn outage_then_rough(outage: u64, rough: u64, chance: f64) -> Self {
        Self(vec![(outage, Weather::Down), (rough, Weather::Rough(chance))])
    }

    /// How it is at a moment.
    pub fn at(&self, now: u64) -> Weather {
        let place = self.0.partition_point(|(until, _)| *until <= now);
        self.0.get(place).map_or(Weather::Fair, |(_, weather)| *weather)
    }
}

fn any(random: &mut StdRng) -> Weather {
    match random.random_range(0..10) {
        0 | 1 => Weather::Fair,
        2..=5 => Weather::Rough(random.random_range(0.1..0.6)),
        6 | 7 => Weather::Down,
        8 => Weather::Portal,
        _ => Weather::Overloaded,
    }
}
