//! The journal of a hall at the centre: appended once, never bent.

use shared::digest::Digest;
use shared::ids::HallId;
use shared::intake::{Heartbeat, HeartbeatHeard, JournalHeld};
use shared::journal::Position;
use shared::office::{Incident, IncidentView};
use shared::refusal::Refusal;
use uuid::Uuid;

use crate::support::{MONDAY, TestCentre, TestOfficer, chain, moment};

const ENTRIES: &str = "SELECT count(*) FROM journal_entries";

#[tokio::test]
async fn a_journal_that_comes_again_is_skipped_as_far_as_it_is_held() {
    let centre = TestCentre::start().await;
    let hall = centre.hall().await;
    let links = chain(1, 10, Digest::ZERO, "0.1.0");

    let first: JournalHeld = hall.put_journal(1, &links[..6]).await.json();
    let replay: JournalHeld = hall.put_journal(1, &links[..6]).await.json();
    let inside: JournalHeld = hall.put_journal(3, &links[2..4]).await.json();
    let overlap: JournalHeld = hall.put_journal(4, &links[3..]).await.json();

    assert_eq!([first, replay, inside, overlap].map(|held| held.up_to), [6, 6, 6, 10]);
    assert_eq!(centre.count(ENTRIES).await, 10);
}

#[tokio::test]
async fn a_missing_entry_is_an_incident_and_nothing_is_stored_beyond_it() {
    let centre = TestCentre::start().await;
    let (hall, officer) = (centre.hall().await, centre.officer().await);
    let links = chain(1, 10, Digest::ZERO, "0.1.0");
    hall.put_journal(1, &links[..3]).await;

    let refused = hall.put_journal(6, &links[5..]).await;

    assert_eq!((refused.status, refused.refusal()), (422, Refusal::ManifestRefused));
    assert_eq!(incident(&officer).await, Incident::JournalGap { held: 3, offered: 6 });
    assert_eq!(centre.count(ENTRIES).await, 3);
}

#[tokio::test]
async fn another_chain_than_the_one_held_is_refused() {
    let centre = TestCentre::start().await;
    let (hall, officer) = (centre.hall().await, centre.officer().await);
    let links = chain(1, 5, Digest::ZERO, "0.1.0");
    let others = chain(1, 8, Digest::ZERO, "0.2.0");
    hall.put_journal(1, &links).await;

    let continued = hall.put_journal(6, &others[5..]).await;
    let rewritten = hall.put_journal(1, &others[..4]).await;

    assert_eq!((continued.status, continued.refusal()), (409, Refusal::OtherBytes));
    assert_eq!(rewritten.status, 409);
    assert_eq!(incident(&officer).await, Incident::ChainBroken { seq: 4 });
    assert_eq!(centre.count(ENTRIES).await, 5);
    assert_eq!(centre.count("SELECT count(*) FROM incidents").await, 2);
}

#[tokio::test]
async fn a_chain_that_breaks_inside_is_refused_whole() {
    let centre = TestCentre::start().await;
    let (hall, officer) = (centre.hall().await, centre.officer().await);
    let mut links = chain(1, 5, Digest::ZERO, "0.1.0");
    links[2].body = links[2].body.replace("0.1.0", "0.1.1");

    let refused = hall.put_journal(1, &links).await;

    assert_eq!(refused.status, 422);
    assert_eq!(incident(&officer).await, Incident::ChainBroken { seq: 3 });
    assert_eq!(centre.count(ENTRIES).await, 0);
}

#[tokio::test]
async fn batches_that_race_leave_one_chain() {
    let centre = TestCentre::start().await;
    let hall = centre.hall().await;
    let links = chain(1, 40, Digest::ZERO, "0.1.0");

    let (a, b, c) = tokio::join!(
        hall.put_journal(1, &links[..20]),
        hall.put_journal(1, &links[..30]),
        hall.put_journal(1, &links),
    );

    assert_eq!([a.status, b.status, c.status], [200, 200, 200]);
    assert_eq!(centre.count(ENTRIES).await, 40);
}

#[tokio::test]
async fn the_office_sees_how_far_a_hall_is_behind() {
    let centre = TestCentre::start().await;
    let (hall, officer) = (centre.hall().await, centre.officer().await);
    hall.put_journal(1, &chain(1, 5, Digest::ZERO, "0.1.0")).await;
    let body = serde_json::to_vec(&heartbeat(12)).unwrap();

    let heard = hall.send("PUT", "/intake/v1/heartbeat", body).await;

    assert_eq!(heard.json::<HeartbeatHeard>(), HeartbeatHeard { before: None });
    let halls: serde_json::Value = officer.get("/api/halls").await.json();
    assert_eq!(halls[0]["journal_gap"], 7);
    assert_eq!(halls[0]["heartbeat"]["pending"], 2);
    assert_eq!(halls[0]["hall"], hall_id(hall.enrolment.hall));
}

async fn incident(officer: &TestOfficer) -> Incident {
    let mut incidents: Vec<IncidentView> = officer.get("/api/incidents").await.json();
    incidents.sort_by_key(|one| match one.incident {
        Incident::ChainBroken { seq } => seq,
        Incident::JournalGap { offered, .. } => offered,
        Incident::OtherBytes { .. }
        | Incident::SealBroken { .. }
        | Incident::JournalForgotten { .. }
        | Incident::JournalAhead { .. }
        | Incident::AcknowledgedMissing { .. }
        | Incident::SubmissionUnknown { .. }
        | Incident::TwoLives { .. }
        | Incident::DatabaseSetAside { .. }
        | Incident::PutBack { .. } => 0,
    });
    incidents[0].incident.clone()
}

fn heartbeat(seq: u64) -> Heartbeat {
    Heartbeat {
        beat: Uuid::now_v7(),
        at: moment(MONDAY),
        head: Position { epoch: 1, seq },
        head_hash: Digest::ZERO,
        pending: 2,
        parked: 0,
        oldest_pending_at: None,
        disk_free_bytes: 1 << 30,
        printer_ready: true,
        streams: 1,
        version: "0.1.0".to_owned(),
    }
}

fn hall_id(hall: HallId) -> String {
    hall.to_string()
}
