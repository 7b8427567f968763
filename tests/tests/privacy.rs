//! What a citizen hands in is readable at the centre only: not on the hall's disk, not in its logs.

#![allow(clippy::unwrap_used, reason = "a test says what must not fail by failing")]

use std::path::PathBuf;

use chrono::NaiveDate;
use promises::canary::Canary;
use promises::centre::TestCentre;
use promises::forms::{self, Papers};
use promises::hall::ticket_request;
use promises::line::{Condition, Line};
use promises::patience::until;
use promises::posted::{self, BIRTH};
use promises::program::KioskProgram;
use promises::visitor::Visitor;
use shared::allowance::TicketAsked;
use shared::digest::Digest;
use shared::form::{Address, Answer};
use shared::ids::QuestionCode;
use shared::national_id::NationalId;
use shared::refusal::Refusal;
use shared::submission::{Application, FollowUp, Standing, SubmissionKept, SubmissionView};
use uuid::Uuid;

const NAME: &str = "Tôn Nữ Hoàng Yến Kêu Vang";
const NUMBER: &str = "001185731946";
const PHONE: &str = "0917264835";
const MAILBOX: &str = "chim.hoang.yen.keu@thu.example";
const STREET: &str = "Ngách Chim Hoàng Yến Mười Bảy";
const IN_THE_FILE: &str = "canary-inside-the-attached-paper";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_a_citizen_hands_in_stays_readable_in_the_hall() {
    let canary = Canary::of(&[NAME, NUMBER, PHONE, MAILBOX, STREET, IN_THE_FILE]);
    let centre = TestCentre::start_by_the_true_clock().await;
    let line = Line::open(centre.addr()).await;
    let mut hall = KioskProgram::configure(&posted::folder(), Some(&line.url()));
    let code = centre.enrolment_code("Sảnh kín").await;
    hall.order(&["enrol", "--centre", &line.url(), "--code", &code]);
    line.set(Condition::Down);
    hall.start_saying_everything();
    hall.wait_until_ready().await;

    let kept = hand_in_rightly_and_wrongly(&hall.visitor()).await;
    hall.kill();
    let after_the_cut = canary.found_in(&left_behind(&hall));
    line.set(Condition::Up);
    hall.start_saying_everything();
    hall.wait_until_ready().await;
    until_settled(&hall.visitor(), &kept).await;
    hall.stop();

    assert_eq!(after_the_cut, [] as [PathBuf; 0]);
    assert_eq!(canary.found_in(&left_behind(&hall)), [] as [PathBuf; 0]);
    let dossier = centre.officer().await.dossier(kept.submission).await;
    assert_eq!(dossier.line.applicant, NAME, "the canary was handed in");
    centre.stop().await;
}

#[test]
fn a_canary_is_found_however_it_is_written() {
    let canary = Canary::of(&[NAME]);
    let base64 = data_encoding::BASE64.encode(format!("{{\"name\":\"{NAME}\"}}").as_bytes());
    let utf16: Vec<u8> = NAME.encode_utf16().flat_map(u16::to_le_bytes).collect();

    for hidden in [NAME.to_owned(), format!("key={}", shared::fold::fold(NAME)), base64] {
        assert!(canary.stands_in(hidden.as_bytes()), "{hidden}");
    }
    assert!(canary.stands_in(&utf16));
    assert!(!canary.stands_in(b"a quiet line"));
}

