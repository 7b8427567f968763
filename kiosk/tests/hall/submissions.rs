//! Handing an application in.

use serde_json::json;
use shared::digest::Digest;
use shared::hall::{HallView, Offer};
use shared::ids::{FileId, SubmissionId};
use shared::refusal::Refusal;
use shared::seal::Binding;
use shared::submission::{
    Brought, FILE_BYTES_MAX, FileKept, Manifest, MediaType, SealedApplication, Standing,
    SubmissionKept, SubmissionView,
};

use crate::application::{application, attach, file_id, pdf, submission_id, with_copies};
use crate::support::{Hall, enrolment, sealing_key};

#[tokio::test]
async fn what_is_handed_in_is_owed_sealed_to_the_centre_and_signed_by_the_hall() {
    let hall = Hall::enrolled().await;
    let (id, file) = (submission_id(), file_id());
    attach(&hall, id, file, pdf()).await;
    let written = with_copies(Brought::Attached { files: vec![file] });

    let kept: SubmissionKept = hall.put(&path(id), &written).await.json();

    let owed = hall.store().outbox_due(hall.now(), 10).expect("the store is open");
    let [item] = owed.as_slice() else { panic!("{owed:?}") };
    assert_eq!((item.submission, item.position), (id, kept.position));
    let manifest: Manifest = serde_json::from_str(&item.manifest).expect("a manifest");
    assert_eq!(manifest.slip_code, kept.slip_code);
    let opened = open_envelope(&hall, id);
    assert_eq!(opened.application, written);
    assert_eq!(opened.files[0].media_type, MediaType::Pdf);
    assert_eq!(open_file(&hall, id, file, manifest.files[0].chunks.len()), pdf());
}

#[tokio::test]
async fn the_same_application_gets_the_same_answer_and_is_owed_once() {
    let hall = Hall::enrolled().await;
    let id = submission_id();

    let first = hall.put(&path(id), &application()).await;
    let hall = hall.restart().await;
    let second = hall.put(&path(id), &application()).await;

    assert_eq!(first.body, second.body);
    assert_eq!(hall.store().outbox_counts().pending, 1);
}

#[tokio::test]
async fn other_bytes_under_the_same_id_are_refused() {
    let hall = Hall::enrolled().await;
    let id = submission_id();
    hall.put(&path(id), &application()).await;
    let mut other = application();
    other.answers.insert("copies".into(), shared::form::Answer::Number(4));

    let refused = hall.put(&path(id), &other).await;

    assert_eq!(refused.refusal(), Refusal::OtherBytes);
    assert_eq!(open_envelope(&hall, id).application, application());
}

#[tokio::test]
async fn a_hall_without_a_centre_says_that_it_takes_no_applications() {
    let hall = Hall::open().await;

    let view: HallView = hall.get("/api/hall").await.json();
    let refused = hall.put(&path(submission_id()), &application()).await;

    assert_eq!(view.submissions, Offer::NotEnrolled);
    assert_eq!(refused.refusal(), Refusal::NotOffered { offer: Offer::NotEnrolled });
}

#[tokio::test]
async fn the_same_file_gets_the_same_answer_and_other_bytes_are_refused() {
    let hall = Hall::enrolled().await;
    let (id, file) = (submission_id(), file_id());

    let first = attach(&hall, id, file, pdf()).await;
    let second = attach(&hall, id, file, pdf()).await;
    let other = attach(&hall, id, file, b"%PDF-1.4 other".to_vec()).await;

    let kept: FileKept = first.json();
    assert_eq!((kept.bytes, kept.media_type), (pdf().len() as u64, MediaType::Pdf));
    assert_eq!(first.body, second.body);
    assert_eq!(other.refusal(), Refusal::OtherBytes);
}

#[tokio::test]
async fn a_file_must_be_what_its_digest_says_and_of_a_known_type_and_not_too_large() {
    let hall = Hall::enrolled().await;
    let id = submission_id();
    let path = format!("/api/submissions/{id}/files/{}", file_id());
    let too_many = usize::try_from(FILE_BYTES_MAX).expect("it fits") + 1;

    let no_digest = hall.put_bytes(&path, pdf()).await;
    let request = hall.request(reqwest::Method::PUT, &path);
    let wrong = request.header("Content-Digest", Digest::of(b"other").to_header()).body(pdf());
    let wrong = crate::support::sent(wrong).await;
    let program = attach(&hall, id, file_id(), b"MZ program".to_vec()).await;
    let large = attach(&hall, id, file_id(), vec![0; too_many]).await;

    assert_eq!(no_digest.refusal(), Refusal::WrongDigest);
    assert_eq!(wrong.refusal(), Refusal::WrongDigest);
    assert_eq!(program.refusal(), Refusal::WrongType);
    assert_eq!(large.refusal(), Refusal::TooLarge { bytes_max: FILE_BYTES_MAX });
    assert!(!hall.data_dir().join("files").join(id.to_string()).exists());
}

