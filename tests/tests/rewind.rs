//! A centre that is restored from last week's copy asks its halls to send again: everything comes
//! back, once, and a person at the centre sees that it happened.

#![allow(clippy::unwrap_used, reason = "a test says what must not fail by failing")]

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use promises::books;
use promises::centre::TestCentre;
use promises::hall::TestHall;
use promises::patience::until;
use promises::posted::BIRTH;
use promises::sample_file::{document, picture};
use shared::ids::SubmissionId;
use shared::office::Incident;

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_a_restored_centre_forgot_comes_back_once() {
    let mut centre = TestCentre::start().await;
    let hall = TestHall::enrolled_at(&centre).await;
    let mut filed = BTreeSet::from([file(&hall).await, file(&hall).await]);
    hall.take_ticket(BIRTH).await;
    hall.until_settled().await;
    let last_week = centre.back_up().await;

    centre.clock().turn(TimeDelta::days(7));
    hall.clock().turn(TimeDelta::days(7));
    for _ in 0..4 {
        filed.insert(file(&hall).await);
    }
    let files = [document(1_700_000, 1), picture(20, 2)];
    filed.insert(hall.submit_birth_registration(&files).await.submission);
    hall.take_ticket(BIRTH).await;
    hall.until_settled().await;
    let held = books::held_by(centre.database()).await;
    centre.restore(last_week).await;
    assert_eq!(books::held_by(centre.database()).await.len(), 2);

    hall.take_ticket(BIRTH).await;
    until("the centre holds everything again", async || {
        books::held_by(centre.database()).await == held
    })
    .await;
    hall.until_settled().await;

    let one_each: BTreeMap<SubmissionId, i64> = filed.iter().map(|id| (*id, 1)).collect();
    until("each is one dossier", async || books::dossiers_in(centre.database()).await == one_each)
        .await;
    assert_journals_are_equal(&hall, &centre).await;
    let told = centre.officer().await.incidents().await;
    let is_told = |which: fn(&Incident) -> bool| told.iter().any(which);
    assert!(is_told(|one| matches!(one, Incident::JournalForgotten { .. })), "{told:?}");
    assert!(
        is_told(|one| matches!(one, Incident::AcknowledgedMissing { count: 5, .. })),
        "{told:?}"
    );
    hall.stop().await;
    centre.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_halls_of_one_centre_both_come_back_after_it_lost_everything_since_they_enrolled() {
    let mut centre = TestCentre::start().await;
    let one = TestHall::enrolled_at(&centre).await;
    let two = TestHall::enrolled_at(&centre).await;
    let empty = centre.back_up().await;
    let mut filed = BTreeSet::new();
    for hall in [&one, &two] {
        for _ in 0..5 {
            filed.insert(file(hall).await);
        }
        hall.until_settled().await;
    }

    centre.restore(empty).await;
    for hall in [&one, &two] {
        hall.take_ticket(BIRTH).await;
    }
    until("every dossier is back", async || {
        let dossiers = books::dossiers_in(centre.database()).await;
        dossiers.keys().copied().collect::<BTreeSet<_>>() == filed
    })
    .await;
    one.until_settled().await;
    two.until_settled().await;

    for hall in [&one, &two] {
        assert_journals_are_equal(hall, &centre).await;
    }
    one.stop().await;
    two.stop().await;
    centre.stop().await;
}

async fn file(hall: &TestHall) -> SubmissionId {
    hall.submit_birth_registration(&[]).await.submission
}

async fn assert_journals_are_equal(hall: &TestHall, centre: &TestCentre) {
    let enrolment = hall.store().enrolment().unwrap().unwrap();
    let kept = books::journal_of(hall.store()).into_iter();
    let at_hall: Vec<_> = kept.map(|link| (link.body, link.hash)).collect();
    assert_eq!(books::journal_held_by(centre.database(), enrolment.hall).await, at_hall);
}
