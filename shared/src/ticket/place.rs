//! Where a waiting ticket stands: who calls it, from when its wait counts, before whom it goes.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::{CounterId, SeriesCode};

/// The place of a ticket that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Place {
    /// Who calls it.
    pub called_by: CalledBy,
    /// From when its wait counts; the order inside its class.
    pub since: DateTime<Utc>,
    /// Before whom it goes.
    pub precedence: Precedence,
}

/// Who calls a waiting ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum CalledBy {
    /// Any counter that serves the series.
    Series {
        /// The series.
        series: SeriesCode,
    },
    /// One counter, before everybody else; afterwards the ticket's series.
    Counter {
        /// The counter.
        counter: CounterId,
        /// Until when it is reserved.
        until: DateTime<Utc>,
    },
}

/// Before whom a waiting ticket goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "precedence", rename_all = "snake_case")]
pub enum Precedence {
    /// In its turn.
    InTurn,
    /// Before those of its class who wait in their turn.
    First,
    /// After so many calls of its series on this day, then before the ratio.
    AfterCalls {
        /// The count of calls at which it is due.
        calls: u32,
    },
}

/// Where a ticket at hand is transferred.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "to", rename_all = "snake_case", deny_unknown_fields)]
pub enum Transfer {
    /// Into the queue of another series.
    Series {
        /// The series.
        series: SeriesCode,
        /// Its place there.
        keeps: Keeps,
    },
    /// To one counter, whose next call takes it first.
    Counter {
        /// The counter.
        counter: CounterId,
    },
}

/// The place that a transferred ticket gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Keeps {
    /// As if it had waited there from the beginning.
    Arrival,
    /// Before everybody of its class.
    FirstInLine,
}

impl Place {
    /// The place of a new ticket.
    pub fn at_issue(series: &SeriesCode, now: DateTime<Utc>) -> Self {
        Self::in_series(series, now, Precedence::InTurn)
    }

    /// A place in the queue of a series.
    pub fn in_series(series: &SeriesCode, since: DateTime<Utc>, precedence: Precedence) -> Self {
        Self { called_by: CalledBy::Series { series: series.clone() }, since, precedence }
    }

    /// A place that one counter calls first.
    pub fn at_counter(counter: CounterId, now: DateTime<Utc>, until: DateTime<Utc>) -> Self {
        let called_by = CalledBy::Counter { counter, until };
        Self { called_by, since: now, precedence: Precedence::InTurn }
    }

    /// The counter it is reserved for.
    pub fn reserved_for(&self) -> Option<CounterId> {
        match self.called_by {
            CalledBy::Series { .. } => None,
            CalledBy::Counter { counter, .. } => Some(counter),
        }
    }
}
