//! The short list with which the screens start; the full record is fetched by code.

use serde::{Deserialize, Serialize};

use super::Catalogue;
use super::news::NewsItem;
use super::procedure::{Procedure, ProcedureStatus};
use super::unit::{Field, Unit};
use crate::fold::fold;
use crate::ids::{ProcedureCode, SeriesCode};
use crate::lang::Words;
use crate::text::catalogue::{fee_line, limit_line};

/// What a screen needs before anything is chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CatalogueIndex {
    /// The version of the catalogue.
    pub version: u32,
    /// The one-stop unit.
    pub unit: Unit,
    /// Fields in the order of their letters.
    pub fields: Vec<Field>,
    /// Procedures, the most used first.
    pub procedures: Vec<ProcedureCard>,
    /// What the unit tells people in the hall.
    #[serde(default)]
    pub news: Vec<NewsItem>,
}

/// A procedure in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProcedureCard {
    /// The national code.
    pub code: ProcedureCode,
    /// The name for tiles.
    pub short_name: Words,
    /// The published name.
    pub name: Words,
    /// The published field.
    pub field: Words,
    /// The series of its tickets.
    pub series: SeriesCode,
    /// Whether the unit receives it.
    pub status: ProcedureStatus,
    /// The fee in one line, in its published words.
    pub fee_line: Words,
    /// The time limit in one line.
    pub limit_line: Words,
    /// Folded words people search with.
    pub keywords: Vec<String>,
    /// Whether it can be filed on a screen.
    pub has_form: bool,
}

pub(super) fn index(catalogue: &Catalogue) -> CatalogueIndex {
    let is_used = |code: &ProcedureCode| catalogue.most_used.contains(code);
    let used = catalogue.most_used.iter().filter_map(|code| catalogue.procedure(code));
    let others = catalogue.procedures.iter().filter(|one| !is_used(&one.code));
    CatalogueIndex {
        version: catalogue.version,
        unit: catalogue.unit.clone(),
        fields: catalogue.fields.clone(),
        procedures: used.chain(others).map(Procedure::card).collect(),
        news: catalogue.news.clone(),
    }
}

impl Procedure {
    /// Makes the card of this procedure.
    pub fn card(&self) -> ProcedureCard {
        ProcedureCard {
            code: self.code.clone(),
            short_name: self.short_name.clone(),
            name: self.name.clone(),
            field: self.field.clone(),
            series: self.series.clone(),
            status: self.status.clone(),
            fee_line: fee_line(&self.fees),
            limit_line: limit_line(&self.limits),
            keywords: self.keywords.iter().map(|word| fold(word)).collect(),
            has_form: self.form.is_some(),
        }
    }
}
