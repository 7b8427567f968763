//! Forms: which questions are asked, and which answers are accepted.

#[path = "posted/catalogue.rs"]
mod posted;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use proptest::prelude::*;
use shared::form::{
    Address, AddressPart, Answer, AnswerProblem, AnswerWarning, Answers, DatePart, FormSchema, Who,
    answer_from_text, answers_from_card, cases, cross_check, date_from_parts, ready_to_file,
    suggested_answer, validate, validate_question, visible_pages, visible_questions,
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
fn each_wrong_answer_is_refused_with_its_reason() {
    let schema = form("1.001193");
    let earliest = date("1926-11-25");
    let place = |detail: &str, commune: &str, province: &str| {
        Answer::Address(Address {
            detail: detail.into(),
            commune: commune.into(),
            province: province.into(),
        })
    };
    let table = [
        ("child-name", said("Nguyễn 3"), AnswerProblem::NotAName),
        ("child-name", said("'-."), AnswerProblem::NotAName),
        ("child-name", Answer::Number(3), AnswerProblem::WrongKind),
        ("child-name", said(&"ế".repeat(151)), AnswerProblem::TooLong { characters_max: 150 }),
        ("child-sex", Answer::Choice("x".into()), AnswerProblem::NotAnOption),
        ("child-born", on("2026-11-26"), AnswerProblem::TooLate { latest: today() }),
        ("child-born", on("1926-11-24"), AnswerProblem::TooEarly { earliest }),
        ("mother-born-year", Answer::Number(2020), {
            AnswerProblem::TooLate { latest: date("2016-11-25") }
        }),
        ("mother-id", said("123"), AnswerProblem::NotANationalId),
        ("submitter-phone", said("12345"), AnswerProblem::NotAPhone),
        ("submitter-email", said("ten@nha"), AnswerProblem::NotAnEmail),
        ("submitter-email", said("a@b@c.vn"), AnswerProblem::NotAnEmail),
        ("birth-certificate-copies", Answer::Number(21), AnswerProblem::TooLarge { max: 20 }),
        ("birth-certificate-copies", Answer::Number(-1), AnswerProblem::TooSmall { min: 0 }),
        ("child-hometown", place("", "Mẫu", "atlantis"), AnswerProblem::NotAnOption),
        ("child-hometown", place("", "Mẫu", ""), {
            AnswerProblem::AddressIncomplete(AddressPart::Province)
        }),
        ("child-hometown", place("", " ", "hue"), {
            AnswerProblem::AddressIncomplete(AddressPart::Commune)
        }),
        ("mother-address", place("", "Mẫu", "hue"), {
            AnswerProblem::AddressIncomplete(AddressPart::Detail)
        }),
    ];

    for (code, answer, expected) in table {
        let question = schema.question(&code.into()).unwrap();
        let problem = validate_question(question, Some(&answer), today()).unwrap_err();
        assert_eq!(problem, expected, "{code}");
        let words = text::form::problem(&problem, question);
        assert!(words.vi.ends_with('.') && words.en.ends_with('.'), "{words:?}");
    }
}

#[test]
fn names_of_every_people_of_the_country_are_accepted() {
    let schema = form("1.001193");
    let question = schema.question(&"child-name".into()).unwrap();

    for name in ["H'Hen Niê", "Y Blok", "Đỗ", "Nguyễn Thị Ánh-Tuyết", "Lò Văn Ơi", "An\u{302}"]
    {
        assert_eq!(validate_question(question, Some(&said(name)), today()), Ok(()), "{name}");
    }
}

#[test]
fn only_real_dates_are_read() {
    let table = [
        (("27", "3", "2026"), Ok(date("2026-03-27"))),
        ((" 01", "02 ", "2024"), Ok(date("2024-02-01"))),
        (("29", "2", "2026"), Err(AnswerProblem::NotADate)),
        (("31", "4", "2026"), Err(AnswerProblem::NotADate)),
        (("1", "1", "26"), Err(AnswerProblem::NotADate)),
        (("", "1", "2026"), Err(AnswerProblem::DateIncomplete(DatePart::Day))),
        (("1", "", "2026"), Err(AnswerProblem::DateIncomplete(DatePart::Month))),
        (("1", "1", ""), Err(AnswerProblem::DateIncomplete(DatePart::Year))),
        (("x", "1", "2026"), Err(AnswerProblem::NotADate)),
        (("001", "1", "2026"), Err(AnswerProblem::NotADate)),
    ];

    for ((day, month, year), expected) in table {
        assert_eq!(date_from_parts(day, month, year), expected, "{day}/{month}/{year}");
    }
}

#[test]
fn an_amount_is_read_as_people_write_it() {
    let schema = form("1.001612");
    let capital = schema.question(&"business-capital".into()).unwrap();
    let table = [
        ("50000000", Ok(Answer::Number(50_000_000))),
        ("50.000.000", Ok(Answer::Number(50_000_000))),
        (" 50 000 000 ", Ok(Answer::Number(50_000_000))),
        ("50.5", Err(AnswerProblem::NotANumber)),
        ("1000.000", Err(AnswerProblem::NotANumber)),
        ("-5", Err(AnswerProblem::NotANumber)),
        ("", Err(AnswerProblem::Missing)),
        ("99999999999999999999", Err(AnswerProblem::NotANumber)),
    ];

    for (typed, expected) in table {
        assert_eq!(answer_from_text(capital, typed), expected, "{typed}");
    }
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
fn answers_that_do_not_fit_each_other_are_pointed_out_and_stop_nobody() {
    let schema = form("1.001612");
    let answers: Answers = BTreeMap::from([
        ("owner-id".into(), said("038190000001")),
        ("owner-born".into(), on("1991-03-27")),
        ("owner-sex".into(), Answer::Choice("male".into())),
    ]);

    let warnings = cross_check(&schema, &answers);

    let number = QuestionCode::from("owner-id");
    assert_eq!(
        warnings,
        [
            AnswerWarning::NationalIdOtherYear { number: number.clone() },
            AnswerWarning::NationalIdOtherSex { number }
        ]
    );
}

#[test]
fn a_mother_hardly_older_than_the_child_is_pointed_out() {
    let schema = form("1.001193");
    let mut answers = birth();
    answers.insert("mother-born-year".into(), Answer::Number(2014));
    answers.remove(&"mother-id".into());

    let warnings = cross_check(&schema, &answers);

    let older = QuestionCode::from("mother-born-year");
    let younger = QuestionCode::from("child-born");
    assert_eq!(warnings, [AnswerWarning::TooCloseInAge { older, younger }]);
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

#[test]
fn answers_are_masked_in_debug_output() {
    let answers = BTreeMap::from([("child-name", said("Nguyễn Mai An"))]);

    assert_eq!(format!("{answers:?}"), r#"{"child-name": Text(***)}"#);
}

#[test]
fn answers_read_the_same_after_a_journey_over_the_wire() {
    let text = serde_json::to_string(&birth()).unwrap();

    let read: Answers = serde_json::from_str(&text).unwrap();

    assert!(read == birth());
    assert!(text.contains(r#""child-born":{"date":"2026-11-20"}"#));
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

fn form(code: &str) -> FormSchema {
    posted::catalogue().procedure(&code.into()).unwrap().form.clone().unwrap()
}

fn asked(schema: &FormSchema, answers: &Answers, code: &str) -> bool {
    visible_questions(schema, answers).iter().any(|question| question.code.as_str() == code)
}

fn birth() -> Answers {
    let house = |commune: &str| {
        Answer::Address(Address {
            detail: "Thôn 1".into(),
            commune: commune.into(),
            province: "thanh-hoa".into(),
        })
    };
    let choice = |value: &str| Answer::Choice(value.into());
    let answers = [
        ("child-name", said("Nguyễn Mai An")),
        ("child-sex", choice("female")),
        ("child-born", on("2026-11-20")),
        ("child-birth-kind", choice("facility")),
        ("child-birth-facility", said("Bệnh viện Phụ sản")),
        ("child-birth-place", house("Mẫu")),
        ("child-ethnicity", choice("kinh")),
        ("child-nationality", choice("viet-nam")),
        ("child-hometown", house("Mẫu")),
        ("child-situation", choice("usual")),
        ("mother-name", said("Trần Thị Mẫu")),
        ("mother-born-year", Answer::Number(1996)),
        ("mother-id", said("038196000001")),
        ("mother-ethnicity", choice("kinh")),
        ("mother-nationality", choice("viet-nam")),
        ("mother-address", house("Mẫu")),
        ("father-recorded", choice("yes")),
        ("father-name", said("Nguyễn Văn Mẫu")),
        ("father-born-year", Answer::Number(1994)),
        ("father-ethnicity", choice("kinh")),
        ("father-nationality", choice("viet-nam")),
        ("father-address", house("Mẫu")),
        ("requester-relation", choice("mother")),
        ("birth-certificate-copies", Answer::Number(2)),
        ("submitter-name", said("Trần Thị Mẫu")),
        ("submitter-id-kind", choice("citizen-card")),
        ("submitter-id", said("038196000001")),
        ("submitter-born", on("1996-05-01")),
        ("submitter-phone", said("0912345678")),
        ("submitter-address", house("Mẫu")),
    ];
    answers.into_iter().map(|(code, answer)| (code.into(), answer)).collect()
}

fn said(text: &str) -> Answer {
    Answer::Text(text.into())
}

fn on(text: &str) -> Answer {
    Answer::Date(date(text))
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    date("2026-11-25")
}
