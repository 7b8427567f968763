//! Tidies answers: composed letters, single spaces, telephone and personal numbers in one shape.

use chrono::NaiveDate;

use super::FormSchema;
use super::answer::{Address, Answer, Answers};
use super::problem::AnswerProblem;
use super::question::{Question, QuestionKind};
use super::validate::validate;
use super::visible::visible_questions;
use crate::ids::QuestionCode;
use crate::letters::put_together;
use crate::national_id::NationalId;
use crate::phone::Phone;

/// Gives the answers as they are filed, or everything that is wrong with them.
///
/// Answers of hidden questions and blank answers are dropped, the others are tidied.
pub fn ready_to_file(
    schema: &FormSchema,
    answers: &Answers,
    today: NaiveDate,
) -> Result<Answers, Vec<(QuestionCode, AnswerProblem)>> {
    let given = visible_questions(schema, answers)
        .into_iter()
        .filter_map(|question| Some((question, answers.get(&question.code)?)))
        .map(|(question, answer)| (question.code.clone(), normalise(question, answer)))
        .filter(|(_, answer)| !answer.is_blank());
    let mut ready = Answers::new();
    ready.extend(given);
    let mut problems = validate(schema, &ready, today);
    let strangers = answers.keys().filter(|code| schema.question(code).is_none());
    problems.extend(strangers.map(|code| (code.clone(), AnswerProblem::NotAQuestion)));
    if problems.is_empty() { Ok(ready) } else { Err(problems) }
}

/// Tidies one answer; what cannot be tidied stays, for the validation to name.
pub fn normalise(question: &Question, answer: &Answer) -> Answer {
    match answer {
        Answer::Text(text) => Answer::Text(normalise_text(&question.kind, text)),
        Answer::Choice(value) => Answer::Choice(tidy_line(value)),
        Answer::Address(place) => Answer::Address(Address {
            detail: tidy_line(&place.detail),
            commune: tidy_line(&place.commune),
            province: tidy_line(&place.province),
        }),
        Answer::Date(_) | Answer::Number(_) | Answer::Ticks(_) => answer.clone(),
    }
}

fn normalise_text(kind: &QuestionKind, text: &str) -> String {
    let line = tidy_line(text);
    match kind {
        QuestionKind::LongText { .. } => tidy_lines(text),
        QuestionKind::Phone => Phone::parse(&line).map_or(line, |phone| phone.to_string()),
        QuestionKind::NationalId => {
            NationalId::parse(&line).map_or(line, |number| number.as_str().to_owned())
        }
        QuestionKind::Email => line.to_lowercase(),
        QuestionKind::Text { .. }
        | QuestionKind::Name
        | QuestionKind::Date(_)
        | QuestionKind::Year(_)
        | QuestionKind::Choice(_)
        | QuestionKind::Ticks(_)
        | QuestionKind::Number { .. }
        | QuestionKind::Money { .. }
        | QuestionKind::Address { .. } => line,
    }
}

/// Composes letters, drops invisible characters, and leaves single spaces inside.
pub fn tidy_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut is_new_word = false;
    for letter in put_together(text).chars() {
        if letter.is_whitespace() || letter.is_control() {
            is_new_word = true;
        } else if !is_invisible(letter) {
            if is_new_word && !line.is_empty() {
                line.push(' ');
            }
            is_new_word = false;
            line.push(letter);
        }
    }
    line
}

fn tidy_lines(text: &str) -> String {
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = unix.split('\n').map(tidy_line).collect();
    lines.join("\n").trim().to_owned()
}

/// Characters without width that come along when text is pasted.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}
