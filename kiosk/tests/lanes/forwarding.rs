//! Each answer of the centre leads where `shared::delivery` says, and nowhere else.

use shared::delivery::ParkReason;
use shared::hall::LineState;
use shared::submission::Standing;

use super::centre::{Step, TestCentre};
use super::faults::Fault;
use super::hall::{TestHall, until};

/// More often than any test asks.
const ALWAYS: usize = usize::MAX;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_centre_s_signed_word_settles_a_submission() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    let id = hall.submit().await;

    hall.start();
    hall.until_nothing_is_owed().await;

    let kept = hall.store.envelope(id).unwrap();
    assert!(hall.is_settled(id));
    assert_eq!(centre.books().held[&id].envelope, kept);
    assert_eq!(centre.count(Step::Envelope), 1);
    assert_eq!(centre.books().badly_signed, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_while_the_lane_runs_goes_out_at_once() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    hall.start();
    hall.until_line(|line| *line == LineState::Up { pending: 0 }).await;

    let mut ids = Vec::new();
    for _ in 0..20 {
        ids.push(hall.submit().await);
    }
    hall.until_nothing_is_owed().await;

    assert!(ids.into_iter().all(|id| hall.is_settled(id)));
    assert_eq!(centre.books().held.len(), 20);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_a_captive_portal_nothing_but_a_probe_is_sent() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    for step in [Step::Probe, Step::Envelope, Step::Commit, Step::Heartbeat, Step::Feed] {
        centre.spoil(step, Fault::Portal, ALWAYS);
    }
    for _ in 0..3 {
        hall.submit().await;
    }

    hall.start();
    centre.until_asked(Step::Probe, 5).await;

    assert!(centre.books().asked.iter().all(|asked| asked.step == Step::Probe));
    assert!(matches!(hall.line.state(), LineState::Down { pending: 3, .. }));
    assert_eq!(hall.store.outbox_counts().pending, 3);

    centre.mend();
    hall.until_nothing_is_owed().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_portal_that_lets_the_probe_through_settles_nothing() {
    for step in [Step::Envelope, Step::Commit] {
        for fault in [Fault::Portal, Fault::Garbage] {
            never_settled_by(step, fault).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_word_that_is_not_signed_by_the_pinned_key_settles_nothing() {
    never_settled_by(Step::Commit, Fault::ForeignKey).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_word_about_other_bytes_or_another_submission_settles_nothing() {
    never_settled_by(Step::Commit, Fault::OtherBytes).await;
    never_settled_by(Step::Commit, Fault::OtherSubmission).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_answer_is_asked_for_again_and_is_the_same() {
    for step in [Step::Envelope, Step::Commit] {
        let centre = TestCentre::start().await;
        let mut hall = TestHall::enrolled_at(&centre).await;
        centre.spoil(step, Fault::AnswerLost, 3);
        let id = hall.submit().await;

        hall.start();
        hall.until_nothing_is_owed().await;

        assert!(hall.is_settled(id), "{step:?}");
        assert_eq!(centre.books().held.len(), 1, "{step:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_of_one_parks_that_one_and_the_others_go_on() {
    let refusals = [
        (400, ParkReason::Refused),
        (409, ParkReason::OtherBytes),
        (413, ParkReason::TooLarge),
        (422, ParkReason::Unacceptable),
    ];
    for step in [Step::Envelope, Step::Commit] {
        for (status, reason) in refusals {
            let centre = TestCentre::start().await;
            let mut hall = TestHall::enrolled_at(&centre).await;
            centre.spoil(step, Fault::Status(status), 1);
            for _ in 0..4 {
                hall.submit().await;
            }

            hall.start();
            hall.until_nothing_is_owed().await;

            let parked = hall.store.parked().unwrap();
            assert_eq!(parked.len(), 1, "{step:?} {status}");
            assert_eq!(parked[0].reason, reason, "{step:?} {status}");
            assert_eq!(hall.standing(parked[0].submission), Standing::Parked);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_parked_submission_that_a_person_sends_again_is_settled() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    centre.spoil(Step::Commit, Fault::Status(422), 1);
    let id = hall.submit().await;
    hall.start();
    hall.until_owed(|owed| owed.parked == 1).await;

    hall.store.unpark(id).await.unwrap();
    hall.until_nothing_is_owed().await;

    assert!(hall.is_settled(id));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_centre_that_does_not_accept_the_hall_stops_the_lane_and_touches_nothing() {
    for status in [401, 403] {
        let centre = TestCentre::start().await;
        let mut hall = TestHall::enrolled_at(&centre).await;
        for step in [Step::Envelope, Step::Heartbeat, Step::Feed, Step::Journal] {
            centre.spoil(step, Fault::Status(status), ALWAYS);
        }
        for _ in 0..3 {
            hall.submit().await;
        }

        hall.start();
        hall.until_line(|line| *line == LineState::Stopped { pending: 3 }).await;
        centre.until_asked(Step::Envelope, 5).await;

        let due = hall.store.outbox_due(super::hall::far_ahead(&hall), 10).unwrap();
        assert_eq!(due.iter().map(|item| item.attempts).collect::<Vec<_>>(), [0, 0, 0]);
        assert_eq!(centre.count(Step::Commit), 0);

        centre.mend();
        hall.until_nothing_is_owed().await;
        hall.until_line(|line| *line == LineState::Up { pending: 0 }).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_centre_in_trouble_is_asked_again_until_it_is_well() {
    let faults =
        [Fault::Status(500), Fault::Status(302), Fault::Busy(0), Fault::Cut, Fault::Status(404)];
    for step in [Step::Envelope, Step::Commit] {
        for fault in faults {
            let centre = TestCentre::start().await;
            let mut hall = TestHall::enrolled_at(&centre).await;
            centre.spoil(step, fault, 12);
            let ids = [hall.submit().await, hall.submit().await];

            hall.start();
            hall.until_nothing_is_owed().await;

            assert!(ids.into_iter().all(|id| hall.is_settled(id)), "{step:?} {fault:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn failed_attempts_are_counted_on_the_disk() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    centre.spoil(Step::Envelope, Fault::Status(500), ALWAYS);
    hall.submit().await;
    hall.start();
    centre.until_asked(Step::Envelope, 4).await;

    hall.restart().await;
    let asked = centre.count(Step::Envelope);
    centre.until_asked(Step::Envelope, asked + 1).await;
    hall.stop().await;

    let due = hall.store.outbox_due(super::hall::far_ahead(&hall), 10).unwrap();
    assert!(due[0].attempts >= 3, "{} attempts", due[0].attempts);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_never_ends_is_silence() {
    for fault in [Fault::Silence, Fault::Dribble] {
        for step in [Step::Probe, Step::Envelope, Step::Commit] {
            let centre = TestCentre::start().await;
            let mut hall = TestHall::enrolled_at(&centre).await;
            hall.settings.patience.answer_ms = 150;
            centre.spoil(step, fault, 1);
            let id = hall.submit().await;

            hall.start();
            hall.until_nothing_is_owed().await;

            assert!(hall.is_settled(id), "{step:?} {fault:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_submission_in_trouble_does_not_keep_the_others() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    hall.settings.backoff.longest_ms = 10;
    centre.spoil(Step::Commit, Fault::Status(500), ALWAYS);
    let in_trouble = hall.submit().await;
    hall.start();
    centre.until_asked(Step::Commit, 20).await;

    assert!(matches!(hall.line.state(), LineState::Up { .. }));
    assert_eq!(hall.standing(in_trouble), Standing::Pending);
    hall.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hall_that_is_stopped_at_any_moment_settles_everything_once() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    let mut ids = Vec::new();
    for _ in 0..12 {
        ids.push(hall.submit().await);
    }
    hall.start();

    for step in [Step::Envelope, Step::Commit, Step::Envelope, Step::Commit] {
        let asked = centre.count(step);
        ids.push(hall.submit().await);
        centre.until_asked(step, asked + 1).await;
        hall.restart().await;
    }
    hall.until_nothing_is_owed().await;

    assert!(ids.iter().all(|id| hall.is_settled(*id)));
    assert_eq!(centre.books().held.len(), ids.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_goes_back_by_years_does_not_keep_a_submission_for_years() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    let id = hall.submit().await;
    let in_years = super::hall::far_ahead(&hall);
    hall.store.retry_at(id, in_years, 1).await.unwrap();

    hall.start();
    hall.until_nothing_is_owed().await;

    assert!(hall.is_settled(id));
}

/// A submission stays pending while the fault lasts, and settles when it is over.
async fn never_settled_by(step: Step, fault: Fault) {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    centre.spoil(step, fault, ALWAYS);
    let id = hall.submit().await;

    hall.start();
    centre.until_asked(step, 6).await;

    assert_eq!(hall.standing(id), Standing::Pending, "{step:?} {fault:?}");
    assert_eq!(hall.store.outbox_counts().pending, 1);

    centre.mend();
    hall.until_nothing_is_owed().await;
    until(|| hall.is_settled(id)).await;
}
