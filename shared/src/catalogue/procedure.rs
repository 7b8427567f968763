//! One administrative procedure as the decision that publishes it describes it.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::component::{Case, Component};
use crate::form::FormSchema;
use crate::ids::{CaseCode, ProcedureCode, SeriesCode};
use crate::lang::Words;

/// The most characters of a short name, so that it fits a tile.
pub const SHORT_NAME_MAX: usize = 60;

/// A published administrative procedure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// The national code.
    pub code: ProcedureCode,
    /// Grows by one with every published change.
    pub version: u32,
    /// The first day on which this version is received.
    pub effective_from: NaiveDate,
    /// The published name, word for word.
    pub name: Words,
    /// A name of at most [`SHORT_NAME_MAX`] characters, for tiles and lists.
    pub short_name: Words,
    /// The published field.
    pub field: Words,
    /// The series its tickets are taken from.
    pub series: SeriesCode,
    /// The levels at which it is carried out.
    pub levels: Vec<Level>,
    /// Who may ask for it.
    pub subjects: Vec<Subject>,
    /// The decision that publishes it.
    pub decision: String,
    /// The body competent to settle it.
    pub agency: Words,
    /// Whether the unit receives it.
    pub status: ProcedureStatus,
    /// Time limits; the one without a case is the usual one.
    pub limits: Vec<Limit>,
    /// The hour after which a same-day matter is due on the next working day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cutoff: Option<NaiveTime>,
    /// Fees, each with its published words.
    pub fees: Vec<Fee>,
    /// How often and how fast papers may be asked for again.
    pub supplement: SupplementRule,
    /// The cases that change papers or limits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<Case>,
    /// Papers and notes in their published order.
    pub components: Vec<Component>,
    /// What the applicant receives.
    pub results: Vec<ResultPaper>,
    /// Numbers of the legal documents it rests on.
    pub legal_bases: Vec<String>,
    /// Words people search with that are not in the name.
    pub keywords: Vec<String>,
    /// Facts an administrator still has to confirm.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub open_points: Vec<String>,
    /// The questions of the application, if it can be filed on a screen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<FormSchema>,
}

/// A level of the administration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A ministry.
    Ministry,
    /// A province or a city of that rank.
    Province,
    /// A commune, ward or special zone.
    Commune,
    /// Another body.
    Other,
}

/// A kind of person or organisation that may ask for a procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A citizen of Viet Nam.
    Citizen,
    /// A Vietnamese person living abroad.
    OverseasVietnamese,
    /// A foreigner.
    Foreigner,
    /// A foreigner who resides in Viet Nam.
    ResidentForeigner,
    /// A cadre, civil servant or public employee.
    Official,
    /// An organisation other than an enterprise or a co-operative.
    Organisation,
    /// A foreign organisation.
    ForeignOrganisation,
    /// An enterprise.
    Enterprise,
    /// An enterprise with foreign capital.
    ForeignInvestedEnterprise,
    /// A co-operative.
    Cooperative,
}

/// A way to hand in an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// At the unit.
    InPerson,
    /// Over the network.
    Online,
    /// By public post.
    Post,
}

/// Whether the unit receives a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ProcedureStatus {
    /// It is received.
    Open,
    /// It is not received from a day on, for a reason the citizen is told.
    Closed {
        /// Why, as a sentence.
        reason: Words,
        /// The first day without reception.
        from: NaiveDate,
        /// The first day on which it is received again, if that is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
    },
}

impl ProcedureStatus {
    /// Gives the reason and the day of reopening if the procedure is closed on this day.
    pub fn closed_on(&self, on: NaiveDate) -> Option<(&Words, Option<NaiveDate>)> {
        match self {
            Self::Open => None,
            Self::Closed { reason, from, until } => {
                (*from <= on && until.is_none_or(|day| on < day)).then_some((reason, *until))
            }
        }
    }
}

/// A time limit for settling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// How many units; 0 when the unit is [`LimitUnit::SameDay`].
    pub value: u16,
    /// What is counted.
    pub unit: LimitUnit,
    /// The case it holds for; none means the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseCode>,
    /// The published rule, where the figure alone does not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule_text: Option<Words>,
}

/// What a time limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LimitUnit {
    /// Hours inside office hours.
    WorkingHours,
    /// Calendar days.
    Days,
    /// Days on which offices work.
    WorkingDays,
    /// The day of reception.
    SameDay,
}

/// A fee; a screen shows its words, never the figure alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// The channels it holds for; none means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// The amount in đồng, if one figure says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_vnd: Option<u32>,
    /// The published words, with their exemptions.
    pub text: Words,
}

/// How papers may be asked for again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SupplementRule {
    /// How many requests one dossier may see.
    pub requests_max: u8,
    /// The request goes out within so many working days of reception.
    pub notify_within_working_days: u16,
    /// The dossier is closed so many days after a request that stays unanswered.
    pub close_after_days: u16,
    /// What the clock does when the supplement arrives.
    pub policy: SupplementPolicy,
}

/// What the clock does when a supplement arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SupplementPolicy {
    /// It counts anew.
    Restart,
    /// It goes on from where it stopped.
    Resume,
}

/// A paper the applicant receives at the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ResultPaper {
    /// The national code of the kind of paper.
    pub code: String,
    /// Its name.
    pub name: Words,
}
