//! The citizen's journey, walked with the posted birth registration.

mod live;
mod papers;
mod place;
mod scan;
mod sending;
mod walk;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use shared::catalogue::{Catalogue, Procedure};
use shared::form::{Address, Question, QuestionKind, Who};
use shared::ids::{QuestionCode, SubmissionId};
use shared::lang::Lang;
use shared::submission::Surface;

use super::check_answers::options_of;
use super::draft::Draft;
use super::entry::{DateEntry, Entry};
use super::paper::Way;
use super::step::Step;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// A draft of the posted birth registration, with nothing in it.
fn birth(surface: Surface) -> Draft {
    let id: SubmissionId = "01a2074c-e091-7701-8999-9077eb03e830".parse().unwrap();
    Draft::begin(id, posted("1.001193"), surface, Lang::Vi, None)
}

fn posted(code: &str) -> Arc<Procedure> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../public/catalogue");
    let mut files = Vec::new();
    collect(&folder, &folder, &mut files);
    let parts: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let catalogue = Catalogue::parse(&parts).unwrap();
    Arc::new(catalogue.procedure(&code.into()).unwrap().clone())
}

fn collect(root: &PathBuf, folder: &PathBuf, files: &mut Vec<(String, String)>) {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            files.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Answers every step in order and stops at the list of answers.
fn fill(draft: &mut Draft) {
    let mut step = Step::Start;
    while step != Step::Check {
        answer(draft, &step);
        step = draft.proceed(&step, today()).unwrap_or_else(|| {
            panic!("{step:?}: {:?}", draft.troubles);
        });
    }
}

/// Answers one step like a person in a hurry: the first option, a plausible text.
fn answer(draft: &mut Draft, step: &Step) {
    match step {
        Step::Start | Step::Check | Step::Declare => {}
        Step::Case(case) => {
            draft.said_cases.insert(case.clone(), false);
        }
        Step::Questions(first) => {
            // An answer may ask for another on the same page.
            for _ in 0..2 {
                for question in questions_of(draft, first) {
                    draft.entries.insert(question.code.clone(), plausible(&question));
                }
            }
        }
        Step::Paper(code) => {
            draft.papers.entry(code.clone()).or_default().way = Some(Way::OnPaper);
        }
    }
}

fn questions_of(draft: &Draft, first: &QuestionCode) -> Vec<Question> {
    let answers = draft.answers();
    let page = draft.page(first, &answers);
    page.into_iter().flat_map(|page| page.questions).cloned().collect()
}

fn plausible(question: &Question) -> Entry {
    let first = || options_of(question).unwrap().options[0].value.clone();
    match &question.kind {
        QuestionKind::Text { .. } | QuestionKind::Name | QuestionKind::LongText { .. } => {
            Entry::Text("An".to_owned())
        }
        QuestionKind::Date(_) if question.who == Who::Child => date("12", "10", "2026"),
        QuestionKind::Date(_) => date("12", "10", "1990"),
        QuestionKind::Year(_) => Entry::Text("1990".to_owned()),
        QuestionKind::Choice(_) => Entry::Choice(first()),
        QuestionKind::Ticks(_) => Entry::Ticks(BTreeSet::from([first()])),
        QuestionKind::NationalId => Entry::Text("001090012345".to_owned()),
        QuestionKind::Phone => Entry::Text("0912 345 678".to_owned()),
        QuestionKind::Email => Entry::Text("an@example.vn".to_owned()),
        QuestionKind::Number { min, .. } | QuestionKind::Money { min, .. } => {
            Entry::Text(min.to_string())
        }
        QuestionKind::Address { .. } => Entry::Address(Address {
            detail: "1".to_owned(),
            commune: "A".to_owned(),
            province: first(),
        }),
    }
}

fn date(day: &str, month: &str, year: &str) -> Entry {
    Entry::Date(DateEntry { day: day.to_owned(), month: month.to_owned(), year: year.to_owned() })
}
