//! How a set of times is spread.

use serde::{Deserialize, Serialize};

/// How a set of times is spread, in whole seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Spread {
    /// How many there are.
    pub count: u32,
    /// Half of them are no longer.
    pub p50_s: u32,
    /// Nine of ten are no longer.
    pub p90_s: u32,
    /// Their mean, rounded half up.
    pub mean_s: u32,
    /// The longest.
    pub max_s: u32,
}

impl Spread {
    /// The spread of times in seconds; none of nothing.
    pub fn of(mut times: Vec<u32>) -> Option<Self> {
        times.sort_unstable();
        let max_s = *times.last()?;
        let count = u32::try_from(times.len()).ok()?;
        let sum: u64 = times.iter().map(|one| u64::from(*one)).sum();
        let mean = (sum + u64::from(count) / 2) / u64::from(count);
        Some(Self {
            count,
            p50_s: nearest_rank(&times, 50),
            p90_s: nearest_rank(&times, 90),
            mean_s: u32::try_from(mean).unwrap_or(u32::MAX),
            max_s,
        })
    }
}

/// The smallest of the sorted times that at least `percent` of them do not exceed.
fn nearest_rank(sorted: &[u32], percent: usize) -> u32 {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted[rank - 1]
}
