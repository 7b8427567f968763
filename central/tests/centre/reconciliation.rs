//! What a hall believes, beside what the centre holds; two lives of a hall; what its journal tells.

use serde::Serialize;
use shared::digest::Digest;
use shared::ids::SubmissionId;
use shared::intake::{Acknowledgement, Heartbeat, HeartbeatHeard, SignedAcknowledgement};
use shared::journal::{Entry, HallEvent, Link, Position};
use shared::office::{Incident, IncidentView};
use shared::reconciliation::{
    Acknowledged, AcknowledgedDay, Belief, Compared, DayPage, EpochHeld, EpochSent, PageDiffers,
};
use shared::time::ServiceDay;
use uuid::Uuid;

use crate::support::{Heard, MONDAY, TestCentre, TestHall, TestOfficer, chain, moment};

#[tokio::test]
async fn a_belief_that_holds_is_answered_without_a_difference() {
    let centre = TestCentre::start().await;
    let (hall, officer) = (centre.hall().await, centre.officer().await);
    let links = chain(1, 5, Digest::ZERO, "0.1.0");
    hall.put_journal(1, &links).await;
    let (day, one) = acknowledged(&hall).await;

    let belief = belief(epoch(5, &links), vec![AcknowledgedDay::of(day, vec![one])]);
    let compared: Compared = tell(&hall, &belief).await.json();

    assert_eq!(compared.days, []);
    assert_eq!(compared.journal, [EpochHeld { epoch: 1, up_to: 5 }]);
    assert_eq!(incidents(&officer).await, []);
}

#[tokio::test]
async fn a_centre_that_forgot_says_how_far_it_holds_and_what_it_lacks() {
    let centre = TestCentre::start().await;
    let (hall, officer) = (centre.hall().await, centre.officer().await);
    let links = chain(1, 5, Digest::ZERO, "0.1.0");
    hall.put_journal(1, &links[..3]).await;
    let (day, held) = acknowledged(&hall).await;
    let gone = Acknowledged { submission: fresh(), manifest: Digest::of(b"gone") };

    let both = vec![held, gone];
    let belief = belief(epoch(5, &links), vec![AcknowledgedDay::of(day, both.clone())]);
    let compared: Compared = tell(&hall, &belief).await.json();
    let differs: PageDiffers = tell_page(&hall, day, &DayPage::cut(both, 10)[0]).await.json();

    assert_eq!(compared.days, [day]);
    assert_eq!(compared.journal, [EpochHeld { epoch: 1, up_to: 3 }]);
    assert_eq!(differs.missing, [gone.submission]);
    assert_eq!((differs.unnamed, differs.other_bytes), (vec![], vec![]));
    let told = incidents(&officer).await;
    assert!(told.contains(&Incident::JournalForgotten { held: 3, said: 5 }), "{told:?}");
    assert!(told.contains(&Incident::AcknowledgedMissing { day, count: 1 }), "{told:?}");
}

#[tokio::test]
async fn a_fork_an_older_copy_and_other_bytes_are_incidents() {
    let centre = TestCentre::start().await;
    let (hall, officer) = (centre.hall().await, centre.officer().await);
    let links = chain(1, 5, Digest::ZERO, "0.1.0");
    hall.put_journal(1, &links).await;
    let (day, held) = acknowledged(&hall).await;
    let other = Acknowledged { manifest: Digest::of(b"other"), ..held };

    let forked = EpochSent { sent_hash: Digest::of(b"fork"), ..epoch(5, &links) };
    let older = EpochSent { sent: 2, sent_hash: links[1].hash, head: 2, epoch: 1 };
    tell(&hall, &belief(forked, vec![])).await;
    tell(&hall, &belief(older, vec![])).await;
    let differs: PageDiffers =
        tell_page(&hall, day, &DayPage::cut(vec![other], 10)[0]).await.json();

    assert_eq!(differs.other_bytes, [held.submission]);
    let told = incidents(&officer).await;
    let submission = held.submission;
    for expected in [
        Incident::ChainBroken { seq: 5 },
        Incident::JournalAhead { held: 5, head: 2 },
        Incident::OtherBytes { submission },
    ] {
        assert!(told.contains(&expected), "{expected:?} in {told:?}");
    }
}

#[tokio::test]
async fn what_the_hall_does_not_name_is_told_to_it_within_the_ends_of_the_page() {
    let centre = TestCentre::start().await;
    let hall = centre.hall().await;
    let (day, one) = acknowledged(&hall).await;
    let (_, two) = acknowledged(&hall).await;

    let whole = DayPage { after: None, up_to: None, acknowledged: vec![one] };
    let before = DayPage { after: None, up_to: Some(one.submission), acknowledged: vec![one] };
    let whole: PageDiffers = tell_page(&hall, day, &whole).await.json();
    let before: PageDiffers = tell_page(&hall, day, &before).await.json();

    assert_eq!(whole.unnamed, [two.submission]);
    assert_eq!(before, PageDiffers::default());
}