/// Hands in an application with a file, and many things that are refused.
async fn hand_in_rightly_and_wrongly(visitor: &Visitor) -> SubmissionKept {
    let id = Uuid::now_v7();
    let files = [Uuid::now_v7(), Uuid::now_v7()];
    let paper = format!("%PDF-1.7 {IN_THE_FILE} {NAME} {NUMBER}").repeat(40_000).into_bytes();
    for file in files {
        let path = format!("/api/submissions/{id}/files/{file}");
        let kept = visitor.put_file(&path, &paper, Digest::of(&paper)).await;
        assert!(kept.is_success(), "{}", kept.text());
    }
    let removed = visitor.delete(&format!("/api/submissions/{id}/files/{}", files[1])).await;
    assert!(removed.is_success(), "{}", removed.text());
    let other = format!("/api/submissions/{id}/files/{}", Uuid::now_v7());
    let refused = visitor.put_file(&other, &paper, Digest::of(b"other")).await.refusal();
    assert_eq!(refused, Refusal::WrongDigest);

    let good = application(&Papers::Attached(vec![shared::ids::FileId(files[0])]));
    let mut wrong = good.clone();
    wrong.answers.insert(QuestionCode::from("child-sex"), Answer::Text(NAME.to_owned()));
    let path = format!("/api/submissions/{id}");
    visitor.put(&path, &wrong).await.refusal();
    let text = serde_json::to_string(&good).unwrap();
    visitor.put_text(&path, &text.replacen("\"lang\"", "\"Tôn Nữ\"", 1)).await.refusal();
    visitor.put_text(&path, &text[..text.len() - 5]).await.refusal();
    let kept: SubmissionKept = visitor.put(&path, &good).await.json();
    visitor.put(&path, &wrong).await.refusal();

    let secret = kept.follow_up_secret.clone();
    let asked = FollowUp { slip_code: kept.slip_code.to_string(), secret };
    let view: SubmissionView = visitor.post("/api/follow-ups", &asked).await.json();
    assert_eq!(view.standing, Standing::Pending);
    let asked = FollowUp { slip_code: NAME.to_owned(), secret: NUMBER.to_owned() };
    visitor.post("/api/follow-ups", &asked).await.refusal();
    let ticket = format!("/api/tickets/{}?paper=true", Uuid::now_v7());
    let card = NationalId::parse(NUMBER).unwrap();
    let asked = TicketAsked::new(ticket_request(BIRTH), Some(card));
    assert!(visitor.put(&ticket, &asked).await.is_success());
    kept
}

fn application(papers: &Papers) -> Application {
    let catalogue = posted::read(&posted::folder());
    let mut one = forms::birth_registration(&catalogue, 1, papers);
    let day = NaiveDate::from_ymd_opt(1985, 5, 17).unwrap();
    let street = Address {
        detail: STREET.to_owned(),
        commune: "Xã Mẫu".to_owned(),
        province: "ha-noi".to_owned(),
    };
    let answers = [
        ("child-name", Answer::Text(NAME.to_owned())),
        ("mother-name", Answer::Text(NAME.to_owned())),
        ("mother-id", Answer::Text(NUMBER.to_owned())),
        ("mother-address", Answer::Address(street.clone())),
        ("submitter-name", Answer::Text(NAME.to_owned())),
        ("submitter-id", Answer::Text(NUMBER.to_owned())),
        ("submitter-born", Answer::Date(day)),
        ("submitter-phone", Answer::Text(PHONE.to_owned())),
        ("submitter-email", Answer::Text(MAILBOX.to_owned())),
        ("submitter-address", Answer::Address(street)),
    ];
    for (question, answer) in answers {
        let before = one.answers.insert(QuestionCode::from(question), answer);
        assert!(before.is_some(), "the form asks for {question}");
    }
    one
}

async fn until_settled(visitor: &Visitor, kept: &SubmissionKept) {
    until("the submission is settled", async || {
        let path = format!("/api/submissions/{}", kept.submission);
        let view: SubmissionView = visitor.get(&path).await.json();
        matches!(view.standing, Standing::Settled { .. })
    })
    .await;
}

/// Everything the hall's program leaves: its data, its slips, its logs of every level.
fn left_behind(hall: &KioskProgram) -> [PathBuf; 2] {
    let log = hall.log();
    assert!(std::fs::metadata(&log).is_ok_and(|log| log.len() > 10_000), "it logs everything");
    [hall.data_dir(), log]
}