#[tokio::test]
async fn a_file_can_be_taken_back_until_the_application_is_handed_in() {
    let hall = Hall::enrolled().await;
    let (id, kept, dropped) = (submission_id(), file_id(), file_id());
    attach(&hall, id, kept, pdf()).await;
    attach(&hall, id, dropped, pdf()).await;
    let delete = |file: FileId| {
        let path = format!("/api/submissions/{id}/files/{file}");
        crate::support::sent(hall.request(reqwest::Method::DELETE, &path))
    };

    let before = delete(dropped).await;
    hall.put(&path(id), &with_copies(Brought::Attached { files: vec![kept] })).await;
    let after = delete(kept).await;

    assert_eq!(before.status.as_u16(), 204);
    assert_eq!(after.refusal(), Refusal::OtherBytes);
}

#[tokio::test]
async fn an_application_names_only_files_that_were_attached() {
    let hall = Hall::enrolled().await;
    let file = file_id();

    let written = with_copies(Brought::Attached { files: vec![file] });
    let refused = hall.put(&path(submission_id()), &written).await;

    assert_eq!(refused.refusal(), Refusal::FileUnknown { file });
}

#[tokio::test]
async fn every_required_paper_is_spoken_of_and_no_other() {
    let hall = Hall::enrolled().await;
    let mut silent = with_copies(Brought::OnPaper);
    silent.papers.clear();
    let mut unasked = application();
    unasked.papers = with_copies(Brought::OnPaper).papers;

    for written in [silent, unasked] {
        let refused = hall.put(&path(submission_id()), &written).await;

        assert_eq!(refused.refusal(), Refusal::PaperRefused { component: "ban-sao".into() });
    }
    assert_eq!(hall.store().outbox_counts().pending, 0);
}

#[tokio::test]
async fn a_wrong_answer_is_refused_with_its_question() {
    let hall = Hall::enrolled().await;
    let mut written = application();
    written.answers.remove(&"submitter-name".into());

    let refused = hall.put(&path(submission_id()), &written).await;

    let Refusal::AnswersRefused { problems } = refused.refusal() else { panic!() };
    let questions: Vec<&str> = problems.iter().map(|one| one.question.as_str()).collect();
    assert_eq!(questions, ["submitter-name"]);
}

#[tokio::test]
async fn a_form_of_another_version_is_refused_with_the_one_in_force() {
    let hall = Hall::enrolled().await;
    let mut written = application();
    written.procedure_version = 99;

    let refused = hall.put(&path(submission_id()), &written).await;

    assert_eq!(refused.refusal(), Refusal::FormOutdated { version: 1 });
}

#[tokio::test]
async fn an_application_with_unknown_fields_is_refused() {
    let hall = Hall::enrolled().await;
    let mut written = serde_json::to_value(application()).expect("it is JSON");
    written["colour"] = json!("red");

    let refused = hall.put(&path(submission_id()), &written).await;

    assert_eq!(refused.refusal(), Refusal::UnknownFields);
}

#[tokio::test]
async fn a_correction_names_a_submission_that_this_hall_has_kept() {
    let hall = Hall::enrolled().await;
    let first = submission_id();
    hall.put(&path(first), &application()).await;
    let mut correction = application();
    correction.replaces = Some(first);
    let mut stray = application();
    stray.replaces = Some(submission_id());

    let kept = hall.put(&path(submission_id()), &correction).await;
    let refused = hall.put(&path(submission_id()), &stray).await;

    assert!(kept.status.is_success());
    assert_eq!(refused.refusal(), Refusal::NotFound);
}

#[tokio::test]
async fn the_screen_that_handed_it_in_sees_where_it_is() {
    let hall = Hall::enrolled().await;
    let id = submission_id();
    let kept: SubmissionKept = hall.put(&path(id), &application()).await.json();

    let view: SubmissionView = hall.get(&path(id)).await.json();

    assert_eq!((view.slip_code, view.standing), (kept.slip_code, Standing::Pending));
}

fn path(id: SubmissionId) -> String {
    format!("/api/submissions/{id}")
}

fn open_envelope(hall: &Hall, id: SubmissionId) -> SealedApplication {
    let sealed = hall.store().envelope(id).expect("the envelope is kept");
    let binding = Binding { submission: id, hall: enrolment().hall, file: None, key_id: "k1" };
    let (_, plain) = sealing_key().open(&binding, &sealed).expect("the seal opens");
    serde_json::from_slice(&plain).expect("an application")
}

fn open_file(hall: &Hall, id: SubmissionId, file: FileId, chunks: usize) -> Vec<u8> {
    let sealed = |n: usize| {
        let n = u32::try_from(n).expect("a few");
        hall.store().chunk(id, file, n).expect("the chunk is kept")
    };
    let hall_id = enrolment().hall;
    let binding = Binding { submission: id, hall: hall_id, file: Some(file), key_id: "k1" };
    let (mut opener, mut plain) = sealing_key().open(&binding, &sealed(0)).expect("it opens");
    for n in 1..chunks {
        plain.extend(opener.next(&sealed(n)).expect("it opens"));
    }
    plain
}
