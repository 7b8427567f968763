//! The one-stop unit: who it is, when it is open, its fields and its counters.

use serde::{Deserialize, Serialize};

use crate::allowance::Allowance;
use crate::ids::{AgencyCode, CounterId, SeriesCode};
use crate::lang::Words;
use crate::working_time::OpeningHours;

/// The unit that receives and returns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// The name, as on the sign over the door.
    pub name: Words,
    /// The body it belongs to, the first line of its papers.
    pub superior: Words,
    /// The national identifier, the start of every dossier code.
    pub agency_code: AgencyCode,
    /// Where to come.
    pub address: Words,
    /// The place name written before a date on papers.
    pub place: Words,
    /// The number to ring.
    pub phone: String,
    /// The number for petitions and complaints.
    pub hotline: String,
    /// The official mailbox.
    pub email: String,
    /// The address of the National Public Service Portal.
    pub national_portal: String,
    /// When the hall receives people.
    pub opening_hours: OpeningHours,
    /// The counters of the hall.
    pub counters: Vec<HallCounter>,
}

/// A desk in the hall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HallCounter {
    /// The number above it.
    pub number: CounterId,
    /// What it does.
    pub name: Words,
    /// The series it serves, the one it prefers first.
    pub series: Vec<SeriesCode>,
}

/// A group of procedures that share one series of tickets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The letter its tickets start with.
    pub series: SeriesCode,
    /// What people see.
    pub name: Words,
    /// When its tickets are offered, where that differs from the hours of the hall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening_hours: Option<OpeningHours>,
    /// How many tickets a day can bring.
    pub daily_capacity: u16,
    /// How long one matter takes at the counter.
    pub matter_minutes: u16,
    /// How many of its tickets one person may take.
    #[serde(default)]
    pub allowance: Allowance,
}

impl Field {
    /// When its tickets are offered.
    pub fn hours<'a>(&'a self, unit: &'a Unit) -> &'a OpeningHours {
        self.opening_hours.as_ref().unwrap_or(&unit.opening_hours)
    }
}

impl Unit {
    /// The counters that serve a series.
    pub fn counters_of<'a>(&'a self, series: &'a SeriesCode) -> impl Iterator<Item = CounterId> {
        let serves = |counter: &&HallCounter| counter.series.contains(series);
        self.counters.iter().filter(serves).map(|counter| counter.number)
    }
}
