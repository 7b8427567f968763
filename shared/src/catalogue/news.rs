//! What the unit tells people in the hall.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::lang::Words;

/// Longest heading that is read at a glance.
pub const NEWS_TITLE_MAX: usize = 60;
/// Longest text that fits a display and is read at ten metres.
pub const NEWS_BODY_MAX: usize = 180;

/// A piece of news, posted between two days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewsItem {
    /// What it is about.
    pub title: Words,
    /// What people should know or do.
    pub body: Words,
    /// The first day on which it is shown.
    pub valid_from: NaiveDate,
    /// The last day on which it is shown; without one it stays.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

impl NewsItem {
    /// Whether it is shown on this day.
    pub fn is_posted_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.until.is_none_or(|until| day <= until)
    }
}