#[tokio::test]
async fn a_hall_sees_only_what_is_its_own() {
    let centre = TestCentre::start().await;
    let (hall, other) = (centre.hall().await, centre.hall().await);
    let (day, _) = acknowledged(&hall).await;

    let compared: Compared = tell(&other, &Belief { journal: vec![], days: vec![] }).await.json();
    let differs: PageDiffers = tell_page(&other, day, &DayPage::cut(vec![], 10)[0]).await.json();

    assert_eq!(compared.days, []);
    assert_eq!(differs, PageDiffers::default());
}

#[tokio::test]
async fn a_heartbeat_is_answered_with_the_one_before() {
    let centre = TestCentre::start().await;
    let hall = centre.hall().await;
    let (first, second) = (beat(1), beat(1));

    let before_first = send_beat(&hall, &first).await;
    let before_second = send_beat(&hall, &second).await;

    assert_eq!(before_first.before, None);
    assert_eq!(before_second.before, Some(first.beat));
}

#[tokio::test]
async fn an_earlier_life_that_goes_on_speaking_is_an_incident() {
    let centre = TestCentre::start().await;
    let (hall, officer) = (centre.hall().await, centre.officer().await);
    hall.put_journal_of(2, 1, &life(2, HallEvent::Started { version: "0.1.0".to_owned() })).await;

    send_beat(&hall, &beat(2)).await;
    let calm = incidents(&officer).await;
    send_beat(&hall, &beat(1)).await;

    assert_eq!(calm, []);
    assert_eq!(incidents(&officer).await, [Incident::TwoLives { epoch: 1, latest: 2 }]);
}

#[tokio::test]
async fn a_damage_that_a_journal_tells_of_is_an_incident_once_however_often_it_is_sent() {
    let centre = TestCentre::start().await;
    let (hall, officer) = (centre.hall().await, centre.officer().await);
    let links = life(1, HallEvent::DatabaseSetAside { is_whole: true });

    hall.put_journal(1, &links).await;
    hall.put_journal(1, &links).await;

    assert_eq!(incidents(&officer).await, [Incident::DatabaseSetAside { is_whole: true }]);
    assert_eq!(centre.count("SELECT times FROM incidents").await, 1);
}

/// A submission that the centre has acknowledged, and the day of its word.
async fn acknowledged(hall: &TestHall) -> (ServiceDay, Acknowledged) {
    let prepared = hall.prepare("Child One", &[]);
    let word: SignedAcknowledgement = hall.forward(&prepared).await.json();
    let word: Acknowledgement = serde_json::from_str(&word.body).unwrap();
    let one = Acknowledged { submission: word.submission, manifest: word.manifest };
    (ServiceDay::of(word.received_at), one)
}

fn epoch(sent: u64, links: &[Link]) -> EpochSent {
    let head = links.len() as u64;
    let place = usize::try_from(sent).unwrap() - 1;
    EpochSent { epoch: 1, sent, sent_hash: links[place].hash, head }
}

fn belief(epoch: EpochSent, days: Vec<AcknowledgedDay>) -> Belief {
    Belief { journal: vec![epoch], days }
}

async fn tell(hall: &TestHall, belief: &Belief) -> Heard {
    put(hall, "/intake/v1/belief", belief).await
}

async fn tell_page(hall: &TestHall, day: ServiceDay, page: &DayPage) -> Heard {
    put(hall, &format!("/intake/v1/belief/{day}"), page).await
}

async fn send_beat(hall: &TestHall, beat: &Heartbeat) -> HeartbeatHeard {
    put(hall, "/intake/v1/heartbeat", beat).await.json()
}

async fn put(hall: &TestHall, path: &str, body: &impl Serialize) -> Heard {
    let heard = hall.send("PUT", path, serde_json::to_vec(body).unwrap()).await;
    assert_eq!(heard.status, 200);
    heard
}

fn beat(epoch: u32) -> Heartbeat {
    Heartbeat {
        beat: Uuid::now_v7(),
        at: moment(MONDAY),
        head: Position { epoch, seq: 1 },
        head_hash: Digest::ZERO,
        pending: 0,
        parked: 0,
        oldest_pending_at: None,
        disk_free_bytes: 1 << 30,
        printer_ready: true,
        streams: 0,
        version: "0.1.0".to_owned(),
    }
}

/// The first entry of an epoch.
fn life(epoch: u32, event: HallEvent) -> Vec<Link> {
    let position = Position { epoch, seq: 1 };
    vec![Entry { position, at: moment(MONDAY), event }.chain(Digest::ZERO)]
}

fn fresh() -> SubmissionId {
    SubmissionId(Uuid::now_v7())
}

async fn incidents(officer: &TestOfficer) -> Vec<Incident> {
    let all: Vec<IncidentView> = officer.get("/api/incidents").await.json();
    all.into_iter().map(|one| one.incident).collect()
}
