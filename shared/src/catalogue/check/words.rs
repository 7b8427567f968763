//! Every sentence has both languages, and every text is in normal form C.

use serde::Serialize;
use serde_json::{Map, Value};
use unicode_normalization::is_nfc;

use crate::catalogue::problem::CatalogueFault;

/// Looks at every text in a part of the catalogue.
pub(super) fn check(part: &impl Serialize) -> Vec<CatalogueFault> {
    let value = serde_json::to_value(part).expect("types of the catalogue serialise");
    let mut faults = Vec::new();
    walk(&value, "", &mut faults);
    faults
}

fn walk(value: &Value, place: &str, faults: &mut Vec<CatalogueFault>) {
    match value {
        Value::String(text) => {
            if !is_nfc(text) {
                faults.push(CatalogueFault::NotComposed(place.to_owned()));
            }
        }
        Value::Array(members) => {
            for (number, member) in members.iter().enumerate() {
                walk(member, &format!("{place}[{number}]"), faults);
            }
        }
        Value::Object(members) => {
            if lacks_a_language(members) {
                faults.push(CatalogueFault::WordsMissing(place.to_owned()));
            }
            for (name, member) in members {
                let dot = if place.is_empty() { "" } else { "." };
                walk(member, &format!("{place}{dot}{name}"), faults);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn lacks_a_language(members: &Map<String, Value>) -> bool {
    let text = |lang: &str| members.get(lang).and_then(Value::as_str);
    match (text("vi"), text("en")) {
        (Some(vi), Some(en)) => vi.trim().is_empty() || en.trim().is_empty(),
        (Some(_), None) | (None, Some(_)) | (None, None) => false,
    }
}
