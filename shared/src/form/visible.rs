//! Which questions are asked after the answers so far, and which cases those answers mean.

use std::collections::BTreeSet;

use super::answer::{Answer, Answers};
use super::question::{Condition, Options, Question, QuestionKind};
use super::{FormSchema, Page, Section};
use crate::ids::{CaseCode, QuestionCode};

/// A screen with at least one question to ask.
#[derive(Debug, Clone, PartialEq)]
pub struct VisiblePage<'a> {
    /// The part of the form it is in.
    pub section: &'a Section,
    /// The page.
    pub page: &'a Page,
    /// Those of its questions that are asked.
    pub questions: Vec<&'a Question>,
}

/// Lists the questions that are asked, in order.
///
/// A question that depends on a hidden one is hidden too, whatever was once answered there.
pub fn visible_questions<'a>(schema: &'a FormSchema, answers: &Answers) -> Vec<&'a Question> {
    let mut asked: Vec<&Question> = Vec::new();
    for question in schema.questions() {
        let is_asked = question.shown_when.as_ref().is_none_or(|condition| {
            holds(condition, answers) && asked.iter().any(|one| one.code == condition.question)
        });
        if is_asked {
            asked.push(question);
        }
    }
    asked
}

/// Lists the screens that are shown, in order.
pub fn visible_pages<'a>(schema: &'a FormSchema, answers: &Answers) -> Vec<VisiblePage<'a>> {
    let mut asked: BTreeSet<&QuestionCode> = BTreeSet::new();
    asked.extend(visible_questions(schema, answers).into_iter().map(|question| &question.code));
    let mut pages = Vec::new();
    for section in &schema.sections {
        for page in &section.pages {
            let questions: Vec<&Question> =
                page.questions.iter().filter(|one| asked.contains(&one.code)).collect();
            if !questions.is_empty() {
                pages.push(VisiblePage { section, page, questions });
            }
        }
    }
    pages
}

/// Lists the cases of the procedure that the answers mean.
pub fn cases(schema: &FormSchema, answers: &Answers) -> BTreeSet<CaseCode> {
    let mut found = BTreeSet::new();
    for question in visible_questions(schema, answers) {
        let (Some(options), Some(answer)) = (options(question), answers.get(&question.code)) else {
            continue;
        };
        let chosen = options.options.iter().filter(|option| answer.chooses(&option.value));
        found.extend(chosen.filter_map(|option| option.case.clone()));
    }
    found
}

/// Gives the answer to offer for a question, taken from an earlier one.
pub fn suggested_answer<'a>(
    schema: &FormSchema,
    answers: &'a Answers,
    question: &QuestionCode,
) -> Option<&'a Answer> {
    let fits = |one: &&super::Suggestion| one.question == *question && holds(&one.when, answers);
    let suggestion = schema.suggestions.iter().find(fits)?;
    let asked = visible_questions(schema, answers);
    asked.iter().find(|one| one.code == suggestion.from).and_then(|one| answers.get(&one.code))
}

/// The options of a question that has some to choose or tick.
pub(crate) fn options(question: &Question) -> Option<&Options> {
    match &question.kind {
        QuestionKind::Choice(options) | QuestionKind::Ticks(options) => Some(options),
        QuestionKind::Text { .. }
        | QuestionKind::Name
        | QuestionKind::LongText { .. }
        | QuestionKind::Date(_)
        | QuestionKind::Year(_)
        | QuestionKind::NationalId
        | QuestionKind::Phone
        | QuestionKind::Email
        | QuestionKind::Number { .. }
        | QuestionKind::Money { .. }
        | QuestionKind::Address { .. } => None,
    }
}

fn holds(condition: &Condition, answers: &Answers) -> bool {
    let Some(answer) = answers.get(&condition.question) else {
        return false;
    };
    condition.is.iter().any(|value| answer.chooses(value))
}
