//! What is promised about what follows an answer, and about the pauses between attempts.

use std::time::Duration;

use proptest::prelude::*;
use shared::delivery::{Backoff, Heard, Next, ParkReason, next_after};

#[test]
fn every_answer_has_its_consequence() {
    let table = [
        (Heard::Acknowledged, Next::Settle),
        (Heard::Unverified, Next::Retry(None)),
        (Heard::Silence, Next::Retry(None)),
        (Heard::Status(200, None), Next::Proceed),
        (Heard::Status(204, None), Next::Proceed),
        (Heard::Status(302, None), Next::Retry(None)),
        (Heard::Status(400, None), Next::Park(ParkReason::Refused)),
        (Heard::Status(401, None), Next::StopLane),
        (Heard::Status(403, None), Next::StopLane),
        (Heard::Status(404, None), Next::Rewind),
        (Heard::Status(407, None), Next::Retry(None)),
        (Heard::Status(408, None), Next::Retry(None)),
        (Heard::Status(409, None), Next::Park(ParkReason::OtherBytes)),
        (Heard::Status(413, None), Next::Park(ParkReason::TooLarge)),
        (Heard::Status(415, None), Next::Park(ParkReason::Refused)),
        (Heard::Status(422, None), Next::Park(ParkReason::Unacceptable)),
        (Heard::Status(425, None), Next::Retry(None)),
        (Heard::Status(429, Some(7)), Next::Retry(Some(Duration::from_secs(7)))),
        (Heard::Status(500, None), Next::Retry(None)),
        (Heard::Status(503, Some(30)), Next::Retry(Some(Duration::from_secs(30)))),
        (Heard::Status(507, None), Next::Retry(None)),
        (Heard::Status(511, None), Next::Retry(None)),
        (Heard::Status(999, None), Next::Retry(None)),
    ];

    for (heard, expected) in table {
        assert_eq!(next_after(heard), expected, "{heard:?}");
    }
}

#[test]
fn no_status_settles_a_submission() {
    let settling = (0..=u16::MAX).find(|status| next_after(status_of(*status)) == Next::Settle);

    assert_eq!(settling, None);
}

#[test]
fn only_a_success_goes_on_with_the_next_step() {
    let proceeding: Vec<u16> =
        (0..=u16::MAX).filter(|status| next_after(status_of(*status)) == Next::Proceed).collect();

    assert_eq!(proceeding, (200..=299).collect::<Vec<u16>>());
}

#[test]
fn only_a_refusal_of_the_very_request_sets_a_submission_aside() {
    let parking =
        (0..=u16::MAX).filter(|status| matches!(next_after(status_of(*status)), Next::Park(_)));

    assert!(parking.into_iter().all(|status| (400..500).contains(&status)));
}

#[test]
fn the_first_pause_is_at_most_two_seconds_and_the_longest_five_minutes() {
    let backoff = Backoff::default();

    assert_eq!(widest(backoff, 0), Duration::from_secs(2));
    assert_eq!(widest(backoff, 1), Duration::from_secs(4));
    assert_eq!(widest(backoff, 7), Duration::from_secs(256));
    assert_eq!(widest(backoff, 8), Duration::from_secs(300));
    assert_eq!(widest(backoff, u32::MAX), Duration::from_secs(300));
}

proptest! {
    #[test]
    fn a_pause_is_never_wider_than_the_longest(
        backoff in any_backoff(),
        attempts: u32,
        random: u64,
    ) {
        let pause = backoff.pause(attempts, random);

        prop_assert!(pause <= Duration::from_millis(backoff.longest_ms));
    }

    #[test]
    fn the_bound_of_the_pause_never_shrinks_with_more_attempts(
        backoff in any_backoff(),
        attempts in 0_u32..64,
    ) {
        prop_assert!(widest(backoff, attempts) <= widest(backoff, attempts + 1));
    }

    #[test]
    fn pauses_are_spread_over_the_whole_range(
        first_ms in 100_u64..10_000,
        attempts in 0_u32..6,
    ) {
        let backoff = Backoff { first_ms, longest_ms: 3_600_000 };
        let bound = first_ms << attempts;

        let spread: Vec<Duration> =
            (0..10).map(|tenth| backoff.pause(attempts, bound * tenth / 10)).collect();

        let expected: Vec<Duration> =
            (0..10).map(|tenth| Duration::from_millis(bound * tenth / 10)).collect();
        prop_assert_eq!(spread, expected);
    }
}

fn status_of(status: u16) -> Heard {
    Heard::Status(status, None)
}

/// The pause that the unluckiest draw makes: the draw equal to the bound itself.
fn widest(backoff: Backoff, attempts: u32) -> Duration {
    let doubled = backoff.first_ms.saturating_mul(1_u64 << attempts.min(32));
    backoff.pause(attempts, doubled.min(backoff.longest_ms))
}

fn any_backoff() -> impl Strategy<Value = Backoff> {
    (any::<u64>(), any::<u64>()).prop_map(|(first_ms, longest_ms)| Backoff { first_ms, longest_ms })
}
