//! Turns what was typed into an answer.

use chrono::NaiveDate;

use super::answer::Answer;
use super::problem::{AnswerProblem, DatePart};
use super::question::{Question, QuestionKind};

/// Reads a date from its three fields.
pub fn date_from_parts(day: &str, month: &str, year: &str) -> Result<NaiveDate, AnswerProblem> {
    let day = part(day, DatePart::Day, 2)?;
    let month = part(month, DatePart::Month, 2)?;
    let year = part(year, DatePart::Year, 4)?;
    let year = i32::try_from(year).map_err(|_| AnswerProblem::NotADate)?;
    if year < 1000 {
        return Err(AnswerProblem::NotADate);
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or(AnswerProblem::NotADate)
}

fn part(text: &str, part: DatePart, digits_max: usize) -> Result<u32, AnswerProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(AnswerProblem::DateIncomplete(part));
    }
    if text.len() > digits_max {
        return Err(AnswerProblem::NotADate);
    }
    text.parse().map_err(|_| AnswerProblem::NotADate)
}

/// Reads the answer to a question that has one field; dates and addresses have several.
pub fn answer_from_text(question: &Question, text: &str) -> Result<Answer, AnswerProblem> {
    match &question.kind {
        QuestionKind::Number { .. } | QuestionKind::Money { .. } | QuestionKind::Year(_) => {
            number(text).map(Answer::Number)
        }
        QuestionKind::Choice(_) => Ok(Answer::Choice(text.to_owned())),
        QuestionKind::Text { .. }
        | QuestionKind::Name
        | QuestionKind::LongText { .. }
        | QuestionKind::NationalId
        | QuestionKind::Phone
        | QuestionKind::Email => Ok(Answer::Text(text.to_owned())),
        QuestionKind::Date(_) | QuestionKind::Ticks(_) | QuestionKind::Address { .. } => {
            Err(AnswerProblem::WrongKind)
        }
    }
}

/// Reads a whole number, grouped as people write it: `50.000.000` or `50 000 000`.
fn number(text: &str) -> Result<i64, AnswerProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(AnswerProblem::Missing);
    }
    let groups: Vec<&str> = text.split(['.', ',', ' ', '\u{00A0}']).collect();
    let (first, others) = groups.split_first().ok_or(AnswerProblem::NotANumber)?;
    let are_thousands = others.iter().all(|group| group.len() == 3);
    let is_grouped = others.is_empty() || (1..=3).contains(&first.len());
    let digits = groups.concat();
    if !are_thousands || !is_grouped || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(AnswerProblem::NotANumber);
    }
    digits.parse().map_err(|_| AnswerProblem::NotANumber)
}
