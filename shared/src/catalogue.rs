//! The posted catalogue: the unit, its fields, the procedures it may receive, the law they rest on.
//!
//! It is data in `public/catalogue/`, read once by [`Catalogue::parse`] and never changed in
//! memory.

mod check;
mod component;
mod index;
mod legal_document;
mod news;
mod papers;
mod parse;
mod problem;
mod procedure;
mod search;
mod unit;
mod warning;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use component::{Case, CaseDecider, Component, ComponentKind};
pub use index::{CatalogueIndex, ProcedureCard};
pub use legal_document::{Confidence, LegalDocument};
pub use news::{NEWS_BODY_MAX, NEWS_TITLE_MAX, NewsItem};
pub use problem::{CatalogueFault, CatalogueProblem, ReceivableRefusal};
pub use procedure::{
    Channel, Fee, Level, Limit, LimitUnit, Procedure, ProcedureStatus, ResultPaper, SHORT_NAME_MAX,
    Subject, SupplementPolicy, SupplementRule,
};
pub use search::SearchIndex;
pub use unit::{Field, HallCounter, Unit};
pub use warning::CatalogueWarning;

use crate::ids::{ProcedureCode, SeriesCode};
use crate::working_time::Calendar;

/// Everything a hall posts, of one version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// Grows by one with every change that is published.
    pub version: u32,
    /// The day from which this version is posted.
    pub effective_from: NaiveDate,
    /// The one-stop unit.
    pub unit: Unit,
    /// Fields in the order of their letters.
    pub fields: Vec<Field>,
    /// Procedures in the order of their codes.
    pub procedures: Vec<Procedure>,
    /// Legal documents in the order of their numbers.
    pub legal_documents: Vec<LegalDocument>,
    /// Days off and swapped days.
    pub calendar: Calendar,
    /// The procedures asked for most, first one first.
    pub most_used: Vec<ProcedureCode>,
    /// What the unit tells people in the hall, in the order it is shown.
    #[serde(default)]
    pub news: Vec<NewsItem>,
}

impl Catalogue {
    /// Reads the files of `public/catalogue/`, given as (name, text), and checks every rule.
    ///
    /// All problems are reported at once, in the order of the files.
    pub fn parse(parts: &[(&str, &str)]) -> Result<Self, Vec<CatalogueProblem>> {
        parse::parse(parts)
    }

    /// Finds the procedure with this code.
    pub fn procedure(&self, code: &ProcedureCode) -> Option<&Procedure> {
        let place = self.procedures.binary_search_by(|one| one.code.cmp(code)).ok()?;
        self.procedures.get(place)
    }

    /// Finds the field whose numbers start with this letter.
    pub fn field(&self, series: &SeriesCode) -> Option<&Field> {
        self.fields.iter().find(|field| field.series == *series)
    }

    /// Finds the legal document with this number.
    pub fn legal_document(&self, number: &str) -> Option<&LegalDocument> {
        self.legal_documents.iter().find(|document| document.number == number)
    }

    /// Gives the procedure if the unit may receive it on this day.
    pub fn is_receivable(
        &self,
        code: &ProcedureCode,
        on: NaiveDate,
    ) -> Result<&Procedure, ReceivableRefusal> {
        let procedure = self.procedure(code).ok_or(ReceivableRefusal::Unknown)?;
        if on < procedure.effective_from {
            return Err(ReceivableRefusal::NotYetInForce { from: procedure.effective_from });
        }
        match procedure.status.closed_on(on) {
            Some((reason, until)) => {
                Err(ReceivableRefusal::Closed { reason: reason.clone(), until })
            }
            None => Ok(procedure),
        }
    }

    /// Lists what an administrator should look at, though it stops nobody.
    pub fn warnings(&self, on: NaiveDate) -> Vec<CatalogueWarning> {
        warning::warnings(self, on)
    }

    /// Makes the short list with which the screens start, the most used procedures first.
    pub fn index(&self) -> CatalogueIndex {
        index::index(self)
    }
}
