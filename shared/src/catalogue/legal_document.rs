//! A legal document and the days on which it is in force.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::lang::Words;

/// A law, decree, circular or decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LegalDocument {
    /// The number, as it is cited.
    pub number: String,
    /// The title.
    pub title: Words,
    /// The day of signing.
    pub issued: NaiveDate,
    /// The first day in force.
    pub effective_from: NaiveDate,
    /// The first day no longer in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_to: Option<NaiveDate>,
    /// The number of its successor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<String>,
    /// How sure its dates are.
    pub confidence: Confidence,
}

/// How sure a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// The text itself was read.
    Read,
    /// Well known.
    High,
    /// Likely.
    Medium,
    /// To be confirmed.
    Low,
}

impl LegalDocument {
    /// Says whether it has expired by this day.
    pub fn is_expired(&self, on: NaiveDate) -> bool {
        self.effective_to.is_some_and(|end| end <= on)
    }
}
