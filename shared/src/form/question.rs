//! One question: what it asks, of whom, and which answers are possible.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::ids::{CaseCode, QuestionCode};
use crate::lang::Words;

/// One question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The code inside the form.
    pub code: QuestionCode,
    /// The person or thing it is about.
    pub who: Who,
    /// What kind of answer it takes.
    pub kind: QuestionKind,
    /// The question itself.
    pub label: Words,
    /// What is asked for, in words that follow a verb: "the child's full name".
    pub noun: Words,
    /// What helps to answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Words>,
    /// Whether it must be answered.
    #[serde(default)]
    pub required: bool,
    /// When it is asked; none means always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown_when: Option<Condition>,
    /// What a chip card fills in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_card: Option<CardField>,
}

/// The person or thing a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// The one the application is for.
    Applicant,
    /// The one who hands it in.
    Submitter,
    /// A child.
    Child,
    /// The child's mother.
    Mother,
    /// The child's father.
    Father,
    /// The head of a household business.
    Owner,
    /// The household business.
    Business,
    /// A paper.
    Document,
    /// The matter itself.
    Matter,
}

/// The option for an identity card in a choice of papers.
pub const CITIZEN_CARD: &str = "citizen-card";

/// What a chip card tells about its holder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CardField {
    /// The personal number.
    NationalId,
    /// The full name.
    Name,
    /// The date of birth.
    Born,
    /// The sex, for a choice with the options `male` and `female`.
    Sex,
    /// The kind of paper, for a choice with the option [`CITIZEN_CARD`].
    Paper,
}

/// When a question is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// An earlier question with options.
    pub question: QuestionCode,
    /// One of these options is chosen.
    pub is: Vec<String>,
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum QuestionKind {
    /// A line of text.
    Text {
        /// The most characters, as people count them.
        characters_max: u16,
    },
    /// A person's full name.
    Name,
    /// Text of several lines.
    LongText {
        /// The most characters, as people count them.
        characters_max: u16,
    },
    /// A day.
    Date(DateBounds),
    /// A year.
    Year(DateBounds),
    /// One of the options.
    Choice(Options),
    /// Any of the options.
    Ticks(Options),
    /// A personal number of twelve digits.
    NationalId,
    /// A Vietnamese telephone number.
    Phone,
    /// A mailbox.
    Email,
    /// A whole number.
    Number {
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
        /// What is counted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<Words>,
    },
    /// An amount in đồng.
    Money {
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
    /// A place.
    Address {
        /// How far it goes.
        extent: AddressExtent,
        /// The provinces to choose from.
        provinces: Options,
    },
}

/// The first and the last day that can be an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DateBounds {
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest: Option<DateRule>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<DateRule>,
}

/// A day, fixed or reckoned from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DateRule {
    /// The day of answering.
    Today,
    /// So many days after it.
    DaysAhead(u16),
    /// So many years before it.
    YearsAgo(u16),
    /// This day.
    On(NaiveDate),
}

impl DateRule {
    /// Gives the day that the rule means today.
    pub fn day(self, today: NaiveDate) -> NaiveDate {
        match self {
            Self::Today => today,
            Self::DaysAhead(days) => {
                today.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
            }
            Self::YearsAgo(years) => today
                .checked_sub_months(Months::new(u32::from(years) * 12))
                .unwrap_or(NaiveDate::MIN),
            Self::On(day) => day,
        }
    }
}

/// The options of a question, its own or a list kept in `lists/`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Options {
    /// The options, in order; filled from the list when the catalogue is parsed.
    #[serde(default)]
    pub options: Vec<ChoiceOption>,
    /// The name of the list they come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options_from: Option<String>,
}

/// One option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    /// The value that is stored.
    pub value: String,
    /// What people see.
    pub label: Words,
    /// What helps to choose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Words>,
    /// The case of the procedure that applies when it is chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseCode>,
}

/// How far an address goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AddressExtent {
    /// Commune and province.
    Commune,
    /// House, street or hamlet as well.
    House,
}
