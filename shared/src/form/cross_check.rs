//! Compares answers with each other. What does not fit is a warning: a person decides.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::FormSchema;
use super::answer::{Answer, Answers};
use super::visible::visible_questions;
use crate::identity_card::Sex;
use crate::ids::QuestionCode;
use crate::national_id::NationalId;

/// A comparison that a form asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum CrossCheck {
    /// A personal number says the same year of birth and sex as the other answers.
    NationalIdFits {
        /// The question for the number.
        number: QuestionCode,
        /// The question for the date or year of birth.
        born: Option<QuestionCode>,
        /// The question for the sex, with the options `male` and `female`.
        sex: Option<QuestionCode>,
    },
    /// One person is older than another by so many years.
    OlderBy {
        /// The question for the older one's date or year of birth.
        older: QuestionCode,
        /// The question for the younger one's date or year of birth.
        younger: QuestionCode,
        /// The least difference.
        years_min: u8,
    },
}

/// Two answers that do not fit each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AnswerWarning {
    /// The personal number says another year of birth.
    NationalIdOtherYear {
        /// The question for the number.
        number: QuestionCode,
    },
    /// The personal number says the other sex.
    NationalIdOtherSex {
        /// The question for the number.
        number: QuestionCode,
    },
    /// A parent is hardly older than the child.
    TooCloseInAge {
        /// The question for the older one's birth.
        older: QuestionCode,
        /// The question for the younger one's birth.
        younger: QuestionCode,
    },
}

impl AnswerWarning {
    /// The question to look at again.
    pub fn question(&self) -> &QuestionCode {
        match self {
            Self::NationalIdOtherYear { number } | Self::NationalIdOtherSex { number } => number,
            Self::TooCloseInAge { older, .. } => older,
        }
    }
}

/// Lists the answers that do not fit each other, among the questions that are asked.
pub fn cross_check(schema: &FormSchema, answers: &Answers) -> Vec<AnswerWarning> {
    let asked = visible_questions(schema, answers);
    let shown: Answers = asked
        .into_iter()
        .filter_map(|question| Some((question.code.clone(), answers.get(&question.code)?.clone())))
        .collect();
    schema.cross_checks.iter().flat_map(|check| warnings_of(check, &shown)).collect()
}

fn warnings_of(check: &CrossCheck, answers: &Answers) -> Vec<AnswerWarning> {
    match check {
        CrossCheck::NationalIdFits { number, born, sex } => {
            national_id_fits(number, born.as_ref(), sex.as_ref(), answers)
        }
        CrossCheck::OlderBy { older, younger, years_min } => {
            let years = |code| answers.get(code).and_then(year_of);
            match (years(older), years(younger)) {
                (Some(first), Some(second)) if second - first < i64::from(*years_min) => {
                    vec![AnswerWarning::TooCloseInAge {
                        older: older.clone(),
                        younger: younger.clone(),
                    }]
                }
                (Some(_) | None, Some(_) | None) => Vec::new(),
            }
        }
    }
}

fn national_id_fits(
    number: &QuestionCode,
    born: Option<&QuestionCode>,
    sex: Option<&QuestionCode>,
    answers: &Answers,
) -> Vec<AnswerWarning> {
    let text = answers.get(number).and_then(Answer::as_text);
    let Some(id) = text.and_then(|text| NationalId::parse(text).ok()) else {
        return Vec::new();
    };
    let mut warnings = Vec::new();
    let year = born.and_then(|code| answers.get(code)).and_then(year_of);
    if year.is_some_and(|year| year != i64::from(id.birth_year())) {
        warnings.push(AnswerWarning::NationalIdOtherYear { number: number.clone() });
    }
    let sex = sex.and_then(|code| answers.get(code)).and_then(sex_of);
    if sex.is_some_and(|sex| sex != id.sex()) {
        warnings.push(AnswerWarning::NationalIdOtherSex { number: number.clone() });
    }
    warnings
}

fn year_of(answer: &Answer) -> Option<i64> {
    match answer {
        Answer::Date(day) => Some(i64::from(NaiveDate::year(day))),
        Answer::Number(year) => Some(*year),
        Answer::Text(_) | Answer::Choice(_) | Answer::Ticks(_) | Answer::Address(_) => None,
    }
}

fn sex_of(answer: &Answer) -> Option<Sex> {
    [Sex::Male, Sex::Female].into_iter().find(|sex| answer.chooses(sex.value()))
}
