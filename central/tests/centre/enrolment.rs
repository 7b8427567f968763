//! How a hall becomes known.

use std::os::unix::fs::PermissionsExt as _;

use central::{Centre, KeyError, Ports, StartError};
use chrono::TimeDelta;
use shared::intake::Enrolment;
use shared::refusal::Refusal;
use shared::signature::Signer;

use crate::support::TestCentre;

#[tokio::test]
async fn a_lost_enrolment_answer_is_given_again() {
    let centre = TestCentre::start().await;
    let key = Signer::from_seed(&[7; 32]).public();
    let code = centre.enrolment_code().await;
    let first = centre.enrol(&code, key.clone()).await;

    let again = centre.enrol(&code.to_lowercase(), key).await;

    assert_eq!(first.status, 200);
    assert_eq!(again.body, first.body);
    assert_eq!(centre.count("SELECT count(*) FROM halls").await, 1);
}

#[tokio::test]
async fn a_used_code_does_not_enrol_another_hall() {
    let centre = TestCentre::start().await;
    let code = centre.enrolment_code().await;
    let first = centre.enrol(&code, Signer::from_seed(&[1; 32]).public()).await;

    let second = centre.enrol(&code, Signer::from_seed(&[2; 32]).public()).await;

    assert_eq!(first.json::<Enrolment>().hall_name, "Hall 1");
    assert_eq!((second.status, second.refusal()), (410, Refusal::EnrolmentRefused));
}

#[tokio::test]
async fn a_code_ends_after_a_day() {
    let centre = TestCentre::start().await;
    let code = centre.enrolment_code().await;
    centre.clock.turn_by(TimeDelta::hours(25));

    let late = centre.enrol(&code, Signer::from_seed(&[1; 32]).public()).await;

    assert_eq!(late.refusal(), Refusal::EnrolmentRefused);
}

#[tokio::test]
async fn codes_cannot_be_guessed_for_long() {
    let centre = TestCentre::start().await;
    let key = Signer::from_seed(&[1; 32]).public();
    let mut last = centre.enrol("0000-0000-0000-0000", key.clone()).await;

    for _ in 0..20 {
        last = centre.enrol("0000-0000-0000-0000", key.clone()).await;
    }

    assert_eq!(last.status, 429);
    assert_eq!(last.header("retry-after"), "300");
}

#[tokio::test]
async fn the_keys_of_the_centre_survive_a_restart() {
    let centre = TestCentre::start().await;
    let hall = centre.hall().await;
    let code = centre.enrolment_code().await;

    let centre = centre.restart().await;

    let later: Enrolment = centre.enrol(&code, Signer::from_seed(&[9; 32]).public()).await.json();
    assert_eq!(later.centre_key, hall.enrolment.centre_key);
    assert_eq!(later.sealing_key, hall.enrolment.sealing_key);
}

#[tokio::test]
async fn a_key_that_others_can_read_stops_the_start() {
    let centre = TestCentre::start().await;
    let key = centre.config.data_dir.join("centre.key");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();

    let refused = Centre::start(centre.config.clone(), Ports::default()).await;

    assert!(matches!(refused, Err(StartError::Keys(KeyError::Open { path })) if path == key));
}
