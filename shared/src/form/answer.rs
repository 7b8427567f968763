//! Answers. They are personal data: `Debug` prints their kind only.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::ids::QuestionCode;

/// The answers of one application.
pub type Answers = BTreeMap<QuestionCode, Answer>;

/// An answer to one question.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Text, a name, a personal number, a telephone or a mailbox.
    Text(String),
    /// A day.
    Date(NaiveDate),
    /// A year, a count or an amount.
    Number(i64),
    /// The value of the chosen option.
    Choice(String),
    /// The values of the ticked options.
    Ticks(BTreeSet<String>),
    /// A place.
    Address(Address),
}

/// A place in Viet Nam, or abroad with the province `abroad`.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// House number and street, or hamlet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// Commune, ward or special zone.
    pub commune: String,
    /// The value of the chosen province.
    pub province: String,
}

impl Answer {
    /// The text of a text answer.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Date(_)
            | Self::Number(_)
            | Self::Choice(_)
            | Self::Ticks(_)
            | Self::Address(_) => None,
        }
    }

    /// Says whether this option is chosen.
    pub fn chooses(&self, value: &str) -> bool {
        match self {
            Self::Choice(chosen) => chosen == value,
            Self::Ticks(ticked) => ticked.contains(value),
            Self::Text(_) | Self::Date(_) | Self::Number(_) | Self::Address(_) => false,
        }
    }

    /// Says whether there is nothing in it.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) | Self::Choice(text) => text.trim().is_empty(),
            Self::Ticks(ticked) => ticked.is_empty(),
            Self::Address(place) => place.is_blank(),
            Self::Date(_) | Self::Number(_) => false,
        }
    }
}

impl Address {
    /// Says whether no part is filled.
    pub fn is_blank(&self) -> bool {
        [&self.detail, &self.commune, &self.province].iter().all(|part| part.trim().is_empty())
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text(_) => "Text(***)",
            Self::Date(_) => "Date(***)",
            Self::Number(_) => "Number(***)",
            Self::Choice(_) => "Choice(***)",
            Self::Ticks(_) => "Ticks(***)",
            Self::Address(_) => "Address(***)",
        })
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(***)")
    }
}
