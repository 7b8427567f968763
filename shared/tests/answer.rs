//! Answers: which are accepted, how they are typed, and what does not fit together.

#[path = "posted/birth.rs"]
mod birth;
#[path = "posted/catalogue.rs"]
mod posted;

use std::collections::BTreeMap;

use birth::{birth, date, form, on, said, today};
use shared::form::{
    Address, AddressPart, Answer, AnswerProblem, AnswerWarning, Answers, DatePart,
    answer_from_text, cross_check, date_from_parts, validate_question,
};
use shared::ids::QuestionCode;
use shared::text;

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
        ("child-name", said(" \u{200B} "), AnswerProblem::Missing),
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
