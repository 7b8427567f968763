//! Sending once, sending again, and what a refusal leads to.

use shared::journal::Position;
use shared::lang::Words;
use shared::refusal::{QuestionRefused, Refusal, Refused};
use shared::submission::{Application, SlipCode, SubmissionKept};

use super::super::filing::{Filing, NotSent};
use super::*;

#[test]
fn an_unfinished_application_is_not_sent_but_led_to_its_gap() {
    let mut draft = birth(Surface::Kiosk);

    let sent = draft.send(today());

    assert!(matches!(sent, Err(NotSent::NotReady(Step::Questions(_)))));
    assert_eq!(draft.filing, Filing::Writing);
}

#[test]
fn a_second_press_while_it_travels_sends_nothing() {
    let mut draft = ready();
    draft.send(today()).unwrap();

    let again = draft.send(today());

    assert_eq!(again, Err(NotSent::Already));
}

#[test]
fn a_retry_after_silence_sends_the_same_bytes() {
    let mut draft = ready();
    let first = draft.send(today()).unwrap();
    draft.unheard();

    let second = draft.send(today()).unwrap();

    assert_eq!(first.0, second.0);
}

#[test]
fn bytes_that_may_have_arrived_cannot_be_changed() {
    let mut draft = ready();
    draft.send(today()).unwrap();

    draft.unheard();

    assert!(!draft.is_open());
}

#[test]
fn nothing_is_sent_after_it_was_kept() {
    let mut draft = ready();
    draft.send(today()).unwrap();
    draft.kept(kept(&draft));

    let again = draft.send(today());

    assert_eq!(again, Err(NotSent::Already));
}

#[test]
fn refused_answers_lead_to_their_question_with_the_hall_s_words() {
    let mut draft = ready();
    draft.send(today()).unwrap();
    let words = Words { vi: "Xem lại.".to_owned(), en: "Look again.".to_owned() };
    let problems =
        vec![QuestionRefused { question: "mother-born-year".into(), words: words.clone() }];

    let step = draft.refused(&Refused::from(Refusal::AnswersRefused { problems }));

    assert_eq!(step, Step::Questions("mother-name".into()));
    assert_eq!(draft.trouble_of(&"mother-born-year".into()).map(|one| &one.words), Some(&words));
    assert!(draft.is_open());
}

#[test]
fn a_refused_paper_leads_to_that_paper() {
    let mut draft = ready();
    draft.send(today()).unwrap();

    let component = "giay-chung-sinh".into();
    let step = draft.refused(&Refused::from(Refusal::PaperRefused { component }));

    assert_eq!(step, Step::Paper("giay-chung-sinh".into()));
}

#[test]
fn any_other_refusal_is_said_where_the_person_pressed() {
    let mut draft = ready();
    draft.send(today()).unwrap();

    let step = draft.refused(&Refused::from(Refusal::DiskFull));

    assert_eq!(step, Step::Declare);
    assert!(matches!(draft.filing, Filing::Refused(_)));
}

#[test]
fn what_is_sent_is_what_was_answered() {
    let mut draft = ready();

    let sent = draft.send(today()).unwrap();

    let application: Application = serde_json::from_str(&sent.0).unwrap();
    assert_eq!(application.procedure, draft.procedure.code);
    assert_eq!(application.surface, Surface::Kiosk);
    assert_eq!(application.papers.len(), draft.papers_asked().len());
    assert_eq!(application.answers.len(), draft.answers().len());
}

fn ready() -> Draft {
    let mut draft = birth(Surface::Kiosk);
    fill(&mut draft);
    draft
}

fn kept(draft: &Draft) -> SubmissionKept {
    SubmissionKept {
        submission: draft.submission,
        slip_code: SlipCode::of(draft.submission),
        follow_up_secret: "123456".to_owned(),
        accepted_at: chrono::DateTime::UNIX_EPOCH,
        position: Position { epoch: 1, seq: 1 },
    }
}
