//! Files travel in chunks: resumed where they were cut, in nobody's way.

use std::collections::BTreeMap;

use shared::digest::Digest;
use shared::ids::{FileId, HallId, SubmissionId};
use shared::seal::{Binding, SealingKey};
use shared::submission::CHUNK_BYTES;

use super::centre::{Step, TestCentre};
use super::faults::Fault;
use super::hall::{TestHall, picture, until};

const ALWAYS: usize = usize::MAX;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_arrives_whole_and_only_the_centre_can_read_it() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    let plain = picture(3 * CHUNK_BYTES + 17);
    let (id, file) = hall.submit_with(plain.clone()).await;

    hall.start();
    hall.until_nothing_is_owed().await;

    assert!(hall.is_settled(id));
    assert_eq!(opened(&centre, id, file), plain);
    assert_eq!(centre.count(Step::Chunk), 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cut_in_the_middle_of_a_chunk_resumes_with_what_is_missing() {
    for fault in [Fault::Cut, Fault::AnswerLost, Fault::Status(500), Fault::Portal] {
        let centre = TestCentre::start().await;
        let mut hall = TestHall::enrolled_at(&centre).await;
        let plain = picture(6 * CHUNK_BYTES);
        let (id, file) = hall.submit_with(plain.clone()).await;
        centre.spoil(Step::Chunk, fault, 2);

        hall.start();
        hall.until_nothing_is_owed().await;

        assert!(hall.is_settled(id), "{fault:?}");
        assert_eq!(opened(&centre, id, file), plain);
        assert_eq!(centre.count(Step::Envelope), 1, "{fault:?}: the need list is enough");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_chunk_that_the_centre_holds_is_not_sent_again() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    let (id, _) = hall.submit_with(picture(8 * CHUNK_BYTES)).await;
    centre.spoil(Step::Commit, Fault::Status(500), 3);

    hall.start();
    hall.until_nothing_is_owed().await;

    let mut sent: BTreeMap<u32, usize> = BTreeMap::new();
    for asked in &centre.books().asked {
        if let Some((_, n)) = asked.chunk {
            *sent.entry(n).or_default() += 1;
        }
    }
    assert_eq!(sent, (0..8).map(|n| (n, 1)).collect());
    assert!(hall.is_settled(id));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_centre_that_forgot_a_submission_gets_its_envelope_again() {
    for step in [Step::Missing, Step::Chunk, Step::Commit] {
        let centre = TestCentre::start().await;
        let mut hall = TestHall::enrolled_at(&centre).await;
        let (id, _) = hall.submit_with(picture(2 * CHUNK_BYTES)).await;
        centre.spoil(step, Fault::Status(404), 1);

        hall.start();
        hall.until_nothing_is_owed().await;

        assert!(hall.is_settled(id), "{step:?}");
        assert_eq!(centre.count(Step::Envelope), 2, "{step:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_chunk_parks_its_submission() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    let (id, _) = hall.submit_with(picture(2 * CHUNK_BYTES)).await;
    centre.spoil(Step::Chunk, Fault::Status(413), 1);

    hall.start();
    hall.until_owed(|owed| owed.parked == 1).await;

    assert_eq!(hall.store.parked().unwrap()[0].submission, id);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn large_files_that_do_not_move_keep_no_envelope_waiting() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    centre.spoil(Step::Chunk, Fault::Silence, ALWAYS);
    let mut large = Vec::new();
    for _ in 0..4 {
        large.push(hall.submit_with(picture(2 * CHUNK_BYTES)).await.0);
    }
    hall.start();
    centre.until_asked(Step::Chunk, 2).await;

    let mut small = Vec::new();
    for _ in 0..30 {
        small.push(hall.submit().await);
    }

    until(|| small.iter().all(|id| hall.is_settled(*id))).await;
    assert!(large.iter().all(|id| !hall.is_settled(*id)));
    hall.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_chunk_that_is_damaged_or_lost_on_the_disk_is_not_sent_and_keeps_nobody_waiting() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    let (damaged, damaged_file) = hall.submit_with(picture(100)).await;
    let (lost, lost_file) = hall.submit_with(picture(100)).await;
    std::fs::write(hall.chunk_path(damaged, damaged_file, 0), b"not what was sealed").unwrap();
    std::fs::remove_file(hall.chunk_path(lost, lost_file, 0)).unwrap();

    hall.start();
    centre.until_asked(Step::Missing, 8).await;
    let small = hall.submit().await;
    until(|| hall.is_settled(small)).await;
    hall.stop().await;

    assert_eq!(centre.count(Step::Chunk), 0);
    assert_eq!(hall.store.outbox_counts().pending, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hall_that_is_stopped_among_chunks_goes_on_with_the_missing_ones() {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::enrolled_at(&centre).await;
    let plain = picture(10 * CHUNK_BYTES);
    let (id, file) = hall.submit_with(plain.clone()).await;
    hall.start();

    for chunks in [1, 4, 7] {
        centre
            .until(|books| books.held.get(&id).is_some_and(|held| held.chunks.len() >= chunks))
            .await;
        hall.restart().await;
    }
    hall.until_nothing_is_owed().await;

    assert_eq!(opened(&centre, id, file), plain);
}

fn opened(centre: &TestCentre, submission: SubmissionId, file: FileId) -> Vec<u8> {
    let books = centre.books();
    let held = &books.held[&submission];
    let hall: HallId = centre.enrolment().hall;
    let binding = Binding { submission, hall, file: Some(file), key_id: "k1" };
    let mut chunks = held.chunks.values();
    let first = chunks.next().expect("a file has a chunk");
    let key = SealingKey::from_seed(&[4; 32]);
    let (mut opener, mut plain) = key.open(&binding, first).expect("it is sealed for the centre");
    for chunk in chunks {
        assert_ne!(Digest::of(chunk), Digest::of(first));
        plain.extend(opener.next(chunk).expect("the chunks are in order"));
    }
    plain
}
