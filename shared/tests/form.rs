//! Forms: which questions are asked, what is filed, and what a card or a parent fills in.

#[path = "posted/birth.rs"]
mod birth;
#[path = "posted/catalogue.rs"]
mod posted;

use std::collections::BTreeSet;

use birth::{birth, form, said, today};
use chrono::NaiveDate;
use proptest::prelude::*;
use shared::form::{
    Address, Answer, AnswerProblem, Answers, FormSchema, Who, answers_from_card, cases,
    cross_check, ready_to_file, suggested_answer, validate, validate_question, visible_pages,
    visible_questions,
};
use shared::identity_card::IdentityCard;
use shared::ids::{CaseCode, QuestionCode};
use shared::text;

#[test]
fn a_complete_birth_registration_is_accepted() {
    let schema = form("1.001193");

    let problems = validate(&schema, &birth(), today());

    assert_eq!(problems, []);
}

#[test]
fn every_required_question_without_an_answer_is_named_with_what_to_do() {
    let schema = form("1.001193");

    let problems = validate(&schema, &Answers::new(), today());

    let (first, problem) = &problems[0];
    let words = text::form::problem(problem, schema.question(first).unwrap());
    assert_eq!(words.vi, "Nhập họ, chữ đệm và tên của trẻ.");
    assert_eq!(words.en, "Enter the child's full name.");
    assert!(problems.iter().all(|(_, problem)| *problem == AnswerProblem::Missing));
}

#[test]
fn the_father_is_asked_about_only_when_he_is_recorded() {
    let schema = form("1.001193");
    let mut answers = birth();

    let with_father = asked(&schema, &answers, "father-name");
    answers.insert("father-recorded".into(), Answer::Choice("no".into()));
    let without_father = asked(&schema, &answers, "father-name");

    assert!(with_father);
    assert!(!without_father);
}

#[test]
fn a_question_that_depends_on_a_hidden_one_is_hidden_too() {
    let schema = form("1.001193");
    let mut answers = birth();

    answers.insert("child-situation".into(), Answer::Choice("abandoned".into()));

    assert!(!asked(&schema, &answers, "mother-name"));
    assert!(!asked(&schema, &answers, "father-recorded"));
    assert!(!asked(&schema, &answers, "father-name"));
}

#[test]
fn an_answer_to_a_hidden_question_is_refused_and_filing_drops_it() {
    let schema = form("1.001193");
    let mut answers = birth();
    answers.insert("father-recorded".into(), Answer::Choice("no".into()));

    let problems = validate(&schema, &answers, today());
    let ready = ready_to_file(&schema, &answers, today()).unwrap();

    assert!(problems.contains(&("father-name".into(), AnswerProblem::NotAsked)));
    assert!(!ready.contains_key(&QuestionCode::from("father-name")));
    assert_eq!(validate(&schema, &ready, today()), []);
}

#[test]
fn an_answer_to_an_unknown_question_is_refused() {
    let schema = form("1.001193");
    let mut answers = birth();
    answers.insert("shoe-size".into(), Answer::Number(42));

    let problems = ready_to_file(&schema, &answers, today()).unwrap_err();

    assert_eq!(problems, [("shoe-size".into(), AnswerProblem::NotAQuestion)]);
}

#[test]
fn filing_tidies_what_was_typed() {
    let schema = form("1.001193");
    let mut answers = birth();
    answers.insert("child-name".into(), said("  Nguye\u{302}\u{303}n  Mai\u{200B} An "));
    answers.insert("submitter-phone".into(), said("+84 912 345 678"));
    answers.insert("submitter-email".into(), said("  "));

    let ready = ready_to_file(&schema, &answers, today()).unwrap();

    assert_eq!(ready[&"child-name".into()], said("Nguyễn Mai An"));
    assert_eq!(ready[&"submitter-phone".into()], said("0912345678"));
    assert!(!ready.contains_key(&QuestionCode::from("submitter-email")));
}

#[test]
fn answers_mean_cases_of_the_procedure() {
    let schema = form("1.001193");
    let mut answers = birth();
    answers.insert("requester-relation".into(), Answer::Choice("authorised".into()));

    let found = cases(&schema, &answers);

    assert_eq!(found, BTreeSet::from([CaseCode::from("uy-quyen")]));
}

#[test]
fn nothing_is_typed_twice_by_a_parent_who_files() {
    let schema = form("1.001193");
    let answers = birth();

    let name = suggested_answer(&schema, &answers, &"submitter-name".into());

    assert_eq!(name, Some(&answers[&"mother-name".into()]));
}

