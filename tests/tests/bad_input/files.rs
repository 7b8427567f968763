//! Attached files.

use promises::centre::TestCentre;
use promises::hall::TestHall;
use promises::sample_file::{document, picture};
use shared::digest::Digest;
use shared::hall::Offer;
use shared::ids::{FileId, SubmissionId};
use shared::refusal::Refusal;
use shared::submission::{FILE_BYTES_MAX, FILES_MAX, FileKept};
use uuid::Uuid;

use crate::assert_refused;

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_the_wrong_digest_is_refused() {
    let (_centre, hall) = enrolled().await;
    let before = hall.footprint();
    let bytes = picture(20, 1);

    let other = hall.visitor().put_file(&path(), &bytes, Digest::of(b"other bytes")).await;
    let cut = hall.visitor().put_file(&path(), &bytes[1..], Digest::of(&bytes)).await;
    let request = hall.visitor().request(reqwest::Method::PUT, &path()).body(bytes);
    let without = promises::visitor::Answer::read(request.send().await.unwrap()).await.unwrap();

    for answer in [other, cut, without] {
        assert_refused(&hall, &before, &answer, &Refusal::WrongDigest);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_too_large_is_refused() {
    let (_centre, hall) = enrolled().await;
    let before = hall.footprint();
    let largest = usize::try_from(FILE_BYTES_MAX).unwrap();

    let answer = put(&hall, &document(largest + 1, 1)).await;

    let too_large = Refusal::TooLarge { bytes_max: FILE_BYTES_MAX };
    assert_refused(&hall, &before, &answer, &too_large);
    assert_eq!(put(&hall, &document(largest, 1)).await.json::<FileKept>().bytes, FILE_BYTES_MAX);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_the_wrong_type_is_refused_whatever_it_is_called() {
    let (_centre, hall) = enrolled().await;
    let before = hall.footprint();

    for bytes in [&b"MZ\x90\x00 a program"[..], b"<html>a page</html>", b"GIF89a", b"", b"PNG"] {
        let digest = Digest::of(bytes).to_header();
        let request = hall.visitor().request(reqwest::Method::PUT, &path());
        let request = request.header("content-type", "image/png").header("content-digest", digest);
        let sent = request.body(bytes.to_vec()).send().await.unwrap();
        let answer = promises::visitor::Answer::read(sent).await.unwrap();
        assert_refused(&hall, &before, &answer, &Refusal::WrongType);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_file_too_many_is_refused() {
    let (_centre, hall) = enrolled().await;
    let submission = SubmissionId(Uuid::now_v7());
    for seed in 0..FILES_MAX as u64 {
        let kept = hall.put_file(submission, FileId(Uuid::now_v7()), &picture(2, seed)).await;
        kept.json::<FileKept>();
    }
    let before = hall.footprint();

    let answer = hall.put_file(submission, FileId(Uuid::now_v7()), &picture(2, 99)).await;

    let too_many = Refusal::TooManyFiles { files_max: FILES_MAX as u32 };
    assert_refused(&hall, &before, &answer, &too_many);
}

#[tokio::test(flavor = "multi_thread")]
async fn other_bytes_under_the_id_of_a_file_are_refused() {
    let (_centre, hall) = enrolled().await;
    let (submission, file) = (SubmissionId(Uuid::now_v7()), FileId(Uuid::now_v7()));
    hall.put_file(submission, file, &picture(20, 1)).await.json::<FileKept>();
    let before = hall.footprint();

    let answer = hall.put_file(submission, file, &picture(20, 2)).await;

    assert_refused(&hall, &before, &answer, &Refusal::OtherBytes);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hall_that_is_not_enrolled_takes_no_file() {
    let hall = TestHall::alone().await;
    let before = hall.footprint();

    let answer = put(&hall, &picture(20, 1)).await;

    let not_enrolled = Refusal::NotOffered { offer: Offer::NotEnrolled };
    assert_refused(&hall, &before, &answer, &not_enrolled);
}

async fn enrolled() -> (TestCentre, TestHall) {
    let centre = TestCentre::start().await;
    let hall = TestHall::enrolled_at(&centre).await;
    (centre, hall)
}

async fn put(hall: &TestHall, bytes: &[u8]) -> promises::visitor::Answer {
    hall.put_file(SubmissionId(Uuid::now_v7()), FileId(Uuid::now_v7()), bytes).await
}

fn path() -> String {
    format!("/api/submissions/{}/files/{}", Uuid::now_v7(), Uuid::now_v7())
}
