//! A centre that was put back to an older copy of itself gets everything again, once.

use std::time::Duration;

use kiosk::clock::Clock as _;
use shared::dossier::DossierState;
use shared::ids::SubmissionId;
use shared::intake::{FeedItem, News};
use shared::journal::{HallEvent, read_chain};
use shared::submission::Standing;
use uuid::Uuid;

use super::centre::{Books, Step, TestCentre};
use super::faults::Fault;
use super::hall::{TestHall, picture, until};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_restored_centre_lacks_is_sent_again_and_nothing_else() {
    let (centre, mut hall, ids) = settled(6).await;
    hall.stop().await;
    let kept = &ids[..2];

    put_back(&mut centre.books(), kept);
    hall.restart().await;
    centre.until(|books| books.held.len() == ids.len()).await;
    hall.until_nothing_is_owed().await;

    let commits = |id: &SubmissionId| {
        let books = centre.books();
        let asked = books.asked.iter();
        asked.filter(|asked| asked.step == Step::Commit && asked.submission == Some(*id)).count()
    };
    assert!(kept.iter().all(|id| commits(id) == 1), "what was kept was not asked for again");
    assert!(ids[2..].iter().all(|id| commits(id) == 2), "what was lost was asked for once more");
    until_the_journals_are_equal(&hall, &centre).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_running_hall_notices_by_its_own_heartbeat_that_the_centre_was_put_back() {
    let (centre, hall, ids) = settled(3).await;
    centre.until(|books| books.heartbeats.len() > 2).await;

    // The journal is as far as before: only the heartbeat tells.
    {
        let mut books = centre.books();
        books.held.remove(&ids[1]);
        books.heartbeats.truncate(1);
    }
    centre.until(|books| books.held.len() == 3).await;
    hall.until_nothing_is_owed().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn attached_files_and_the_place_in_the_news_come_back_too() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    let (id, _) = hall.submit_with(picture(700_000)).await;
    centre.books().news = vec![received(1, id, "H1")];
    hall.start();
    hall.until_nothing_is_owed().await;
    until(|| hall.store.feed_cursor().unwrap() == 1).await;
    let chunks = centre.books().held[&id].chunks.clone();

    {
        let mut books = centre.books();
        books.held.clear();
        books.heartbeats.clear();
        books.news = vec![received(1, id, "H2")];
    }
    centre.until(|books| books.held.get(&id).is_some_and(|held| held.chunks == chunks)).await;
    hall.until_nothing_is_owed().await;

    let again = Standing::Received { dossier_code: "H2".to_owned() };
    until(|| hall.standing(id) == again).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_comparison_that_breaks_off_anywhere_is_made_again() {
    for (step, fault) in [
        (Step::Belief, Fault::AnswerLost),
        (Step::Belief, Fault::Portal),
        (Step::BeliefPage, Fault::Status(500)),
        (Step::BeliefPage, Fault::AnswerLost),
    ] {
        let (centre, mut hall, ids) = settled(2).await;
        hall.stop().await;
        centre.spoil(step, fault, 2);

        put_back(&mut centre.books(), &[]);
        hall.restart().await;
        centre.until(|books| books.held.len() == ids.len()).await;

        hall.until_nothing_is_owed().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_submission_that_the_hall_does_not_know_is_noted_once() {
    let (centre, mut hall, ids) = settled(1).await;
    let stranger = SubmissionId(Uuid::now_v7());
    {
        let mut books = centre.books();
        let copy = books.held[&ids[0]].clone();
        books.held.insert(stranger, copy);
    }

    for _ in 0..3 {
        let compared = centre.count(Step::BeliefPage);
        hall.restart().await;
        centre.until_asked(Step::BeliefPage, compared + 1).await;
    }
    until(|| notes(&hall).len() == 1).await;

    assert_eq!(notes(&hall), [stranger]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_owed_again_keeps_its_bytes_past_the_day_they_were_to_go() {
    let (_, mut hall, ids) = settled(1).await;
    hall.stop().await;

    assert_eq!(hall.store.owe_again(&ids).await.unwrap(), 1);
    assert_eq!(hall.store.owe_again(&ids).await.unwrap(), 0, "it is owed once");
    hall.clock.turn(chrono::TimeDelta::days(31));
    hall.store.keep_house().await.unwrap();

    let due = hall.store.outbox_due(hall.clock.now(), 10).unwrap();
    assert_eq!(due.len(), 1);
    assert!(!hall.store.envelope(ids[0]).unwrap().is_empty());
}

/// A hall that settled so many submissions, and still runs.
async fn settled(count: usize) -> (TestCentre, TestHall, Vec<SubmissionId>) {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    hall.settings.reconcile_every = Duration::from_secs(3600);
    let mut ids = Vec::new();
    for _ in 0..count {
        ids.push(hall.submit().await);
    }
    hall.start();
    hall.until_nothing_is_owed().await;
    until_the_journals_are_equal(&hall, &centre).await;
    // The comparison of the start is over.
    centre.until_asked(Step::Belief, 1).await;
    (centre, hall, ids)
}

/// Puts the centre back to when it held only these.
fn put_back(books: &mut Books, kept: &[SubmissionId]) {
    books.held.retain(|id, _| kept.contains(id));
    books.links.truncate(3);
    books.entries.truncate(3);
    books.heartbeats.clear();
}

async fn until_the_journals_are_equal(hall: &TestHall, centre: &TestCentre) {
    until(|| {
        let (head, hash) = hall.store.journal_head();
        let books = centre.books();
        books.entries.len() as u64 == head.seq
            && books.links.last().is_some_and(|last| last.hash == hash)
    })
    .await;
    assert!(read_chain(&centre.books().links).is_ok());
}

fn notes(hall: &TestHall) -> Vec<SubmissionId> {
    let beginning = shared::journal::Position { epoch: 1, seq: 0 };
    let links = hall.store.journal_after(beginning, usize::MAX).unwrap();
    let entries = read_chain(&links).unwrap().into_iter();
    let unknown = entries.filter_map(|entry| match entry.event {
        HallEvent::SubmissionUnknown { submission } => Some(submission),
        _ => None, // A test looks for one kind of event.
    });
    unknown.collect()
}

fn received(number: u64, submission: SubmissionId, code: &str) -> FeedItem {
    let (state, dossier_code) = (DossierState::Received, Some(code.to_owned()));
    FeedItem { number, news: News::DossierMoved { submission, state, dossier_code } }
}
