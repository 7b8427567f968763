//! What a person typed or touched, kept as it is even when it is wrong.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use shared::form::{
    Address, Answer, AnswerProblem, Question, QuestionKind, answer_from_text, date_from_parts,
    validate_question,
};

/// What stands in the field or fields of one question.
#[derive(Clone, PartialEq, Eq)]
pub enum Entry {
    /// A line or lines of text, also for figures.
    Text(String),
    /// The three boxes of a date.
    Date(DateEntry),
    /// The chosen option.
    Choice(String),
    /// The ticked options.
    Ticks(BTreeSet<String>),
    /// The parts of a place.
    Address(Address),
}

/// The three boxes of a date.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct DateEntry {
    /// Day of the month.
    pub day: String,
    /// Month of the year.
    pub month: String,
    /// Year in four figures.
    pub year: String,
}

impl DateEntry {
    fn is_blank(&self) -> bool {
        [&self.day, &self.month, &self.year].iter().all(|part| part.trim().is_empty())
    }

    fn of(day: NaiveDate) -> Self {
        Self {
            day: day.day().to_string(),
            month: day.month().to_string(),
            year: day.year().to_string(),
        }
    }
}

impl Entry {
    /// The empty field or fields of a question.
    pub fn blank(question: &Question) -> Self {
        match &question.kind {
            QuestionKind::Date(_) => Self::Date(DateEntry::default()),
            QuestionKind::Choice(_) => Self::Choice(String::new()),
            QuestionKind::Ticks(_) => Self::Ticks(BTreeSet::new()),
            QuestionKind::Address { .. } => Self::Address(Address::default()),
            QuestionKind::Text { .. }
            | QuestionKind::Name
            | QuestionKind::LongText { .. }
            | QuestionKind::Year(_)
            | QuestionKind::NationalId
            | QuestionKind::Phone
            | QuestionKind::Email
            | QuestionKind::Number { .. }
            | QuestionKind::Money { .. } => Self::Text(String::new()),
        }
    }

    /// The fields as they look when this answer stands in them.
    pub fn of(answer: &Answer) -> Self {
        match answer {
            Answer::Text(text) => Self::Text(text.clone()),
            Answer::Date(day) => Self::Date(DateEntry::of(*day)),
            Answer::Number(number) => Self::Text(number.to_string()),
            Answer::Choice(value) => Self::Choice(value.clone()),
            Answer::Ticks(values) => Self::Ticks(values.clone()),
            Answer::Address(place) => Self::Address(place.clone()),
        }
    }

    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) | Self::Choice(text) => text.trim().is_empty(),
            Self::Date(date) => date.is_blank(),
            Self::Ticks(ticked) => ticked.is_empty(),
            Self::Address(place) => place.is_blank(),
        }
    }

    /// Reads it as an answer; nothing typed is no answer.
    pub fn answer(&self, question: &Question) -> Result<Option<Answer>, AnswerProblem> {
        if self.is_blank() {
            return Ok(None);
        }
        match self {
            Self::Text(text) => answer_from_text(question, text).map(Some),
            Self::Date(DateEntry { day, month, year }) => {
                date_from_parts(day, month, year).map(Answer::Date).map(Some)
            }
            Self::Choice(value) => Ok(Some(Answer::Choice(value.clone()))),
            Self::Ticks(values) => Ok(Some(Answer::Ticks(values.clone()))),
            Self::Address(place) => Ok(Some(Answer::Address(place.clone()))),
        }
    }

    /// Says what is wrong with it as the answer to this question.
    pub fn problem(&self, question: &Question, today: NaiveDate) -> Option<AnswerProblem> {
        let answer = match self.answer(question) {
            Ok(answer) => answer,
            Err(problem) => return Some(problem),
        };
        validate_question(question, answer.as_ref(), today).err()
    }
}
