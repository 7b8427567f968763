//! What is read is what serde_json reads.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shared::hall::{Change, LineState, StreamEvent};
use shared::queue::Reason;
use shared::ticket::{Outcome, TicketClass};

use super::{Json, parse, read};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Everything {
    flag: bool,
    small: i8,
    large: u64,
    part: f64,
    text: String,
    letter: char,
    none: Option<u8>,
    some: Option<u8>,
    list: Vec<u8>,
    pair: (u8, String),
    map: BTreeMap<String, u8>,
    plain: Plain,
    with: Vec<With>,
    nothing: (),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Plain(u8);

#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum With {
    Unit,
    One(u8),
    Two(u8, u8),
    Named { a: u8 },
}

#[test]
fn every_shape_comes_back_as_it_went() {
    let sent = Everything {
        flag: true,
        small: -7,
        large: 1_793_923_200_000,
        part: 0.25,
        text: "Hộ tịch \"A\"\\\n\u{1f600}".to_owned(),
        letter: 'đ',
        none: None,
        some: Some(0),
        list: vec![1, 2],
        pair: (3, String::new()),
        map: BTreeMap::from([("a".to_owned(), 4)]),
        plain: Plain(5),
        with: vec![With::Unit, With::One(6), With::Two(7, 8), With::Named { a: 9 }],
        nothing: (),
    };

    let text = serde_json::to_string_pretty(&sent).unwrap();

    assert_eq!(read(&text), Some(sent));
}

#[test]
fn states_are_read_by_their_name() {
    let event =
        StreamEvent { number: 7, change: Change::Line { line: LineState::Up { pending: 3 } } };
    let text = serde_json::to_string(&event).unwrap();
    let reason = Reason::LongestWait { waited_minutes: 61 };
    let tagged = serde_json::to_string(&reason).unwrap();

    assert_eq!(read(&text), Some(event));
    assert_eq!(read(&tagged), Some(reason), "{tagged}");
    assert_eq!(read::<Outcome>("\"no_show\""), Some(Outcome::NoShow));
    assert_eq!(read::<TicketClass>("\"ordinary\""), Some(TicketClass::Ordinary));
}

#[test]
fn another_shape_is_nothing() {
    for text in ["", "nul", "[1", "[1,]", "{\"a\"}", "\"a", "\"\\x\"", "1 2", "\"\u{1}\"", "-"] {
        assert_eq!(read::<serde_json::Value>(text), None, "{text}");
        assert!(serde_json::from_str::<serde_json::Value>(text).is_err(), "{text}");
    }
    assert_eq!(read::<u8>("256"), None);
    assert_eq!(read::<u8>("\"1\""), None);
    assert_eq!(read::<Plain>("{}"), None);
    assert_eq!(read::<With>("\"Three\""), None);
    assert_eq!(read::<With>("\"One\""), None);
}

#[test]
fn a_text_too_deep_is_refused_not_followed() {
    let deep = "[".repeat(100_000);

    assert_eq!(parse::parse(&deep), None);
}

#[test]
fn escapes_are_letters() {
    let text = r#""\u0111\ud83d\ude00\/\b\f\n\r\t\"\\""#;

    assert_eq!(read::<String>(text), serde_json::from_str(text).ok());
    assert_eq!(read::<String>(r#""\ud83d""#), None);
    assert_eq!(read::<String>(r#""\ude00""#), None);
}

#[test]
fn an_unknown_field_is_passed_over() {
    let text = r#"{"number": 1, "new": [{"deep": [null, true, "x"]}], "change":
        {"line": {"line": "not_enrolled", "more": 2}}}"#;

    assert!(read::<StreamEvent>(text).is_some());
    assert_eq!(parse::parse(" [ ] "), Some(Json::List(Vec::new())));
}

#[test]
fn everything_posted_is_read_as_it_stands() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/catalogue/procedures");
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();

        assert_eq!(read::<serde_json::Value>(&text), serde_json::from_str(&text).ok());
    }
}
