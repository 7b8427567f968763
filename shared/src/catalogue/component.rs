//! A row of the published list of papers, and the cases it belongs to.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::procedure::Channel;
use crate::ids::{CaseCode, ComponentCode};
use crate::lang::Words;

/// A row of the published list of papers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// The code inside the procedure.
    pub code: ComponentCode,
    /// The published name.
    pub name: Words,
    /// What is done with it.
    pub kind: ComponentKind,
    /// How many originals.
    #[serde(default)]
    pub originals: u8,
    /// How many copies.
    #[serde(default)]
    pub copies: u8,
    /// The cases it belongs to; any of them is enough, none means always.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<CaseCode>,
    /// The channels it belongs to; none means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// Whether the application is incomplete without it.
    #[serde(default)]
    pub required: bool,
}

impl Component {
    /// Says whether this row holds for these cases and this channel.
    pub fn applies(&self, cases: &BTreeSet<CaseCode>, channel: Channel) -> bool {
        (self.cases.is_empty() || self.cases.iter().any(|case| cases.contains(case)))
            && (self.channels.is_empty() || self.channels.contains(&channel))
    }
}

/// What is done with a row of the list of papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ComponentKind {
    /// A paper that is handed in, attached or brought.
    Submit,
    /// A paper that is shown and goes back.
    Present,
    /// A remark: not a paper, it can be neither ticked nor asked for.
    Note,
}

/// A case of the procedure, with the question that finds out whether it applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The code inside the procedure.
    pub code: CaseCode,
    /// A question to answer with yes or no.
    pub question: Words,
    /// Who knows the answer.
    #[serde(default, skip_serializing_if = "CaseDecider::is_applicant")]
    pub decided_by: CaseDecider,
}

/// Who knows whether a case applies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CaseDecider {
    /// The applicant; a screen may ask.
    #[default]
    Applicant,
    /// The officer, who looks at the papers and the databases; a screen does not ask.
    Officer,
}

impl CaseDecider {
    fn is_applicant(&self) -> bool {
        *self == Self::Applicant
    }
}
