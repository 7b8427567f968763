//! A retried request is the same request: one effect, and the same answer for ever.

#![allow(clippy::unwrap_used, reason = "a test says what must not fail by failing")]

use promises::centre::TestCentre;
use promises::counter::{Counter, act};
use promises::forms::Papers;
use promises::hall::{HallPlan, TestHall, ticket_request};
use promises::patience::{all_of, until};
use promises::posted::{self, BIRTH};
use promises::sample_file::document;
use promises::visitor::Answer;
use shared::hall::{ActDone, TicketView, Verb};
use shared::ids::{FileId, SubmissionId, TicketId};
use shared::refusal::Refusal;
use shared::submission::{CHUNK_BYTES, SubmissionKept};
use shared::ticket::Ending;
use uuid::Uuid;

/// Requests of one id on their way at once.
const AT_ONCE: usize = 12;

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_asked_for_again_is_the_same_ticket() {
    let mut hall = TestHall::alone().await;
    let id = TicketId(Uuid::now_v7());
    let first = hall.put_ticket(id, &ticket_request(BIRTH)).await;
    hall.take_ticket(BIRTH).await;

    let again = hall.put_ticket(id, &ticket_request(BIRTH)).await;
    hall.restart().await;
    let after_a_restart = hall.put_ticket(id, &ticket_request(BIRTH)).await;

    assert_same(&first, &[again, after_a_restart]);
    assert_eq!(hall.take_ticket(BIRTH).await.ticket.number.sequence, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_asked_for_many_times_at_once_is_one_ticket() {
    let hall = TestHall::alone().await;
    let id = TicketId(Uuid::now_v7());
    let request = ticket_request(BIRTH);

    let answers = all_of((0..AT_ONCE).map(|_| hall.put_ticket(id, &request))).await;

    assert_same(&answers[0], &answers);
    assert_eq!(answers[0].json::<TicketView>().ticket.number.sequence, 1);
    assert_eq!(hall.take_ticket(BIRTH).await.ticket.number.sequence, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_to_a_ticket_is_the_same_after_it_was_called() {
    let hall = TestHall::alone().await;
    let id = TicketId(Uuid::now_v7());
    let first = hall.put_ticket(id, &ticket_request(BIRTH)).await;
    Counter::open(&hall, 1).await.next().await;

    let again = hall.put_ticket(id, &ticket_request(BIRTH)).await;

    assert_same(&first, &[again]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_sent_again_is_the_same_file() {
    let centre = TestCentre::start().await;
    let hall = TestHall::enrolled_at(&centre).await;
    let (submission, file) = (SubmissionId(Uuid::now_v7()), FileId(Uuid::now_v7()));
    let bytes = document(2 * CHUNK_BYTES + 100, 1);
    let first = hall.put_file(submission, file, &bytes).await;
    let before = hall.footprint();

    let again = all_of((0..4).map(|_| hall.put_file(submission, file, &bytes))).await;

    assert_same(&first, &again);
    assert_eq!(hall.footprint(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_sent_many_times_at_once_is_one_file() {
    let centre = TestCentre::start().await;
    let hall = TestHall::enrolled_at(&centre).await;
    let (submission, file) = (SubmissionId(Uuid::now_v7()), FileId(Uuid::now_v7()));
    let bytes = document(CHUNK_BYTES + 100, 1);

    let answers = all_of((0..4).map(|_| put_until_kept(&hall, submission, file, &bytes))).await;
    let application = hall.birth_registration(&Papers::Attached(vec![file]));
    hall.submit(submission, &application).await.json::<SubmissionKept>();
    hall.until_settled().await;

    assert_same(&answers[0], &answers);
    assert_eq!(centre.officer().await.file(submission, file).await, bytes);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_handed_in_again_is_the_same_submission() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    let id = SubmissionId(Uuid::now_v7());
    let application = hall.birth_registration(&Papers::OnPaper);

    let at_once = all_of((0..AT_ONCE).map(|_| hall.submit(id, &application))).await;
    hall.until_settled().await;
    let after_it_was_settled = hall.submit(id, &application).await;
    hall.restart().await;
    let after_a_restart = hall.submit(id, &application).await;

    assert_same(&at_once[0], &at_once);
    assert_same(&at_once[0], &[after_it_was_settled, after_a_restart]);
    hall.until_settled().await;
    assert_eq!(centre.officer().await.dossiers().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_sent_again_is_the_same_press() {
    let mut hall = TestHall::alone().await;
    for _ in 0..3 {
        hall.take_ticket(BIRTH).await;
    }
    let counter = Counter::open(&hall, 1).await;
    let (next, close) = (act(), act());
    let done = Verb::Close { ending: Ending::Served };

    let called = all_of((0..AT_ONCE).map(|_| counter.press(next, &Verb::Next))).await;
    let closed = all_of((0..AT_ONCE).map(|_| counter.press(close, &done))).await;
    hall.restart().await;
    let called_after = counter.press(next, &Verb::Next).await;

    assert_same(&called[0], &called);
    assert_same(&closed[0], &closed);
    assert_same(&called[0], &[called_after]);
    assert_eq!(called[0].json::<ActDone>().ticket.unwrap().number.sequence, 1);
    assert_eq!(counter.view().await.today.served, 1);
    assert_eq!(counter.view().await.waiting.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_is_given_to_whoever_asks_again_when_the_numbers_are_spent() {
    let copy = posted::Copy::with_numbers(1);
    let hall = HallPlan::default().catalogue(copy.path()).alone().await;
    let id = TicketId(Uuid::now_v7());
    let first = hall.put_ticket(id, &ticket_request(BIRTH)).await;

    let refused = hall.put_ticket(TicketId(Uuid::now_v7()), &ticket_request(BIRTH)).await;
    let again = hall.put_ticket(id, &ticket_request(BIRTH)).await;

    assert_eq!(refused.status, 409);
    assert_same(&first, &[again]);
}

/// Sends a file as a screen does: again a little later while the same file is on its way.
async fn put_until_kept(
    hall: &TestHall,
    submission: SubmissionId,
    file: FileId,
    bytes: &[u8],
) -> Answer {
    let mut last = None;
    until("the file is kept", async || {
        let answer = hall.put_file(submission, file, bytes).await;
        let is_answered = answer.is_success() || answer.refusal() != Refusal::Busy;
        last = Some(answer);
        is_answered
    })
    .await;
    last.expect("it was sent at least once")
}

fn assert_same(first: &Answer, others: &[Answer]) {
    assert!(first.is_success(), "{}", first.text());
    for other in others {
        assert_eq!(other.status, first.status, "{}", other.text());
        assert_eq!(other.text(), first.text());
    }
}
