//! A captive portal answers 200 to everything, and settles nothing.

#![allow(clippy::unwrap_used, reason = "a test says what must not fail by failing")]

use promises::books;
use promises::centre::TestCentre;
use promises::hall::TestHall;
use promises::line::Condition;
use promises::patience::until_so;
use promises::sample_file::picture;
use shared::submission::Standing;

#[tokio::test(flavor = "multi_thread")]
async fn a_captive_portal_settles_nothing() {
    let centre = TestCentre::start().await;
    let hall = TestHall::enrolled_at(&centre).await;
    hall.line().set(Condition::CaptivePortal);

    let plain = hall.submit_birth_registration(&[]).await.submission;
    let with_a_file = hall.submit_birth_registration(&[picture(60, 1)]).await.submission;
    until_so("the portal was asked often", || hall.line().portal_answers() >= 10).await;

    assert_eq!(hall.store().outbox_counts().pending, 2);
    for submission in [plain, with_a_file] {
        assert_eq!(hall.submission(submission).await.standing, Standing::Pending);
    }
    assert!(books::held_by(centre.database()).await.is_empty());
    hall.line().set(Condition::Up);
    hall.until_settled().await;
    assert_eq!(books::held_by(centre.database()).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_captive_portal_that_comes_in_between_settles_nothing() {
    let centre = TestCentre::start().await;
    let hall = TestHall::enrolled_at(&centre).await;
    hall.submit_birth_registration(&[]).await;
    hall.until_settled().await;

    // The line was good a moment ago, so the hall sends without a probe.
    hall.line().set(Condition::CaptivePortal);
    let submission = hall.submit_birth_registration(&[]).await.submission;
    until_so("the portal was asked often", || hall.line().portal_answers() >= 10).await;

    assert_eq!(hall.submission(submission).await.standing, Standing::Pending);
    assert_eq!(books::held_by(centre.database()).await.len(), 1);
    hall.line().set(Condition::Up);
    hall.until_settled().await;
    assert_eq!(books::held_by(centre.database()).await.len(), 2);
}
