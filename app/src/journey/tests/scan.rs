//! A scanner that types what it reads.

use shared::national_id::NationalId;

use crate::journey::scan::{Scan, Scanned};

const CARD: &str = "001185731946||Nguyễn Thị Mẫu|17051985|Nữ|Số 1 đường Mẫu, Hà Nội|01012022";

#[test]
fn the_keys_of_a_scanner_are_one_card() {
    let mut scan = Scan::default();

    let read = type_in(&mut scan, CARD, 0.0);

    assert_eq!(read, Scanned::Card(NationalId::parse("001185731946").unwrap()));
}

#[test]
fn what_was_typed_by_hand_before_does_not_spoil_a_scan() {
    let mut scan = Scan::default();
    scan.key("x", 0.0);

    let read = type_in(&mut scan, CARD, 5_000.0);

    assert!(matches!(read, Scanned::Card(_)), "{read:?}");
}

#[test]
fn another_code_is_no_card_and_the_next_one_may_be() {
    let mut scan = Scan::default();

    let other = type_in(&mut scan, "https://mau.example", 0.0);
    let card = type_in(&mut scan, CARD, 50.0);

    assert_eq!(other, Scanned::NoCard);
    assert!(matches!(card, Scanned::Card(_)), "{card:?}");
}

#[test]
fn keys_that_write_nothing_and_empty_lines_are_passed_over() {
    let mut scan = Scan::default();

    assert_eq!(scan.key("Shift", 0.0), Scanned::More);
    assert_eq!(scan.key("Enter", 1.0), Scanned::More);
    type_in(&mut scan, "001185731946", 2.0);
    assert!(!format!("{scan:?}").contains("001185731946"));
}

fn type_in(scan: &mut Scan, text: &str, from_ms: f64) -> Scanned {
    let mut at_ms = from_ms;
    for sign in text.chars() {
        at_ms += 2.0;
        assert_eq!(scan.key(&sign.to_string(), at_ms), Scanned::More);
    }
    scan.key("Enter", at_ms + 2.0)
}
