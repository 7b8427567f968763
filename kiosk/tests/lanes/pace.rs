//! What is promised about the pace of the lane to the centre.

use std::time::Duration;

use chrono::{DateTime, TimeDelta};
use kiosk::forwarder::{
    Outcome, Pace, RETRY_AFTER_MAX, Stance, TROUBLED_MAX, is_ahead, next_attempt_at,
};
use proptest::prelude::*;
use shared::delivery::{Backoff, Heard};
use shared::hall::LineState;
use shared::ids::SubmissionId;
use shared::time::Timestamp;
use uuid::Uuid;

const BACKOFF: Backoff = Backoff { first_ms: 2_000, longest_ms: 300_000 };
/// Draws the widest pause of the first attempt.
const WIDEST: u64 = 2_000;
const SERVER_ERROR: Heard = Heard::Status(500, None);

#[test]
fn nothing_is_sent_before_a_probe_was_answered() {
    let pace = Pace::new(BACKOFF);

    assert_eq!(pace.stance(now()), Stance::Probe);
    assert_eq!(pace.line(3), None);
}

#[test]
fn an_answered_probe_opens_the_lane() {
    let mut pace = Pace::new(BACKOFF);

    pace.probed(true, WIDEST, now());

    assert_eq!(pace.stance(now()), Stance::Send);
    assert_eq!(pace.line(3), Some(LineState::Up { pending: 3 }));
}

#[test]
fn an_unanswered_probe_rests_the_whole_lane_and_asks_once_a_pause() {
    let mut pace = Pace::new(BACKOFF);
    let until = now() + TimeDelta::seconds(2);

    pace.probed(false, WIDEST, now());

    assert_eq!(pace.stance(now()), Stance::Wait(until));
    assert_eq!(pace.line(1), Some(LineState::Down { pending: 1, next_attempt_at: until }));
    assert_eq!(pace.stance(until), Stance::Probe);
}

#[test]
fn pauses_grow_while_the_line_is_down_and_start_afresh_after() {
    let mut pace = Pace::new(BACKOFF);
    pace.probed(false, WIDEST, now());
    pace.probed(false, 2 * WIDEST, now());
    let second = pace.stance(now());

    pace.probed(true, WIDEST, now());
    pace.probed(false, WIDEST, now());

    assert_eq!(second, Stance::Wait(now() + TimeDelta::seconds(4)));
    assert_eq!(pace.stance(now()), Stance::Wait(now() + TimeDelta::seconds(2)));
}

#[test]
fn silence_and_what_is_not_the_centre_s_word_ask_for_a_probe_first() {
    for heard in [Heard::Silence, Heard::Unverified] {
        let mut pace = flowing();

        pace.ended(submission(1), Outcome::Again(heard), WIDEST, now());

        assert_eq!(pace.stance(now()), Stance::Probe, "{heard:?}");
    }
}

#[test]
fn one_submission_in_trouble_does_not_keep_the_others() {
    let mut pace = flowing();

    for _ in 0..100 {
        pace.ended(submission(1), Outcome::Again(SERVER_ERROR), WIDEST, now());
    }

    assert_eq!(pace.stance(now()), Stance::Send);
}

#[test]
fn many_submissions_in_trouble_rest_the_lane_and_then_one_is_tried() {
    let mut pace = flowing();
    for number in 0..TROUBLED_MAX {
        pace.ended(submission(number), Outcome::Again(SERVER_ERROR), WIDEST, now());
    }
    let rested = pace.stance(now());

    pace.probed(true, WIDEST, now() + TimeDelta::seconds(2));

    assert_eq!(rested, Stance::Wait(now() + TimeDelta::seconds(2)));
    assert_eq!(pace.stance(now() + TimeDelta::seconds(2)), Stance::SendOne);
}

#[test]
fn one_word_of_the_centre_opens_the_lane_again() {
    let mut pace = flowing();
    for number in 0..TROUBLED_MAX {
        pace.ended(submission(number), Outcome::Again(SERVER_ERROR), WIDEST, now());
    }
    pace.probed(true, WIDEST, now());

    pace.ended(submission(1), Outcome::Spoken, WIDEST, now());

    assert_eq!(pace.stance(now()), Stance::Send);
}

#[test]
fn a_centre_that_asks_for_a_pause_gets_it() {
    let mut pace = flowing();
    let busy = Heard::Status(503, Some(40));

    pace.ended(submission(1), Outcome::Again(busy), WIDEST, now());

    assert_eq!(pace.stance(now()), Stance::Wait(now() + TimeDelta::seconds(40)));
}

