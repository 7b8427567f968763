//! Why an answer is not accepted. Sentences for people are in [`crate::text::form`].

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is wrong with an answer; it never carries the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AnswerProblem {
    /// A required question has no answer.
    #[error("no answer")]
    Missing,
    /// The form has no such question.
    #[error("not a question of this form")]
    NotAQuestion,
    /// The question is not asked after the answers before it.
    #[error("not asked after these answers")]
    NotAsked,
    /// The answer is of another kind than the question.
    #[error("another kind of answer")]
    WrongKind,
    /// The text has too many characters.
    #[error("more than {characters_max} characters")]
    TooLong {
        /// How many fit.
        characters_max: u16,
    },
    /// A name has characters that no name has.
    #[error("not a name")]
    NotAName,
    /// A part of a date is not given.
    #[error("a date without its {0:?}")]
    DateIncomplete(DatePart),
    /// The calendar has no such day.
    #[error("not a day of the calendar")]
    NotADate,
    /// The day or year is too early.
    #[error("before {earliest}")]
    TooEarly {
        /// The first day that can be an answer.
        earliest: NaiveDate,
    },
    /// The day or year is too late.
    #[error("after {latest}")]
    TooLate {
        /// The last day that can be an answer.
        latest: NaiveDate,
    },
    /// The value is none of the options.
    #[error("none of the options")]
    NotAnOption,
    /// Not a personal number.
    #[error("not a personal number")]
    NotANationalId,
    /// Not a Vietnamese telephone number.
    #[error("not a telephone number")]
    NotAPhone,
    /// Not a mailbox.
    #[error("not a mailbox")]
    NotAnEmail,
    /// Not a whole number.
    #[error("not a whole number")]
    NotANumber,
    /// The number is too small.
    #[error("less than {min}")]
    TooSmall {
        /// The smallest that can be an answer.
        min: i64,
    },
    /// The number is too large.
    #[error("more than {max}")]
    TooLarge {
        /// The largest that can be an answer.
        max: i64,
    },
    /// A part of an address is not given.
    #[error("an address without its {0:?}")]
    AddressIncomplete(AddressPart),
}

/// A part of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DatePart {
    /// The day of the month.
    Day,
    /// The month.
    Month,
    /// The year.
    Year,
}

/// A part of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AddressPart {
    /// House number and street, or hamlet.
    Detail,
    /// Commune, ward or special zone.
    Commune,
    /// Province or city.
    Province,
}
