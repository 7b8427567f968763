//! The outbox as the forwarder sees it.

use chrono::TimeDelta;
use kiosk::store::{OutboxCounts, StoreError};
use shared::delivery::ParkReason;
use shared::digest::Digest;
use shared::dossier::DossierState;
use shared::ids::SubmissionId;
use shared::intake::{Acknowledgement, FeedItem, News};
use shared::journal::{HallEvent, Position, read_chain};
use shared::refusal::Refusal;
use shared::submission::{Brought, Standing, SubmissionKept};

use crate::application::{application, attach, file_id, pdf, submission_id, with_copies};
use crate::support::{Hall, centre_signer};

#[tokio::test]
async fn small_submissions_go_before_large_ones() {
    let hall = Hall::enrolled().await;
    let (large, file) = (submission_id(), file_id());
    attach(&hall, large, file, pdf()).await;
    hall.put(&path(large), &with_copies(Brought::Attached { files: vec![file] })).await;
    let small = hand_in(&hall).await;

    let due = hall.store().outbox_due(hall.now(), 10).expect("the store is open");

    let order: Vec<_> = due.iter().map(|item| (item.submission, item.is_large)).collect();
    assert_eq!(order, [(small, false), (large, true)]);
}

#[tokio::test]
async fn an_attempt_that_failed_is_remembered_over_a_restart() {
    let hall = Hall::enrolled().await;
    let id = hand_in(&hall).await;
    let later = hall.now() + TimeDelta::minutes(5);

    hall.store().retry_at(id, later, 3).await.expect("it is owed");
    let hall = hall.restart().await;

    let store = hall.store();
    assert!(store.outbox_due(hall.now(), 10).expect("the store is open").is_empty());
    assert_eq!(store.next_due_at().expect("the store is open"), Some(later));
    let due = store.outbox_due(later, 10).expect("the store is open");
    assert_eq!(due[0].attempts, 3);
}

#[tokio::test]
async fn what_the_centre_signed_for_is_owed_no_more() {
    let hall = Hall::enrolled().await;
    let id = hand_in(&hall).await;

    settle(&hall, id).await;
    settle(&hall, id).await;

    let hall = hall.restart().await;
    assert_eq!(hall.store().outbox_counts(), OutboxCounts::default());
    let view = hall.store().submission(id).expect("it is known");
    assert!(matches!(view.standing, Standing::Settled { .. }));
}

#[tokio::test]
async fn a_parked_submission_waits_for_a_person_and_can_be_sent_again() {
    let hall = Hall::enrolled().await;
    let id = hand_in(&hall).await;

    hall.store().park(id, ParkReason::TooLarge).await.expect("it is owed");
    let hall = hall.restart().await;
    let parked = hall.store().parked().expect("the store is open");
    let counts = hall.store().outbox_counts();
    hall.store().unpark(id).await.expect("it is parked");

    assert_eq!((parked[0].submission, parked[0].reason), (id, ParkReason::TooLarge));
    assert_eq!((counts.pending, counts.parked), (0, 1));
    let counts = hall.store().outbox_counts();
    assert_eq!((counts.pending, counts.parked), (1, 0));
    let again = hall.store().unpark(id).await;
    assert!(matches!(again, Err(StoreError::Refused(Refusal::NotFound))));
}

#[tokio::test]
async fn the_journal_is_one_chain_without_a_gap() {
    let hall = Hall::enrolled().await;
    let id = hand_in(&hall).await;
    settle(&hall, id).await;
    let hall = hall.restart().await;

    let start = Position { epoch: 1, seq: 0 };
    let links = hall.store().journal_after(start, 100).expect("the store is open");

    let entries = read_chain(&links).expect("the chain holds");
    assert_eq!(links[0].prev_hash, Digest::ZERO);
    assert_eq!(entries[0].position.seq, 1);
    let (head, hash) = hall.store().journal_head();
    assert_eq!((head, hash), (entries[entries.len() - 1].position, links[links.len() - 1].hash));
    let kept = entries.iter().find_map(|entry| match &entry.event {
        HallEvent::SubmissionKept { submission, .. } => Some(*submission),
        _ => None, // A test looks for one kind of event.
    });
    assert_eq!(kept, Some(id));
}

#[tokio::test]
async fn news_is_applied_once_and_the_cursor_moves_with_it() {
    let hall = Hall::enrolled().await;
    let id = hand_in(&hall).await;
    let moved = |number, code: &str| FeedItem {
        number,
        news: News::DossierMoved {
            submission: id,
            state: DossierState::Received,
            dossier_code: Some(code.to_owned()),
        },
    };

    hall.store().apply_feed(vec![moved(7, "H1")]).await.expect("the store is open");
    hall.store().apply_feed(vec![moved(6, "H0")]).await.expect("the store is open");

    assert_eq!(hall.store().feed_cursor().expect("the store is open"), 7);
    let view = hall.store().submission(id).expect("it is known");
    assert_eq!(view.standing, Standing::Received { dossier_code: "H1".to_owned() });
}

async fn hand_in(hall: &Hall) -> SubmissionId {
    let id = submission_id();
    let kept: SubmissionKept = hall.put(&path(id), &application()).await.json();
    kept.submission
}

async fn settle(hall: &Hall, id: SubmissionId) {
    let said = Acknowledgement { submission: id, manifest: Digest::ZERO, received_at: hall.now() };
    hall.store().settle(id, centre_signer().acknowledge(&said)).await.expect("it is known");
}

fn path(id: SubmissionId) -> String {
    format!("/api/submissions/{id}")
}