#[test]
fn an_answer_that_is_hidden_is_not_offered_again() {
    let schema = form("1.001193");
    let mut answers = birth();
    answers.insert("requester-relation".into(), Answer::Choice("father".into()));

    let recorded = suggested_answer(&schema, &answers, &"submitter-name".into()).cloned();
    answers.insert("father-recorded".into(), Answer::Choice("no".into()));
    let hidden = suggested_answer(&schema, &answers, &"submitter-name".into());

    assert_eq!(recorded, Some(said("Nguyễn Văn Mẫu")));
    assert_eq!(hidden, None);
}

#[test]
fn a_card_fills_the_submitter_and_the_answers_are_accepted() {
    let schema = form("1.001193");
    let scanned = "038190000001||Nguyễn Thị Mẫu|27031990|Nữ|Xã Mẫu|01072021";
    let card = IdentityCard::parse(scanned).unwrap();

    let filled = answers_from_card(&schema, Who::Submitter, &card);

    let codes: Vec<&str> = filled.keys().map(QuestionCode::as_str).collect();
    assert_eq!(codes, ["submitter-born", "submitter-id", "submitter-id-kind", "submitter-name"]);
    for (code, answer) in &filled {
        let question = schema.question(code).unwrap();
        assert_eq!(validate_question(question, Some(answer), today()), Ok(()), "{code}");
    }
}

#[test]
fn a_screen_has_at_most_five_questions_and_a_form_at_most_six_parts() {
    for code in ["1.001193", "1.001612", "2.000635", "2.000815"] {
        let schema = form(code);

        let pages = visible_pages(&schema, &Answers::new());

        assert!(pages.iter().all(|page| (1..=5).contains(&page.questions.len())), "{code}");
        assert!(schema.sections.len() <= 6, "{code}");
        let has_heading =
            |page: &&shared::form::Page| page.questions.len() == 1 || page.title.is_some();
        let all = schema.sections.iter().flat_map(|section| &section.pages);
        assert!(all.into_iter().all(|page| has_heading(&page)), "{code}");
    }
}

proptest! {
    #[test]
    fn any_answers_are_judged_without_panic(answers in any_answers()) {
        let schema = form_once();

        let problems = validate(schema, &answers, today());
        let _ = visible_pages(schema, &answers);
        let _ = cross_check(schema, &answers);
        let _ = cases(schema, &answers);

        let ready = ready_to_file(schema, &answers, today());
        prop_assert!(problems.is_empty() <= ready.is_ok());
    }

    #[test]
    fn what_is_ready_to_file_is_filed_unchanged(text in "\\PC{0,40}", copies in 0..20_i64) {
        let schema = form_once();
        let mut answers = birth();
        answers.insert("child-birth-facility".into(), Answer::Text(text));
        answers.insert("birth-certificate-copies".into(), Answer::Number(copies));

        if let Ok(ready) = ready_to_file(schema, &answers, today()) {
            prop_assert!(ready_to_file(schema, &ready, today()) == Ok(ready));
        }
    }
}

fn any_answers() -> impl Strategy<Value = Answers> {
    let codes: Vec<QuestionCode> =
        form_once().questions().map(|question| question.code.clone()).collect();
    let answer = prop_oneof![
        "\\PC{0,200}".prop_map(Answer::Text),
        any::<i64>().prop_map(Answer::Number),
        (-9_000_000..9_000_000_i32)
            .prop_map(|days| NaiveDate::from_num_days_from_ce_opt(days).unwrap_or_default())
            .prop_map(Answer::Date),
        "(male|female|yes|no|usual|abandoned|facility|kinh|x)".prop_map(Answer::Choice),
        prop::collection::btree_set("[a-z]{0,5}", 0..4).prop_map(Answer::Ticks),
        ("\\PC{0,9}", "\\PC{0,9}", "(hue|abroad|x|)").prop_map(|(detail, commune, province)| {
            Answer::Address(Address { detail, commune, province })
        }),
    ];
    prop::collection::btree_map(prop::sample::select(codes), answer, 0..30)
}

fn form_once() -> &'static FormSchema {
    static FORM: std::sync::OnceLock<FormSchema> = std::sync::OnceLock::new();
    FORM.get_or_init(|| form("1.001193"))
}

fn asked(schema: &FormSchema, answers: &Answers, code: &str) -> bool {
    visible_questions(schema, answers).iter().any(|question| question.code.as_str() == code)
}
