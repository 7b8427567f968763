//! A file that arrives chunk by chunk, in any order, again and again, over a line that drops.

use std::fs;

use chrono::TimeDelta;
use reqwest::Method;
use shared::digest::Digest;
use shared::ids::{FileId, SubmissionId};
use shared::refusal::Refusal;
use shared::seal::Binding;
use shared::submission::{
    Brought, CHUNK_BYTES, CHUNKS_MAX, FILE_BYTES_MAX, FileHeld, FileKept, FileWhole, MediaType,
};

use crate::application::{CANARY, attach, file_id, submission_id, with_copies};
use crate::support::{Answer, Hall, enrolment, sealing_key, sent};

#[tokio::test]
async fn chunks_in_any_order_make_the_file_that_the_centre_opens() {
    let hall = Hall::enrolled().await;
    let (id, file, plain) = (submission_id(), file_id(), long_pdf(3 * CHUNK_BYTES + 9));

    for n in [2, 0, 3, 1, 0] {
        assert_eq!(send(&hall, id, file, n, &plain).await.status.as_u16(), 204);
    }
    let kept: FileKept = say_whole(&hall, id, file, &plain).await.json();

    let expected = FileKept { file, bytes: plain.len() as u64, media_type: MediaType::Pdf };
    assert_eq!(kept, expected);
    assert!(opened(&hall, id, file, 4) == plain);
}

#[tokio::test]
async fn a_sender_that_lost_an_answer_asks_what_is_held() {
    let hall = Hall::enrolled().await;
    let (id, file, plain) = (submission_id(), file_id(), long_pdf(2 * CHUNK_BYTES));
    let path = path(id, file);

    let nothing: FileHeld = hall.get(&path).await.json();
    send(&hall, id, file, 1, &plain).await;
    let some: FileHeld = hall.get(&path).await.json();
    send(&hall, id, file, 0, &plain).await;
    let first = say_whole(&hall, id, file, &plain).await;
    let all: FileHeld = hall.get(&path).await.json();
    let again = say_whole(&hall, id, file, &plain).await;
    let late = send(&hall, id, file, 1, &plain).await;
    let at_once = attach(&hall, id, file, plain).await;

    assert_eq!(nothing, FileHeld { kept: None, chunks: vec![] });
    assert_eq!(some, FileHeld { kept: None, chunks: vec![1] });
    assert_eq!(all, FileHeld { kept: Some(first.json()), chunks: vec![] });
    assert_eq!(first.body, again.body);
    assert_eq!(late.status.as_u16(), 204);
    assert_eq!(at_once.body, first.body);
}

#[tokio::test]
async fn other_bytes_under_the_name_of_a_chunk_or_a_file_are_refused() {
    let hall = Hall::enrolled().await;
    let (id, file, plain) = (submission_id(), file_id(), long_pdf(2 * CHUNK_BYTES));
    let mut other = plain.clone();
    other[2 * CHUNK_BYTES - 1] ^= 1;

    send(&hall, id, file, 0, &plain).await;
    send(&hall, id, file, 1, &plain).await;
    let chunk = send(&hall, id, file, 1, &other).await;
    let whole = say_whole(&hall, id, file, &other).await;
    let kept = say_whole(&hall, id, file, &plain).await;
    let late_chunk = send(&hall, id, file, 1, &other).await;
    let late_whole = say_whole(&hall, id, file, &other).await;

    assert_eq!(chunk.refusal(), Refusal::OtherBytes);
    assert_eq!(whole.refusal(), Refusal::WrongDigest);
    assert!(kept.status.is_success());
    assert_eq!(late_chunk.refusal(), Refusal::OtherBytes);
    assert_eq!(late_whole.refusal(), Refusal::OtherBytes);
}

#[tokio::test]
async fn a_file_that_is_not_whole_says_what_is_missing_and_goes_on() {
    let hall = Hall::enrolled().await;
    let (id, file, plain) = (submission_id(), file_id(), long_pdf(3 * CHUNK_BYTES));

    send(&hall, id, file, 1, &plain).await;
    let early = say_whole(&hall, id, file, &plain).await;
    send(&hall, id, file, 0, &plain).await;
    send(&hall, id, file, 2, &plain).await;
    let whole = say_whole(&hall, id, file, &plain).await;

    assert_eq!(early.refusal(), Refusal::ChunksMissing { chunks: vec![0, 2] });
    assert!(whole.status.is_success());
}

#[tokio::test]
async fn a_chunk_must_be_what_its_digest_says_and_the_first_of_a_known_type() {
    let hall = Hall::enrolled().await;
    let (id, file) = (submission_id(), file_id());
    let put = |n: u32, body: Vec<u8>, digest: Digest| {
        let request = hall.request(Method::PUT, &format!("{}/chunks/{n}", path(id, file)));
        sent(request.header("Content-Digest", digest.to_header()).body(body))
    };
    let large = vec![7; CHUNK_BYTES + 1];

    let wrong = put(1, b"x".to_vec(), Digest::of(b"y")).await;
    let empty = put(1, vec![], Digest::of(b"")).await;
    let program = put(0, b"MZ".to_vec(), Digest::of(b"MZ")).await;
    let far = put(CHUNKS_MAX, b"x".to_vec(), Digest::of(b"x")).await;
    let large = put(1, large.clone(), Digest::of(&large)).await;

    assert_eq!(wrong.refusal(), Refusal::WrongDigest);
    assert_eq!(empty.refusal(), Refusal::WrongDigest);
    assert_eq!(program.refusal(), Refusal::WrongType);
    assert_eq!(far.refusal(), Refusal::TooLarge { bytes_max: FILE_BYTES_MAX });
    assert_eq!(large.refusal(), Refusal::TooLarge { bytes_max: CHUNK_BYTES as u64 });
    assert!(!hall.data_dir().join("files").join(id.to_string()).exists());
}

