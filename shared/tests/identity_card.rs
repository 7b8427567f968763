//! Chip cards, personal numbers and telephone numbers. All numbers here are made up.

use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;
use shared::identity_card::{CardProblem, IdentityCard, Sex};
use shared::national_id::{NationalId, NationalIdProblem};
use shared::phone::Phone;

#[test]
fn a_card_with_seven_fields_is_read() {
    let scanned = "038190000001|171000001|Nguyễn Thị Mẫu|27031990|Nữ|Thôn 1, Xã Mẫu|01072021";

    let card = IdentityCard::parse(scanned).unwrap();

    assert_eq!(card.number.as_str(), "038190000001");
    assert_eq!(card.old_number.as_deref(), Some("171000001"));
    assert_eq!(card.name, "Nguyễn Thị Mẫu");
    assert_eq!(card.born, day("1990-03-27"));
    assert_eq!(card.sex, Sex::Female);
    assert_eq!(card.residence, "Thôn 1, Xã Mẫu");
    assert_eq!(card.issued, Some(day("2021-07-01")));
}

#[test]
fn the_extra_fields_of_later_cards_are_ignored() {
    let scanned = "001204000001||Trần Văn Mẫu|05012004|Nam|Phường Mẫu|01082024||||\r\n";

    let card = IdentityCard::parse(scanned).unwrap();

    assert_eq!(card.old_number, None);
    assert_eq!(card.sex, Sex::Male);
    assert_eq!(card.born.year(), 2004);
}

#[test]
fn a_decomposed_scan_gives_a_composed_name() {
    let scanned = "001204000001||Tra\u{302}\u{300}n Va\u{306}n  Ma\u{302}\u{303}u|05012004|NAM|x|";

    let card = IdentityCard::parse(scanned).unwrap();

    assert_eq!(card.name, "Trần Văn Mẫu");
    assert_eq!(card.issued, None);
}

#[test]
fn a_scan_that_is_no_card_is_refused_with_its_reason() {
    let table = [
        ("https://example.vn", CardProblem::TooFewFields(1)),
        ("038190000001||A|27031990|Nam|x", CardProblem::TooFewFields(6)),
        ("03819000000||A|27031990|Nam|x|", NationalIdProblem::NotTwelveDigits.into()),
        ("003190000001||A|27031990|Nam|x|", NationalIdProblem::UnknownPlace.into()),
        ("038190000001|| |27031990|Nam|x|", CardProblem::NoName),
        ("038190000001||A|31021990|Nam|x|", CardProblem::NoBirthday),
        ("038190000001||A|27031990|?|x|", CardProblem::NoSex),
    ];

    for (scanned, problem) in table {
        assert_eq!(IdentityCard::parse(scanned).err(), Some(problem), "{scanned}");
    }
}

#[test]
fn a_personal_number_tells_century_sex_and_year() {
    let table = [
        ("038090000001", 1990, Sex::Male),
        ("038190000001", 1990, Sex::Female),
        ("038204000001", 2004, Sex::Male),
        ("038326000001", 2026, Sex::Female),
        ("100 190 000 001", 1990, Sex::Female),
    ];

    for (text, year, sex) in table {
        let number = NationalId::parse(text).unwrap();
        assert_eq!((number.birth_year(), number.sex()), (year, sex), "{text}");
    }
}

#[test]
fn a_telephone_number_is_kept_in_one_shape() {
    let table = [
        ("0912 345 678", Some("0912345678")),
        ("+84 912.345.678", Some("0912345678")),
        ("0084912345678", Some("0912345678")),
        ("(024) 1234 5678", Some("02412345678")),
        ("0612345678", None),
        ("091234567", None),
        ("09123456789", None),
        ("hai ba", None),
        ("", None),
    ];

    for (text, expected) in table {
        let phone = Phone::parse(text).ok().map(|phone| phone.to_string());
        assert_eq!(phone.as_deref(), expected, "{text}");
    }
}

#[test]
fn personal_data_is_masked_in_debug_output() {
    let scanned = "038190000001||Nguyễn Thị Mẫu|27031990|Nữ|Xã Mẫu|01072021";

    let card = IdentityCard::parse(scanned).unwrap();

    assert_eq!(format!("{card:?} {:?}", card.number), "IdentityCard(***) NationalId(***)");
}

proptest! {
    #[test]
    fn any_scan_is_answered_without_panic(text in "\\PC{0,120}|([0-9]{12}|\\PC{0,9}\\|){0,12}") {
        let _ = IdentityCard::parse(&text);
        let _ = Phone::parse(&text);
        let _ = NationalId::parse(&text);
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day of the calendar")
}
