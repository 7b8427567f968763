//! What runs beside the forwarder: enrolment, heartbeat, feed.

use kiosk::centre_client::{CentreClient, Patience, Speaker};
use kiosk::enrolment::{EnrolmentError, enrol};
use shared::dossier::DossierState;
use shared::hall::LineState;
use shared::intake::{FeedItem, News};
use shared::submission::Standing;

use super::centre::{Step, TestCentre};
use super::faults::Fault;
use super::hall::{TestHall, until};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hall_pins_what_its_centre_answers() {
    let centre = TestCentre::start().await;
    let hall = TestHall::unknown_to(&centre);

    let enrolment = enrol(&hall.store, &centre.url(), " CODE-1 \n").await.unwrap();

    assert_eq!(enrolment, centre.enrolment());
    assert_eq!(hall.store.enrolment().unwrap(), Some(enrolment));
    assert!(centre.books().codes_used.contains("CODE-1"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_lost_answer_the_same_code_enrols_the_hall() {
    let centre = TestCentre::start().await;
    let hall = TestHall::unknown_to(&centre);
    centre.spoil(Step::Enrol, Fault::AnswerLost, 1);

    let lost = enrol(&hall.store, &centre.url(), "CODE-1").await;
    let nothing_pinned = hall.store.enrolment().unwrap();
    let again = enrol(&hall.store, &centre.url(), "CODE-1").await;

    assert!(matches!(lost, Err(EnrolmentError::Unreachable)), "{lost:?}");
    assert_eq!(nothing_pinned, None);
    assert_eq!(again.unwrap(), centre.enrolment());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_that_another_hall_used_is_refused() {
    let centre = TestCentre::start().await;
    let first = TestHall::unknown_to(&centre);
    let second = TestHall::unknown_to(&centre);
    enrol(&first.store, &centre.url(), "CODE-1").await.unwrap();

    let refused = enrol(&second.store, &centre.url(), "CODE-1").await;

    assert!(matches!(refused, Err(EnrolmentError::CodeRefused)), "{refused:?}");
    assert_eq!(second.store.enrolment().unwrap(), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_a_centre_enrols_nobody() {
    let centre = TestCentre::start().await;
    let hall = TestHall::unknown_to(&centre);
    for fault in [Fault::Portal, Fault::Garbage, Fault::Status(404), Fault::Status(302)] {
        centre.spoil(Step::Enrol, fault, 1);

        let refused = enrol(&hall.store, &centre.url(), "CODE-1").await;

        assert!(matches!(refused, Err(EnrolmentError::NotACentre)), "{fault:?} {refused:?}");
    }
    let no_address = enrol(&hall.store, "centre.example", "CODE-1").await;

    assert!(matches!(no_address, Err(EnrolmentError::Line(_))), "{no_address:?}");
    assert_eq!(hall.store.enrolment().unwrap(), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_running_hall_notices_that_it_was_enrolled() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::unknown_to(&centre);
    hall.start();
    let before = hall.line.state();

    enrol(&hall.store, &centre.url(), "CODE-1").await.unwrap();
    hall.until_line(|line| *line == LineState::Up { pending: 0 }).await;

    assert_eq!(before, LineState::NotEnrolled);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_running_hall_that_is_enrolled_anew_begins_afresh() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    centre.books().news = vec![published(1, "2")];
    hall.submit().await;
    hall.start();
    hall.until_nothing_is_owed().await;
    until(|| hall.store.journal_sent().unwrap().seq > 0).await;
    until(|| hall.store.feed_cursor().unwrap() == 1).await;

    let hall_id = centre.forget_the_hall();
    hall.store.enrol(centre.enrolment()).await.unwrap();
    let head = hall.store.journal_head().0.seq;
    centre.until(|books| books.entries.len() as u64 >= head).await;
    let id = hall.submit().await;
    until(|| hall.is_settled(id)).await;

    assert_ne!(centre.enrolment().hall, hall_id);
    assert_eq!(centre.books().entries[0].position.seq, 1);
    until(|| hall.store.feed_cursor().unwrap() == 0).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_can_be_encrypted() {
    let centre = TestCentre::start().await;
    let hall = TestHall::enrolled_at(&centre).await;
    let speaker =
        Speaker { hall: centre.enrolment().hall, signer: hall.store.hall_signer().clone() };
    let encrypted = centre.url().replace("http://", "https://");

    let client = CentreClient::new(&encrypted, speaker, hall.clock.clone(), Patience::default());

    let is_centre = client.unwrap().probe(7).await;
    assert!(!is_centre, "the test's centre speaks no TLS");
    assert_eq!(centre.count(Step::Probe), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_heartbeat_tells_how_the_hall_is() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    centre.spoil(Step::Commit, Fault::Status(422), 1);
    hall.submit().await;

    hall.start();
    centre.until(|books| books.heartbeats.last().is_some_and(|last| last.parked == 1)).await;
    hall.stop().await;

    let (head, hash) = hall.store.journal_head();
    let books = centre.books();
    let last = books.heartbeats.last().unwrap();
    assert_eq!((last.head, last.head_hash), (head, hash));
    assert_eq!((last.pending, last.oldest_pending_at), (0, None));
    assert!(last.printer_ready && last.disk_free_bytes > 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_that_falls_silent_is_noticed_without_anything_to_send() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    hall.start();
    hall.until_line(|line| *line == LineState::Up { pending: 0 }).await;

    for step in [Step::Probe, Step::Heartbeat, Step::Feed, Step::Journal] {
        centre.spoil(step, Fault::Cut, usize::MAX);
    }
    centre.spoil(Step::Probe, Fault::Status(500), usize::MAX);
    hall.until_line(|line| matches!(line, LineState::Down { pending: 0, .. })).await;
    centre.mend();

    hall.until_line(|line| *line == LineState::Up { pending: 0 }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_news_of_the_centre_is_applied_page_by_page() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    let ids = [hall.submit().await, hall.submit().await, hall.submit().await];
    hall.start();
    hall.until_nothing_is_owed().await;

    let news = (1..).zip(ids).map(|(number, submission)| FeedItem {
        number,
        news: News::DossierMoved {
            submission,
            state: DossierState::Received,
            dossier_code: Some(format!("H56.12.34-{number}")),
        },
    });
    centre.books().news = news.collect();
    until(|| hall.store.feed_cursor().unwrap() == 3).await;

    let codes = ids.map(|id| hall.standing(id));
    let expected =
        [1, 2, 3].map(|number| Standing::Received { dossier_code: format!("H56.12.34-{number}") });
    assert_eq!(codes, expected);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn news_out_of_order_are_not_applied() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    centre.books().news = vec![published(5, "5"), published(4, "4")];

    hall.start();
    centre.until_asked(Step::Feed, 3).await;

    assert_eq!(hall.store.feed_cursor().unwrap(), 0);
}

fn published(number: u64, version: &str) -> FeedItem {
    FeedItem { number, news: News::CatalogueVersion { version: version.to_owned() } }
}
