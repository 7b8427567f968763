//! An envelope without files that is committed at once: one request, the same promises.

use shared::bytes::Base64;
use shared::intake::{EnvelopeHeld, EnvelopeRequest, SignedAcknowledgement};
use shared::office::{Incident, IncidentView};

use crate::support::{Prepared, TestCentre, jpeg, piece};

const DOSSIERS: &str = "SELECT count(*) FROM dossiers";

#[tokio::test]
async fn it_is_acknowledged_in_the_answer_and_the_same_again() {
    let centre = TestCentre::start().await;
    let hall = centre.hall().await;
    let prepared = at_once(hall.prepare("Child One", &[]));

    let first: EnvelopeHeld = hall.put_envelope(&prepared).await.json();
    let again: EnvelopeHeld = hall.put_envelope(&prepared).await.json();
    let committed: SignedAcknowledgement = hall.commit(prepared.submission).await.json();

    assert_eq!(first.acknowledgement.as_ref(), Some(&committed));
    assert_eq!(again, first);
    assert_eq!(centre.count(DOSSIERS).await, 1);
    assert_eq!(centre.count("SELECT count(*) FROM notifications").await, 1);
}

#[tokio::test]
async fn what_was_held_before_is_committed_too() {
    let centre = TestCentre::start().await;
    let hall = centre.hall().await;
    let plain = hall.prepare("Child One", &[]);
    hall.put_envelope(&plain).await;

    let held: EnvelopeHeld = hall.put_envelope(&at_once(plain)).await.json();

    assert!(held.acknowledgement.is_some());
    assert_eq!(centre.count(DOSSIERS).await, 1);
}

#[tokio::test]
async fn many_at_once_are_one_dossier_and_one_word() {
    let centre = TestCentre::start().await;
    let hall = centre.hall().await;
    let prepared = at_once(hall.prepare("Child One", &[]));

    let (a, b, c) = tokio::join!(
        hall.put_envelope(&prepared),
        hall.put_envelope(&prepared),
        hall.put_envelope(&prepared),
    );

    let words = [a, b, c].map(|heard| heard.json::<EnvelopeHeld>().acknowledgement.unwrap());
    assert!(words.iter().all(|word| *word == words[0]));
    assert_eq!(centre.count(DOSSIERS).await, 1);
}

#[tokio::test]
async fn other_bytes_are_refused_and_nothing_is_overwritten() {
    let centre = TestCentre::start().await;
    let (hall, officer) = (centre.hall().await, centre.officer().await);
    let first = at_once(hall.prepare("Child One", &[]));
    let submission = first.submission;
    let other = at_once(hall.prepare_as(submission, "Child Two", &[]));
    let kept: EnvelopeHeld = hall.put_envelope(&first).await.json();

    let refused = hall.put_envelope(&other).await;
    let again: EnvelopeHeld = hall.put_envelope(&first).await.json();

    assert_eq!((refused.status, again), (409, kept));
    let incidents: Vec<IncidentView> = officer.get("/api/incidents").await.json();
    assert_eq!(incidents[0].incident, Incident::OtherBytes { submission });
}

#[tokio::test]
async fn a_seal_that_does_not_open_is_refused_and_an_incident() {
    let centre = TestCentre::start().await;
    let (hall, officer) = (centre.hall().await, centre.officer().await);
    let mut prepared = hall.prepare("Child One", &[]);
    prepared.request.envelope.0.reverse();
    prepared.manifest.envelope = piece(&prepared.request.envelope.0);
    let Base64(envelope) = prepared.request.envelope.clone();
    prepared.request = hall.request(&prepared.manifest, envelope);
    let prepared = at_once(prepared);

    let refused = hall.put_envelope(&prepared).await;

    assert_eq!(refused.status, 422);
    let submission = prepared.submission;
    let incidents: Vec<IncidentView> = officer.get("/api/incidents").await.json();
    assert_eq!(incidents[0].incident, Incident::SealBroken { submission });
    assert_eq!(centre.count(DOSSIERS).await, 0);
}

#[tokio::test]
async fn one_with_files_is_answered_by_what_is_missing() {
    let centre = TestCentre::start().await;
    let hall = centre.hall().await;
    let prepared = at_once(hall.prepare("Child One", &[jpeg(1500)]));

    let held: EnvelopeHeld = hall.put_envelope(&prepared).await.json();

    assert_eq!((held.chunks.len(), held.acknowledgement), (2, None));
    assert_eq!(centre.count(DOSSIERS).await, 0);
}

fn at_once(prepared: Prepared) -> Prepared {
    let request = EnvelopeRequest { commits: true, ..prepared.request };
    Prepared { request, ..prepared }
}
