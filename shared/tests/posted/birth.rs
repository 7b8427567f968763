//! The birth registration form and a full set of made-up answers to it.

#![allow(dead_code, reason = "each test file uses its part")]

use chrono::NaiveDate;
use shared::form::{Address, Answer, Answers, FormSchema};

use super::posted;

/// The form of a posted procedure.
pub(crate) fn form(code: &str) -> FormSchema {
    let catalogue = posted::catalogue();
    let procedure = catalogue.procedure(&code.into()).expect("a posted procedure");
    procedure.form.clone().expect("it can be filed on a screen")
}

/// Answers that are accepted on [`today`].
pub(crate) fn birth() -> Answers {
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

/// A text answer.
pub(crate) fn said(text: &str) -> Answer {
    Answer::Text(text.into())
}

/// A date answer.
pub(crate) fn on(text: &str) -> Answer {
    Answer::Date(date(text))
}

/// A day, written as in ISO 8601.
pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().expect("a day of the calendar")
}

/// The day on which the answers are judged.
pub(crate) fn today() -> NaiveDate {
    date("2026-11-25")
}
