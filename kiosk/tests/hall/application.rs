//! An application that can be kept, and its files.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use reqwest::Method;
use shared::digest::Digest;
use shared::form::{Address, Answer};
use shared::ids::{FileId, SubmissionId};
use shared::lang::Lang;
use shared::submission::{Application, Brought, Paper, Surface};
use uuid::Uuid;

use crate::support::{self, COPIES, Hall, sent};

/// A word that must never be found outside of a seal.
pub(crate) const CANARY: &str = "Canary Quetzalcoatl";

/// Copies to be certified, to be copied at the counter: no paper to hand in.
pub(crate) fn application() -> Application {
    let text = |text: &str| Answer::Text(text.to_owned());
    let choice = |value: &str| Answer::Choice(value.to_owned());
    let address = Address {
        detail: "12".to_owned(),
        commune: "Commune".to_owned(),
        province: first_province(),
    };
    let answers = [
        ("document-name", text(CANARY)),
        ("document-origin", choice("viet-nam")),
        ("document-pages", Answer::Number(2)),
        ("copies", Answer::Number(3)),
        ("copy-source", choice("unit")),
        ("submitter-name", text(CANARY)),
        ("submitter-id-kind", choice("passport")),
        ("submitter-passport", text("B1234567")),
        ("submitter-born", Answer::Date(NaiveDate::from_ymd_opt(1990, 5, 17).expect("a day"))),
        ("submitter-phone", text("0912345678")),
        ("submitter-address", Answer::Address(address)),
    ];
    Application {
        procedure: COPIES.into(),
        procedure_version: 1,
        cases: Vec::new(),
        surface: Surface::Kiosk,
        lang: Lang::Vi,
        answers: answers.into_iter().map(|(code, answer)| (code.into(), answer)).collect(),
        papers: Vec::new(),
        ticket: None,
        replaces: None,
    }
}

/// The same with copies that the citizen brings, which is a paper to hand in.
pub(crate) fn with_copies(brought: Brought) -> Application {
    let mut application = application();
    application.answers.insert("copy-source".into(), Answer::Choice("own".to_owned()));
    application.papers = vec![Paper { component: "ban-sao".into(), brought }];
    application
}

pub(crate) fn submission_id() -> SubmissionId {
    SubmissionId(Uuid::now_v7())
}

pub(crate) fn file_id() -> FileId {
    FileId(Uuid::now_v7())
}

/// A PDF of a little more than one chunk.
pub(crate) fn pdf() -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.extend(CANARY.bytes().cycle().take(600 * 1024));
    bytes
}

pub(crate) async fn attach(
    hall: &Hall,
    submission: SubmissionId,
    file: FileId,
    bytes: Vec<u8>,
) -> support::Answer {
    let digest = Digest::of(&bytes).to_header();
    let path = format!("/api/submissions/{submission}/files/{file}");
    sent(hall.request(Method::PUT, &path).header("Content-Digest", digest).body(bytes)).await
}

fn first_province() -> String {
    let path = support::posted().join("lists/provinces.json");
    let list = std::fs::read_to_string(path).expect("the list is posted");
    let list: Vec<BTreeMap<String, serde_json::Value>> =
        serde_json::from_str(&list).expect("it is JSON");
    list[0]["value"].as_str().expect("an option has a value").to_owned()
}
