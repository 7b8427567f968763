//! Envelope, chunks and commit, as a hall walks through them.

use shared::bytes::Base64;
use shared::digest::Digest;
use shared::intake::{Missing, SignedAcknowledgement};
use shared::office::{Incident, IncidentView};
use shared::refusal::Refusal;
use shared::signature::{Signer, Verifier};
use shared::time::wall_clock;
use tokio::join;

use crate::support::{MONDAY, TestCentre, TestHall, jpeg, moment, piece};

#[tokio::test]
async fn the_centre_signs_what_it_holds() {
    let centre = TestCentre::start().await;
    let hall = centre.hall().await;
    let prepared = hall.prepare("Child One", &[jpeg(2500)]);

    let signed: SignedAcknowledgement = hall.forward(&prepared).await.json();

    let key = Verifier::read(&hall.enrolment.centre_key).unwrap();
    let word = key.read_acknowledgement(&signed).unwrap();
    assert_eq!(word.submission, prepared.submission);
    assert_eq!(word.manifest, Digest::of(prepared.request.manifest.as_bytes()));
    assert_eq!(word.received_at, moment(MONDAY));
    assert_eq!(centre.count("SELECT count(*) FROM notifications").await, 1);
}

#[tokio::test]
async fn every_repeated_step_gets_the_same_bytes() {
    let centre = TestCentre::start().await;
    let hall = centre.hall().await;
    let prepared = hall.prepare("Child One", &[jpeg(10)]);
    let envelope = hall.put_envelope(&prepared).await;
    let envelope_again = hall.put_envelope(&prepared).await;
    let chunk = hall.put_chunk(&prepared, 0).await;
    let chunk_again = hall.put_chunk(&prepared, 0).await;
    let commit = hall.commit(prepared.submission).await;
    centre.clock.turn_by(chrono::TimeDelta::days(400));

    let centre = centre.restart().await;
    let hall = TestHall { url: centre.url(""), ..hall };
    let commit_again = hall.commit(prepared.submission).await;
    let late_envelope = hall.put_envelope(&prepared).await;

    assert_eq!(envelope_again.body, envelope.body);
    assert_eq!((chunk.status, chunk_again.status), (204, 204));
    assert_eq!((commit.status, &commit.body), (200, &commit_again.body));
    assert_eq!(late_envelope.json::<Missing>().chunks, []);
    assert_eq!(centre.count("SELECT count(*) FROM dossiers").await, 1);
    assert_eq!(centre.count("SELECT count(*) FROM dossier_steps").await, 1);
}

#[tokio::test]
async fn other_bytes_under_a_known_id_are_refused_and_alarmed() {
    let centre = TestCentre::start().await;
    let (hall, officer) = (centre.hall().await, centre.officer().await);
    let first = hall.prepare("Child One", &[]);
    let other = hall.prepare_as(first.submission, "Child Two", &[]);
    hall.put_envelope(&first).await;

    let refused = hall.put_envelope(&other).await;

    assert_eq!((refused.status, refused.refusal()), (409, Refusal::OtherBytes));
    let incidents: Vec<IncidentView> = officer.get("/api/incidents").await.json();
    assert_eq!(incidents[0].incident, Incident::OtherBytes { submission: first.submission });
    assert_eq!(incidents[0].hall, hall.enrolment.hall);
    assert_eq!(hall.put_envelope(&first).await.status, 200);
    assert_eq!(hall.commit(first.submission).await.status, 200);
}

#[tokio::test]
async fn a_hall_cannot_take_the_id_of_another_hall() {
    let centre = TestCentre::start().await;
    let (hall, other) = (centre.hall().await, centre.hall().await);
    let first = hall.prepare("Child One", &[]);
    let second = other.prepare_as(first.submission, "Child One", &[]);
    hall.put_envelope(&first).await;

    let refused = other.put_envelope(&second).await;
    let stolen = other.commit(first.submission).await;

    assert_eq!(refused.status, 409);
    assert_eq!(stolen.status, 404);
}

#[tokio::test]
async fn a_request_with_a_wrong_signature_is_not_heard() {
    let centre = TestCentre::start().await;
    let hall = centre.hall().await;
    let prepared = hall.prepare("Child One", &[]);
    let stranger = TestHall { signer: Signer::from_seed(&[9; 32]), ..hall };

    let refused = stranger.put_envelope(&prepared).await;
    let unsigned = centre.http.get(centre.url("/feed/v1")).send().await.unwrap();

    assert_eq!((refused.status, refused.refusal()), (401, Refusal::HallUnknown));
    assert_eq!(unsigned.status(), 401);
    assert_eq!(centre.count("SELECT count(*) FROM inbox").await, 0);
}