#[test]
fn a_centre_that_does_not_accept_the_hall_stops_the_lane_slowly() {
    let mut pace = flowing();

    pace.ended(submission(1), Outcome::Refused, 0, now());

    let until = now() + TimeDelta::seconds(150);
    assert_eq!(pace.stance(now()), Stance::Wait(until));
    assert_eq!(pace.line(5), Some(LineState::Stopped { pending: 5 }));
    assert_eq!(pace.stance(until), Stance::SendOne);
}

#[test]
fn a_heartbeat_that_is_taken_again_opens_a_stopped_lane() {
    let mut pace = flowing();
    pace.overheard(Heard::Status(401, None), 0, now());
    let stopped = pace.line(0);

    pace.overheard(Heard::Status(204, None), 0, now());

    assert_eq!(stopped, Some(LineState::Stopped { pending: 0 }));
    assert_eq!(pace.line(0), Some(LineState::Up { pending: 0 }));
}

#[test]
fn a_heartbeat_that_is_not_answered_asks_for_a_probe() {
    let mut pace = flowing();

    pace.overheard(Heard::Silence, 0, now());

    assert_eq!(pace.stance(now()), Stance::Probe);
}

#[test]
fn a_store_that_fails_is_given_a_moment() {
    let mut pace = flowing();

    pace.ended(submission(1), Outcome::StoreFailed, 0, now());

    assert_eq!(pace.stance(now()), Stance::Wait(now() + TimeDelta::seconds(1)));
    assert_eq!(pace.stance(now() + TimeDelta::seconds(1)), Stance::Send);
}

#[test]
fn a_clock_that_goes_back_by_years_does_not_keep_the_lane_for_years() {
    let mut pace = Pace::new(BACKOFF);
    pace.probed(false, WIDEST, now());

    let years_before = now() - TimeDelta::days(1_000);

    assert_eq!(pace.stance(years_before), Stance::Probe);
    assert!(!is_ahead(now(), BACKOFF, years_before));
}

proptest! {
    #[test]
    fn every_wait_of_the_lane_ends(words in prop::collection::vec(any_word(), 1..60)) {
        let mut pace = Pace::new(BACKOFF);
        for (number, word, random) in words {
            tell(&mut pace, number, word, random);
        }

        let late = now() + TimeDelta::from_std(2 * RETRY_AFTER_MAX).expect("it is short");

        prop_assert!(!matches!(pace.stance(late), Stance::Wait(_)));
    }

    #[test]
    fn an_attempt_is_never_put_off_beyond_what_was_asked_or_the_longest_pause(
        attempts: u32,
        asked_s in prop::option::of(any::<u32>()),
        random: u64,
    ) {
        let heard = Heard::Status(503, asked_s);

        let at = next_attempt_at(BACKOFF, attempts, heard, random, now());

        let asked = Duration::from_secs(asked_s.unwrap_or(0).into()).min(RETRY_AFTER_MAX);
        let pause = (at - now()).to_std().expect("it is not before this moment");
        prop_assert!(asked <= pause);
        prop_assert!(pause <= asked.max(Duration::from_millis(BACKOFF.longest_ms)));
        prop_assert!(at == now() || is_ahead(at, BACKOFF, now()));
    }
}

#[derive(Debug, Clone, Copy)]
enum Word {
    Probed(bool),
    Ended(Outcome),
    Overheard(Heard),
}

fn tell(pace: &mut Pace, number: usize, word: Word, random: u64) {
    match word {
        Word::Probed(is_centre) => pace.probed(is_centre, random, now()),
        Word::Ended(outcome) => pace.ended(submission(number), outcome, random, now()),
        Word::Overheard(heard) => pace.overheard(heard, random, now()),
    }
}

fn any_word() -> impl Strategy<Value = (usize, Word, u64)> {
    let word = prop_oneof![
        any::<bool>().prop_map(Word::Probed),
        any_heard().prop_map(|heard| Word::Ended(Outcome::Again(heard))),
        any_heard().prop_map(Word::Overheard),
        prop::sample::select(vec![
            Outcome::Spoken,
            Outcome::Refused,
            Outcome::StoreFailed,
            Outcome::Abandoned,
        ])
        .prop_map(Word::Ended),
    ];
    (0_usize..20, word, any::<u64>())
}

fn any_heard() -> impl Strategy<Value = Heard> {
    prop_oneof![
        Just(Heard::Silence),
        Just(Heard::Unverified),
        (200_u16..600, prop::option::of(any::<u32>()))
            .prop_map(|(status, after)| Heard::Status(status, after)),
    ]
}

fn flowing() -> Pace {
    let mut pace = Pace::new(BACKOFF);
    pace.probed(true, WIDEST, now());
    pace
}

fn submission(number: usize) -> SubmissionId {
    SubmissionId(Uuid::from_u128(number as u128))
}

fn now() -> Timestamp {
    DateTime::from_timestamp(1_700_000_000, 0).expect("it is a moment")
}
