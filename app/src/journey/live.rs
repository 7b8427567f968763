//! Following a ticket on a phone: what is a sign to its holder, and when to look again.

use std::time::Duration;

use shared::hall::LiveStanding;

use super::ticket::Buzz;

/// People before from which on the turn is near.
const NEAR: u32 = 3;
/// People before from which on it is far.
const FAR: u32 = 10;

/// The wait after the first look that was not answered.
const PAUSE_FIRST: Duration = Duration::from_secs(2);
/// The longest wait between two looks.
const PAUSE_MAX: Duration = Duration::from_secs(60);

/// Whether the turn is near.
pub fn is_near(standing: LiveStanding) -> bool {
    match standing {
        LiveStanding::Waiting { people_before, .. } => people_before <= NEAR,
        LiveStanding::Called { .. }
        | LiveStanding::Serving { .. }
        | LiveStanding::Held { .. }
        | LiveStanding::Missed { .. }
        | LiveStanding::Served
        | LiveStanding::Incomplete
        | LiveStanding::Withdrawn
        | LiveStanding::DayOver => false,
    }
}

/// Whether there is time to do something else meanwhile.
pub fn leaves_time(standing: LiveStanding) -> bool {
    match standing {
        LiveStanding::Waiting { .. } | LiveStanding::Held { .. } => true,
        LiveStanding::Called { .. }
        | LiveStanding::Serving { .. }
        | LiveStanding::Missed { .. }
        | LiveStanding::Served
        | LiveStanding::Incomplete
        | LiveStanding::Withdrawn
        | LiveStanding::DayOver => false,
    }
}

/// Decides whether the phone vibrates after a fresh look.
pub fn buzz(before: LiveStanding, after: LiveStanding) -> Buzz {
    if calls(after) > calls(before) {
        Buzz::Called
    } else if is_near(after) && !is_near(before) && calls(before) == 0 {
        Buzz::Near
    } else {
        Buzz::Still
    }
}

/// How often the number was called, while the call stands.
fn calls(standing: LiveStanding) -> u8 {
    match standing {
        LiveStanding::Called { calls, .. } => calls,
        LiveStanding::Waiting { .. }
        | LiveStanding::Serving { .. }
        | LiveStanding::Held { .. }
        | LiveStanding::Missed { .. }
        | LiveStanding::Served
        | LiveStanding::Incomplete
        | LiveStanding::Withdrawn
        | LiveStanding::DayOver => 0,
    }
}

/// When to look again after an answer; never once nothing more can happen.
pub fn look_again(standing: LiveStanding) -> Option<Duration> {
    let seconds = match standing {
        LiveStanding::Waiting { people_before, .. } if people_before > FAR => 15,
        LiveStanding::Waiting { people_before, .. } if people_before > NEAR => 6,
        LiveStanding::Waiting { .. } | LiveStanding::Called { .. } => 3,
        LiveStanding::Serving { .. } | LiveStanding::Held { .. } => 10,
        // The officer may put the number back, or call it again on the same day.
        LiveStanding::Missed { may_return: true } | LiveStanding::Incomplete => 15,
        LiveStanding::Missed { may_return: false }
        | LiveStanding::Served
        | LiveStanding::Withdrawn
        | LiveStanding::DayOver => return None,
    };
    Some(Duration::from_secs(seconds))
}

/// When to look again after so many looks in a row that nobody answered.
pub fn try_again(unanswered: u32) -> Duration {
    let pause = PAUSE_FIRST.saturating_mul(1 << unanswered.saturating_sub(1).min(16));
    pause.min(PAUSE_MAX)
}
