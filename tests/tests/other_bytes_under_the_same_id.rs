//! Other bytes under the same id are refused and alarmed, at the hall and at the centre.

#![allow(clippy::unwrap_used, reason = "a test says what must not fail by failing")]

use kiosk::centre_client::{CentreClient, Patience, Speaker};
use promises::books;
use promises::centre::TestCentre;
use promises::counter::{Counter, act};
use promises::forms::Papers;
use promises::hall::{TestHall, ticket_request};
use promises::line::Condition;
use promises::patience::until_so;
use promises::posted::{BIRTH, BUSINESS};
use promises::sample_file::picture;
use shared::bytes::Base64;
use shared::delivery::{Heard, ParkReason, ParkedItem};
use shared::hall::Verb;
use shared::ids::{FileId, SubmissionId, TicketId};
use shared::intake::EnvelopeRequest;
use shared::office::Incident;
use shared::refusal::Refusal;
use shared::submission::{FileKept, Manifest, Standing, SubmissionKept};
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn other_bytes_under_the_same_id_are_refused_by_the_hall() {
    let centre = TestCentre::start().await;
    let hall = TestHall::enrolled_at(&centre).await;
    let (id, file) = (SubmissionId(Uuid::now_v7()), FileId(Uuid::now_v7()));
    hall.put_file(id, file, &picture(20, 1)).await.json::<FileKept>();
    let application = hall.birth_registration(&Papers::Attached(vec![file]));
    hall.submit(id, &application).await.json::<SubmissionKept>();
    hall.until_settled().await;
    let before = (hall.footprint(), books::held_by(centre.database()).await);

    let other_file = hall.put_file(id, file, &picture(20, 2)).await;
    let late_file = hall.put_file(id, FileId(Uuid::now_v7()), &picture(20, 3)).await;
    let other_form = hall.submit(id, &hall.birth_registration(&Papers::OnPaper)).await;

    for answer in [other_file, late_file, other_form] {
        assert_eq!(answer.refusal(), Refusal::OtherBytes);
    }
    assert_eq!((hall.footprint(), books::held_by(centre.database()).await), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_matter_under_the_same_ticket_or_press_is_refused() {
    let hall = TestHall::alone().await;
    let id = TicketId(Uuid::now_v7());
    hall.put_ticket(id, &ticket_request(BIRTH)).await;
    let counter = Counter::open(&hall, 1).await;
    let press = act();
    counter.press(press, &Verb::Next).await;
    let before = hall.footprint();

    let other_matter = hall.put_ticket(id, &ticket_request(BUSINESS)).await;
    let other_verb = counter.press(press, &Verb::Serve).await;

    assert_eq!(other_matter.refusal(), Refusal::OtherBytes);
    assert_eq!(other_verb.refusal(), Refusal::OtherBytes);
    assert_eq!(hall.footprint(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn other_bytes_under_the_same_id_are_refused_and_alarmed_by_the_centre() {
    let centre = TestCentre::start().await;
    let hall = TestHall::enrolled_at(&centre).await;
    hall.line().set(Condition::Down);
    let kept = hall.submit_birth_registration(&[]).await;
    let other = other_version(&hall);
    hall.line().set(Condition::Up);
    hall.until_settled().await;
    let before = books::held_by(centre.database()).await;

    let heard = hall_client(&hall, &centre).put_envelope(kept.submission, &other).await;

    assert_eq!(heard, Err(Heard::Status(409, None)));
    assert_eq!(books::held_by(centre.database()).await, before);
    let officer = centre.officer().await;
    let alarm = Incident::OtherBytes { submission: kept.submission };
    assert_eq!(officer.incidents().await, [alarm]);
    assert_eq!(officer.dossiers().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_submission_the_centre_holds_otherwise_is_set_aside_and_the_others_go_on() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    hall.may_owe();
    hall.line().set(Condition::Down);
    let aside = hall.submit_birth_registration(&[]).await;
    let other = other_version(&hall);
    hall_client(&hall, &centre).put_envelope(aside.submission, &other).await.unwrap();
    let good = hall.submit_birth_registration(&[]).await;

    hall.line().set(Condition::Up);
    until_so("nothing is pending", || hall.store().outbox_counts().pending == 0).await;

    let officer = Counter::open(&hall, 1).await;
    let parked: Vec<ParkedItem> = officer.visitor().get("/api/parked").await.json();
    let [item] = parked.as_slice() else { panic!("{parked:?}") };
    assert_eq!((item.submission, item.reason), (aside.submission, ParkReason::OtherBytes));
    assert_eq!(hall.submission(aside.submission).await.standing, Standing::Parked);
    let standing = hall.submission(good.submission).await.standing;
    assert!(matches!(standing, Standing::Settled { .. }), "{standing:?}");
    let alarm = Incident::OtherBytes { submission: aside.submission };
    assert_eq!(centre.officer().await.incidents().await, [alarm]);
}

/// What a hall with a copied disk might send: the same id, a manifest that says something else.
fn other_version(hall: &TestHall) -> EnvelopeRequest {
    let store = hall.store();
    let owed = store.outbox_due(hall.clock().now(), 1).unwrap().remove(0);
    let mut manifest: Manifest = serde_json::from_str(&owed.manifest).unwrap();
    manifest.accepted_at += chrono::TimeDelta::seconds(1);
    let manifest = serde_json::to_string(&manifest).unwrap();
    EnvelopeRequest {
        signature: store.hall_signer().sign(manifest.as_bytes()),
        manifest,
        position: owed.position,
        prev_hash: owed.prev_hash,
        envelope: Base64(store.envelope(owed.submission).unwrap()),
        commits: true,
    }
}

/// The hall's own voice, past the line.
fn hall_client(hall: &TestHall, centre: &TestCentre) -> CentreClient {
    let enrolment = hall.store().enrolment().unwrap().unwrap();
    let speaker = Speaker { hall: enrolment.hall, signer: hall.store().hall_signer().clone() };
    CentreClient::new(&centre.url(), speaker, hall.clock().clone(), Patience::default()).unwrap()
}
