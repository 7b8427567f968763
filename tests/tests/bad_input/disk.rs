//! A full disk.

use promises::centre::TestCentre;
use promises::disk::Disk;
use promises::forms::Papers;
use promises::hall::{HallPlan, TestHall, ticket_request};
use promises::patience::until;
use promises::posted::BIRTH;
use promises::sample_file::picture;
use shared::ids::{FileId, SubmissionId, TicketId};
use shared::refusal::Refusal;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_and_keeps_what_was_acknowledged() {
    let disk = Disk::default();
    let centre = TestCentre::start().await;
    let hall = HallPlan::default().disk(&disk).enrolled_at(&centre).await;
    let ticket = hall.take_ticket(BIRTH).await.ticket;
    let kept = hall.submit_birth_registration(&[]).await;
    hall.until_settled().await;

    disk.fill();
    let no_ticket = hall.put_ticket(TicketId(Uuid::now_v7()), &ticket_request(BIRTH)).await;
    let no_file = file(&hall).await;
    let application = hall.birth_registration(&Papers::OnPaper);
    let no_submission = hall.submit(SubmissionId(Uuid::now_v7()), &application).await;

    for answer in [no_ticket, no_file, no_submission] {
        assert_eq!(answer.refusal(), Refusal::DiskFull);
    }
    disk.make_room();
    until("the hall accepts again", async || file(&hall).await.is_success()).await;
    assert_eq!(hall.ticket(ticket.id).await.ticket, ticket);
    assert_eq!(hall.take_ticket(BIRTH).await.ticket.number.sequence, 2);
    assert_eq!(hall.submission(kept.submission).await.slip_code, kept.slip_code);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_leaves_nothing_half_stored() {
    let disk = Disk::default();
    let centre = TestCentre::start().await;
    let mut hall = HallPlan::default().disk(&disk).enrolled_at(&centre).await;
    hall.take_ticket(BIRTH).await;
    let before = hall.footprint();

    disk.fill();
    for _ in 0..3 {
        hall.put_ticket(TicketId(Uuid::now_v7()), &ticket_request(BIRTH)).await.refusal();
        file(&hall).await.refusal();
    }
    disk.make_room();
    hall.restart().await;
    let started = hall.store().journal_head().0.seq;

    let after = hall.footprint();
    assert_eq!(after.files(), before.files());
    assert_eq!(after.waiting(), before.waiting());
    assert_eq!(started, before.journal().seq + 1, "only the start is new");
}

async fn file(hall: &TestHall) -> promises::visitor::Answer {
    let (submission, file) = (SubmissionId(Uuid::now_v7()), FileId(Uuid::now_v7()));
    hall.put_file(submission, file, &picture(20, 1)).await
}