#[tokio::test]
async fn nothing_plain_of_an_unfinished_file_reaches_the_disk_and_a_restart_sweeps_it() {
    let hall = Hall::enrolled().await;
    let (id, file, plain) = (submission_id(), file_id(), long_pdf(3 * CHUNK_BYTES));
    send(&hall, id, file, 1, &plain).await;
    send(&hall, id, file, 2, &plain).await;
    let folder = hall.data_dir().join(format!("files/{id}/{file}"));

    let sealed = fs::read(folder.join("1")).expect("the chunk is on the disk");
    let hall = hall.restart().await;
    let held: FileHeld = hall.get(&path(id, file)).await.json();
    let early = say_whole(&hall, id, file, &plain).await;
    for n in [1, 2, 0] {
        send(&hall, id, file, n, &plain).await;
    }
    let kept = say_whole(&hall, id, file, &plain).await;

    assert!(!sealed.windows(CANARY.len()).any(|window| window == CANARY.as_bytes()));
    assert_eq!(held, FileHeld { kept: None, chunks: vec![] });
    assert_eq!(early.refusal(), Refusal::ChunksMissing { chunks: vec![0, 1, 2] });
    assert!(kept.status.is_success());
    assert!(opened(&hall, id, file, 3) == plain);
}

#[tokio::test]
async fn an_unfinished_file_goes_a_day_after_its_last_chunk_or_when_it_is_taken_back() {
    let hall = Hall::enrolled().await;
    let (id, old, removed) = (submission_id(), file_id(), file_id());
    let plain = long_pdf(2 * CHUNK_BYTES);
    let folder = hall.data_dir().join("files").join(id.to_string());
    send(&hall, id, old, 0, &plain).await;
    send(&hall, id, removed, 0, &plain).await;

    sent(hall.request(Method::DELETE, &path(id, removed))).await;
    let after_removal = folder.join(removed.to_string()).exists();
    hall.clock.turn(TimeDelta::hours(23));
    send(&hall, id, old, 1, &plain).await;
    hall.clock.turn(TimeDelta::hours(23));
    hall.store().keep_house().await.expect("the house is kept");
    let after_23_hours = folder.join(old.to_string()).exists();
    hall.clock.turn(TimeDelta::hours(2));
    hall.store().keep_house().await.expect("the house is kept");

    assert!(!after_removal && after_23_hours);
    assert!(!folder.exists());
}

#[tokio::test]
async fn nothing_arrives_for_an_application_that_was_handed_in() {
    let hall = Hall::enrolled().await;
    let (id, file, plain) = (submission_id(), file_id(), long_pdf(2 * CHUNK_BYTES));
    hall.put(&format!("/api/submissions/{id}"), &with_copies(Brought::OnPaper)).await;

    let late = send(&hall, id, file, 0, &plain).await;

    assert_eq!(late.refusal(), Refusal::OtherBytes);
}

#[tokio::test]
async fn a_submission_has_no_more_unfinished_files_than_files() {
    let hall = Hall::enrolled().await;
    let (id, plain) = (submission_id(), long_pdf(100));
    for _ in 0..20 {
        assert_eq!(send(&hall, id, file_id(), 0, &plain).await.status.as_u16(), 204);
    }

    let refused = send(&hall, id, file_id(), 0, &plain).await;

    assert_eq!(refused.refusal(), Refusal::TooManyFiles { files_max: 20 });
}

/// A document that says the canary in each chunk.
pub(crate) fn long_pdf(bytes: usize) -> Vec<u8> {
    let mut plain = b"%PDF-1.7 ".to_vec();
    let mut line = 0_u64;
    while plain.len() < bytes {
        plain.extend_from_slice(format!("{CANARY} {line}\n").as_bytes());
        line += 1;
    }
    plain.truncate(bytes);
    plain
}

pub(crate) async fn send(
    hall: &Hall,
    submission: SubmissionId,
    file: FileId,
    n: usize,
    plain: &[u8],
) -> Answer {
    let chunk = plain.chunks(CHUNK_BYTES).nth(n).expect("the file has this chunk").to_vec();
    let request = hall.request(Method::PUT, &format!("{}/chunks/{n}", path(submission, file)));
    sent(request.header("Content-Digest", Digest::of(&chunk).to_header()).body(chunk)).await
}

async fn say_whole(hall: &Hall, submission: SubmissionId, file: FileId, plain: &[u8]) -> Answer {
    hall.put(&format!("{}/whole", path(submission, file)), &FileWhole::of_bytes(plain)).await
}

fn path(submission: SubmissionId, file: FileId) -> String {
    format!("/api/submissions/{submission}/files/{file}")
}

/// Opens what the hall sealed, as the centre does.
fn opened(hall: &Hall, submission: SubmissionId, file: FileId, chunks: u32) -> Vec<u8> {
    let chunk = |n| hall.store().chunk(submission, file, n).expect("the chunk is kept");
    let binding = Binding { submission, hall: enrolment().hall, file: Some(file), key_id: "k1" };
    let (mut opener, mut plain) = sealing_key().open(&binding, &chunk(0)).expect("it opens");
    for n in 1..chunks {
        plain.extend(opener.next(&chunk(n)).expect("it opens"));
    }
    plain
}
