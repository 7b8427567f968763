//! The journal reaches the centre in order, and the hall believes only what the centre says.

use shared::delivery::ParkReason;
use shared::intake::JOURNAL_BATCH_MAX;
use shared::journal::read_chain;

use super::centre::{Step, TestCentre};
use super::faults::Fault;
use super::hall::{TestHall, until};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_centre_comes_to_hold_the_same_chain_as_the_hall() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    for _ in 0..5 {
        hall.submit().await;
    }

    hall.start();
    hall.until_nothing_is_owed().await;
    until_the_journal_is_held(&hall, &centre).await;

    let (head, hash) = hall.store.journal_head();
    let books = centre.books();
    assert_eq!(read_chain(&books.links).as_ref(), Ok(&books.entries));
    assert_eq!(books.entries.last().unwrap().position, head);
    assert_eq!(books.links.last().unwrap().hash, hash);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_journal_goes_in_batches() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    let id = hall.submit().await;
    for _ in 0..JOURNAL_BATCH_MAX {
        hall.store.park(id, ParkReason::Refused).await.unwrap();
        hall.store.unpark(id).await.unwrap();
    }

    hall.start();
    until_the_journal_is_held(&hall, &centre).await;

    let books = centre.books();
    assert_eq!(books.batches[0], JOURNAL_BATCH_MAX);
    assert!(books.batches.iter().all(|links| *links <= JOURNAL_BATCH_MAX));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_batch_whose_answer_is_lost_is_sent_again() {
    for fault in [Fault::AnswerLost, Fault::Portal, Fault::Garbage, Fault::Status(500)] {
        let centre = TestCentre::start().await;
        let mut hall = TestHall::enrolled_at(&centre).await;
        centre.spoil(Step::Journal, fault, 3);
        hall.submit().await;

        hall.start();
        centre.until_asked(Step::Journal, 3).await;
        until_the_journal_is_held(&hall, &centre).await;

        assert!(centre.count(Step::Journal) >= 4, "{fault:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_hall_goes_no_further_than_the_centre_says() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    centre.spoil(Step::Journal, Fault::Status(422), usize::MAX);
    hall.submit().await;

    hall.start();
    centre.until_asked(Step::Journal, 4).await;

    assert_eq!(hall.store.journal_sent().unwrap().seq, 0);
    hall.stop().await;
}

async fn until_the_journal_is_held(hall: &TestHall, centre: &TestCentre) {
    until(|| {
        let head = hall.store.journal_head().0.seq;
        let is_held = centre.books().entries.len() as u64 == head;
        is_held && hall.store.journal_sent().unwrap().seq == head
    })
    .await;
}