#[tokio::test]
async fn a_manifest_that_does_not_hold_is_refused() {
    let centre = TestCentre::start().await;
    let hall = centre.hall().await;
    let mut forged = hall.prepare("Child One", &[]);
    forged.request.signature = Signer::from_seed(&[9; 32]).sign(forged.request.manifest.as_bytes());
    let mut torn = hall.prepare("Child Two", &[]);
    torn.request.envelope.0[40] ^= 1;
    let mut elsewhere = hall.prepare("Child Three", &[]);
    elsewhere.submission = hall.prepare("Child Four", &[]).submission;

    let forged = hall.put_envelope(&forged).await;
    let torn = hall.put_envelope(&torn).await;
    let elsewhere = hall.put_envelope(&elsewhere).await;

    assert_eq!((forged.status, forged.refusal()), (422, Refusal::ManifestRefused));
    assert_eq!((torn.status, torn.refusal()), (400, Refusal::WrongDigest));
    assert_eq!((elsewhere.status, elsewhere.refusal()), (422, Refusal::ManifestRefused));
    assert_eq!(centre.count("SELECT count(*) FROM inbox").await, 0);
}

#[tokio::test]
async fn a_hall_learns_what_is_missing() {
    let centre = TestCentre::start().await;
    let hall = centre.hall().await;
    let prepared = hall.prepare("Child One", &[jpeg(2500), jpeg(10)]);
    let first: Missing = hall.put_envelope(&prepared).await.json();
    hall.put_chunk(&prepared, 1).await;

    let missing: Missing = hall.missing(prepared.submission).await.json();
    let early = hall.commit(prepared.submission).await;

    assert_eq!(first.chunks.len(), 4);
    let places: Vec<_> = missing.chunks.iter().map(|place| (place.file, place.n)).collect();
    let named = |index: usize| (prepared.chunks[index].0, prepared.chunks[index].1);
    assert_eq!(places, [named(0), named(2), named(3)]);
    assert_eq!((early.status, early.refusal()), (404, Refusal::NotFound));
    assert_eq!(hall.missing(hall.prepare("Child", &[]).submission).await.status, 404);
}

#[tokio::test]
async fn a_chunk_that_the_manifest_does_not_name_is_refused() {
    let centre = TestCentre::start().await;
    let hall = centre.hall().await;
    let mut prepared = hall.prepare("Child One", &[jpeg(10)]);
    hall.put_envelope(&prepared).await;
    prepared.chunks.push((prepared.chunks[0].0, 7, prepared.chunks[0].2.clone()));
    prepared.chunks[0].2[0] ^= 1;

    let torn = hall.put_chunk(&prepared, 0).await;
    let unnamed = hall.put_chunk(&prepared, 1).await;

    assert_eq!((torn.status, torn.refusal()), (400, Refusal::WrongDigest));
    assert_eq!(unnamed.refusal(), Refusal::FileUnknown { file: prepared.chunks[0].0 });
    assert_eq!(centre.count("SELECT count(*) FROM chunks").await, 0);
}

#[tokio::test]
async fn what_does_not_open_is_never_acknowledged() {
    let centre = TestCentre::start().await;
    let (hall, officer) = (centre.hall().await, centre.officer().await);
    let mut prepared = hall.prepare("Child One", &[]);
    let bytes = vec![5; 300];
    prepared.manifest.envelope = piece(&bytes);
    prepared.request = hall.request(&prepared.manifest, bytes);
    hall.put_envelope(&prepared).await;

    let refused = hall.commit(prepared.submission).await;

    assert_eq!((refused.status, refused.refusal()), (422, Refusal::ManifestRefused));
    let incidents: Vec<IncidentView> = officer.get("/api/incidents").await.json();
    assert_eq!(incidents[0].incident, Incident::SealBroken { submission: prepared.submission });
    assert_eq!(centre.count("SELECT count(*) FROM dossiers").await, 0);
}

#[tokio::test]
async fn two_commits_at_once_make_one_dossier_and_one_answer() {
    let centre = TestCentre::start().await;
    let hall = centre.hall().await;

    for round in 0..20 {
        let prepared = hall.prepare(&format!("Child {round}"), &[]);
        hall.put_envelope(&prepared).await;
        let id = prepared.submission;
        let (a, b, c) = join!(hall.commit(id), hall.commit(id), hall.commit(id));
        assert_eq!(a.status, 200);
        assert_eq!((&a.body, &a.body), (&b.body, &c.body));
    }

    assert_eq!(centre.count("SELECT count(*) FROM dossiers").await, 20);
    assert_eq!(centre.count("SELECT count(*) FROM notifications").await, 20);
}

#[tokio::test]
async fn an_officer_has_eight_working_hours() {
    let centre = TestCentre::start().await;
    let hall = centre.hall().await;
    // A Friday at 16:00: one hour is left of it, seven are on Monday.
    centre.clock.turn_to(moment("2026-11-20T09:00:00Z"));
    let officer = centre.officer().await;
    hall.forward(&hall.prepare("Child One", &[])).await;

    let page: shared::office::DossierPage = officer.get("/api/dossiers").await.json();

    let accept_by = wall_clock(page.dossiers[0].accept_by);
    assert_eq!(accept_by, "2026-11-23T16:00:00".parse().unwrap());
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused_before_it_is_read() {
    let centre = TestCentre::start().await;
    let hall = centre.hall().await;
    let mut prepared = hall.prepare("Child One", &[]);
    prepared.request.envelope = Base64(vec![0; 2 * 1024 * 1024]);

    let refused = hall.put_envelope(&prepared).await;

    assert_eq!(
        (refused.status, refused.refusal()),
        (413, Refusal::TooLarge { bytes_max: 1_048_576 })
    );
}
