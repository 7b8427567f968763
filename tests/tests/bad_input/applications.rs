//! Applications.

use std::sync::Arc;

use chrono::TimeDelta;
use promises::centre::TestCentre;
use promises::clock::TestClock;
use promises::forms::{BIRTH_NOTIFICATION, Papers};
use promises::hall::{HallPlan, TestHall};
use promises::posted::{self, BIRTH};
use shared::form::Answer;
use shared::hall::Offer;
use shared::ids::{CaseCode, ComponentCode, FileId, ProcedureCode, QuestionCode, SubmissionId};
use shared::refusal::{QuestionRefused, Refusal};
use shared::submission::{APPLICATION_BYTES_MAX, Application, Brought, Paper, SubmissionKept};
use uuid::Uuid;

use crate::assert_refused;

#[tokio::test(flavor = "multi_thread")]
async fn an_application_that_does_not_fit_its_procedure_is_refused() {
    let (_centre, hall) = enrolled().await;
    let before = hall.footprint();
    let unknown = ProcedureCode::from("9.999999");
    let without_form = ProcedureCode::from("1.000656");
    let version = procedure(&hall, &without_form);
    let cases: [(Change, Refusal); 4] = [
        (
            Box::new(|one| one.procedure = ProcedureCode::from("9.999999")),
            Refusal::UnknownProcedure { procedure: unknown },
        ),
        (
            Box::new(move |one| {
                one.procedure = without_form.clone();
                one.procedure_version = version;
            }),
            Refusal::NoForm,
        ),
        (Box::new(|one| one.procedure_version += 1), Refusal::FormOutdated { version: 1 }),
        (
            Box::new(|one| one.cases.push(CaseCode::from("khong-co"))),
            Refusal::FormOutdated { version: 1 },
        ),
    ];

    for (change, refusal) in cases {
        let answer = submit_changed(&hall, change).await;
        assert_refused(&hall, &before, &answer, &refusal);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_procedure_takes_no_application() {
    let copy = posted::Copy::with_closed(BIRTH, "Đang nâng cấp.", "Being upgraded.");
    let centre = TestCentre::start().await;
    let hall = HallPlan::default().catalogue(copy.path()).enrolled_at(&centre).await;
    let before = hall.footprint();

    let answer = submit_changed(&hall, Box::new(|_| {})).await;

    assert!(matches!(answer.refusal(), Refusal::ProcedureClosed { .. }));
    assert_eq!(hall.footprint(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_answers_are_refused_question_by_question() {
    let (_centre, hall) = enrolled().await;
    let before = hall.footprint();
    let (name, phone, extra) = ("child-name", "submitter-phone", "submitter-passport");

    let answer = submit_changed(
        &hall,
        Box::new(move |one| {
            one.answers.remove(&QuestionCode::from(name));
            one.answers.insert(QuestionCode::from(phone), Answer::Text("12".to_owned()));
            one.answers.insert(QuestionCode::from(extra), Answer::Text("B1".to_owned()));
        }),
    )
    .await;

    let Refusal::AnswersRefused { problems } = answer.refusal() else {
        panic!("{}", answer.text())
    };
    let named = |one: &QuestionRefused| one.question.as_str().to_owned();
    assert_eq!(problems.iter().map(named).collect::<Vec<_>>(), [name, phone, extra]);
    assert!(problems.iter().all(|one| !one.words.vi.is_empty() && !one.words.en.is_empty()));
    assert_eq!(hall.footprint(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn papers_that_do_not_fit_are_refused() {
    let (_centre, hall) = enrolled().await;
    let before = hall.footprint();
    let refused = |code: &str| Refusal::PaperRefused { component: ComponentCode::from(code) };
    let nothing_attached = Brought::Attached { files: Vec::new() };
    let cases: [(Change, Refusal); 4] = [
        (Box::new(|one| one.papers.clear()), refused(BIRTH_NOTIFICATION)),
        (Box::new(|one| one.papers.push(one.papers[0].clone())), refused(BIRTH_NOTIFICATION)),
        (Box::new(|one| one.papers.push(paper("khong-co"))), refused("khong-co")),
        (
            Box::new(move |one| one.papers[0].brought = nothing_attached.clone()),
            refused(BIRTH_NOTIFICATION),
        ),
    ];

    for (change, refusal) in cases {
        let answer = submit_changed(&hall, change).await;
        assert_refused(&hall, &before, &answer, &refusal);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_never_came_is_refused() {
    let (_centre, hall) = enrolled().await;
    let before = hall.footprint();
    let file = FileId(Uuid::now_v7());

    let application = hall.birth_registration(&Papers::Attached(vec![file]));
    let answer = hall.submit(SubmissionId(Uuid::now_v7()), &application).await;

    assert_refused(&hall, &before, &answer, &Refusal::FileUnknown { file });
}

#[tokio::test(flavor = "multi_thread")]
async fn broken_json_and_unknown_fields_are_refused() {
    let (_centre, hall) = enrolled().await;
    let before = hall.footprint();
    let good = serde_json::to_string(&hall.birth_registration(&Papers::OnPaper)).unwrap();
    let half = &good[..good.len() / 2];
    let more = good.replacen('{', "{\"bribe\": 1,", 1);

    let broken = hall.visitor().put_text(&path(), half).await;
    let unknown = hall.visitor().put_text(&path(), &more).await;

    assert_refused(&hall, &before, &broken, &Refusal::BrokenJson);
    assert_refused(&hall, &before, &unknown, &Refusal::UnknownFields);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_that_is_too_large_is_refused() {
    let (_centre, hall) = enrolled().await;
    let before = hall.footprint();
    let bytes_max = APPLICATION_BYTES_MAX as u64;

    let endless = "x".repeat(APPLICATION_BYTES_MAX + 1);
    let answer = hall.visitor().put_text(&path(), &endless).await;

    assert_refused(&hall, &before, &answer, &Refusal::TooLarge { bytes_max });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_of_what_was_never_handed_in_is_refused() {
    let (_centre, hall) = enrolled().await;
    let before = hall.footprint();
    let nowhere = SubmissionId(Uuid::now_v7());

    let answer = submit_changed(&hall, Box::new(move |one| one.replaces = Some(nowhere))).await;

    assert_refused(&hall, &before, &answer, &Refusal::NotFound);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_id_with_other_bytes_is_refused() {
    let (_centre, hall) = enrolled().await;
    let id = SubmissionId(Uuid::now_v7());
    let first = hall.birth_registration(&Papers::OnPaper);
    let kept: SubmissionKept = hall.submit(id, &first).await.json();
    hall.until_settled().await;
    let before = hall.footprint();

    let answer = hall.submit(id, &hall.birth_registration(&Papers::OnPaper)).await;

    assert_refused(&hall, &before, &answer, &Refusal::OtherBytes);
    assert_eq!(hall.submit(id, &first).await.json::<SubmissionKept>(), kept);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_kept_by_a_clock_that_went_backwards() {
    let centre = TestCentre::start_with(Arc::new(TestClock::on_a_working_morning())).await;
    let hall = TestHall::enrolled_at(&centre).await;
    hall.submit_birth_registration(&[]).await;
    hall.until_settled().await;
    let before = hall.footprint();

    centre.clock().turn(TimeDelta::hours(-1));
    let answer = submit_changed(&hall, Box::new(|_| {})).await;

    assert_refused(&hall, &before, &answer, &Refusal::ClockWentBack);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hall_that_is_not_enrolled_takes_no_application() {
    let hall = TestHall::alone().await;
    let before = hall.footprint();

    let answer = submit_changed(&hall, Box::new(|_| {})).await;

    let not_enrolled = Refusal::NotOffered { offer: Offer::NotEnrolled };
    assert_refused(&hall, &before, &answer, &not_enrolled);
}

type Change = Box<dyn Fn(&mut Application)>;

async fn enrolled() -> (TestCentre, TestHall) {
    let centre = TestCentre::start().await;
    let hall = TestHall::enrolled_at(&centre).await;
    (centre, hall)
}

async fn submit_changed(hall: &TestHall, change: Change) -> promises::visitor::Answer {
    let mut application = hall.birth_registration(&Papers::OnPaper);
    change(&mut application);
    hall.submit(SubmissionId(Uuid::now_v7()), &application).await
}

fn procedure(hall: &TestHall, code: &ProcedureCode) -> u32 {
    let procedure = hall.catalogue().procedure(code).unwrap();
    assert!(procedure.form.is_none(), "this test needs a procedure without a form");
    procedure.version
}

fn paper(code: &str) -> Paper {
    Paper { component: ComponentCode::from(code), brought: Brought::OnPaper }
}

fn path() -> String {
    format!("/api/submissions/{}", Uuid::now_v7())
}
