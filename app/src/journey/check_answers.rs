//! The answers as a person checks them before sending.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use shared::form::{Address, Answer, Options, Question, QuestionKind, visible_pages};
use shared::ids::ComponentCode;
use shared::lang::{Lang, Words};
use shared::text::citizen::{self, application as words};

use super::draft::Draft;
use super::paper::Way;
use super::step::Step;

/// One part of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedPart {
    /// What it is about.
    pub title: Words,
    /// Its answers.
    pub rows: Vec<CheckedRow>,
}

/// One answer, in words, and the step where it can be changed.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedRow {
    /// What was asked.
    pub label: Words,
    /// What was answered.
    pub value: Words,
    /// Where it can be changed.
    pub step: Step,
}

impl Draft {
    /// Lists the answers as they will be sent.
    pub fn checked(&self) -> Vec<CheckedPart> {
        let mut parts = Vec::new();
        let cases: Vec<CheckedRow> =
            self.asked_cases().filter_map(|case| self.case_row(case)).collect();
        push_part(&mut parts, words::PART_CASES.into(), cases);
        let answers = self.answers();
        for page in self.form().map(|form| visible_pages(form, &answers)).unwrap_or_default() {
            let rows = page.questions.iter().filter_map(|question| {
                let value = match answers.get(&question.code) {
                    Some(answer) => answer_words(question, answer),
                    None => words::NOT_ANSWERED.into(),
                };
                Some(CheckedRow {
                    label: question.label.clone(),
                    value,
                    step: self.step_of(&question.code)?,
                })
            });
            push_part(&mut parts, page.section.title.clone(), rows.collect());
        }
        let papers = self.papers_asked().into_iter().map(|paper| CheckedRow {
            label: paper.name.clone(),
            value: self.paper_words(&paper.code),
            step: Step::Paper(paper.code.clone()),
        });
        push_part(&mut parts, words::PART_PAPERS.into(), papers.collect());
        parts
    }

    /// The papers that the person will bring to the counter.
    pub fn papers_to_bring(&self) -> Vec<Words> {
        let is_brought = |code: &ComponentCode| self.paper(code).way == Some(Way::OnPaper);
        let brought = self.papers_asked().into_iter().filter(|paper| is_brought(&paper.code));
        brought.map(|paper| paper.name.clone()).collect()
    }

    fn case_row(&self, case: &shared::catalogue::Case) -> Option<CheckedRow> {
        let applies = *self.said_cases.get(&case.code)?;
        let value = if applies { citizen::YES } else { citizen::NO };
        let step = Step::Case(case.code.clone());
        Some(CheckedRow { label: case.question.clone(), value: value.into(), step })
    }

    fn paper_words(&self, code: &ComponentCode) -> Words {
        let paper = self.paper(code);
        match paper.way {
            Some(Way::Attach) => words::files_attached(paper.files.len()),
            Some(Way::OnPaper) => words::BRING_ON_PAPER.into(),
            Some(Way::Without) | None => words::WITHOUT_PAPER.into(),
        }
    }
}

/// A part that follows under the same title goes on with it.
fn push_part(parts: &mut Vec<CheckedPart>, title: Words, rows: Vec<CheckedRow>) {
    if rows.is_empty() {
        return;
    }
    match parts.last_mut() {
        Some(last) if last.title == title => last.rows.extend(rows),
        Some(_) | None => parts.push(CheckedPart { title, rows }),
    }
}

/// An answer in words.
pub fn answer_words(question: &Question, answer: &Answer) -> Words {
    match answer {
        Answer::Text(text) => same(text),
        Answer::Date(day) => same(&figures(*day)),
        Answer::Number(number) => match &question.kind {
            QuestionKind::Money { .. } => words::money(*number),
            QuestionKind::Number { unit: Some(unit), .. } => {
                Words { vi: format!("{number} {}", unit.vi), en: format!("{number} {}", unit.en) }
            }
            QuestionKind::Number { unit: None, .. }
            | QuestionKind::Year(_)
            | QuestionKind::Text { .. }
            | QuestionKind::Name
            | QuestionKind::LongText { .. }
            | QuestionKind::Date(_)
            | QuestionKind::Choice(_)
            | QuestionKind::Ticks(_)
            | QuestionKind::NationalId
            | QuestionKind::Phone
            | QuestionKind::Email
            | QuestionKind::Address { .. } => same(&number.to_string()),
        },
        Answer::Choice(value) => label(question, value),
        Answer::Ticks(values) => joined(question, values),
        Answer::Address(place) => address_words(question, place),
    }
}

fn figures(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

fn joined(question: &Question, values: &BTreeSet<String>) -> Words {
    let labels: Vec<Words> = values.iter().map(|value| label(question, value)).collect();
    let join = |lang| labels.iter().map(|one| one.get(lang)).collect::<Vec<_>>().join("; ");
    Words { vi: join(Lang::Vi), en: join(Lang::En) }
}

fn address_words(question: &Question, place: &Address) -> Words {
    let province = label(question, &place.province);
    let parts = |lang| {
        let all = [place.detail.as_str(), place.commune.as_str(), province.get(lang)];
        let given = all.into_iter().map(str::trim).filter(|part| !part.is_empty());
        given.collect::<Vec<_>>().join(", ")
    };
    Words { vi: parts(Lang::Vi), en: parts(Lang::En) }
}

fn label(question: &Question, value: &str) -> Words {
    let found = options_of(question)
        .and_then(|options| options.options.iter().find(|option| option.value == value));
    found.map_or_else(|| same(value), |option| option.label.clone())
}

/// The options of a question that has some.
pub fn options_of(question: &Question) -> Option<&Options> {
    match &question.kind {
        QuestionKind::Choice(options) | QuestionKind::Ticks(options) => Some(options),
        QuestionKind::Address { provinces, .. } => Some(provinces),
        QuestionKind::Text { .. }
        | QuestionKind::Name
        | QuestionKind::LongText { .. }
        | QuestionKind::Date(_)
        | QuestionKind::Year(_)
        | QuestionKind::NationalId
        | QuestionKind::Phone
        | QuestionKind::Email
        | QuestionKind::Number { .. }
        | QuestionKind::Money { .. } => None,
    }
}

fn same(text: &str) -> Words {
    Words { vi: text.to_owned(), en: text.to_owned() }
}
