//! What an administrator should look at, though the catalogue works.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Catalogue;
use super::procedure::Procedure;
use crate::ids::ProcedureCode;

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CatalogueWarning {
    /// A procedure rests on a document that is no longer in force.
    ExpiredLegalBasis {
        /// The procedure.
        procedure: ProcedureCode,
        /// The number of the document.
        number: String,
        /// The first day it was no longer in force.
        expired_on: NaiveDate,
        /// The number of its successor.
        replaced_by: Option<String>,
    },
    /// A procedure rests on a document that the register does not hold.
    UnlistedLegalBasis {
        /// The procedure.
        procedure: ProcedureCode,
        /// The number of the document.
        number: String,
    },
    /// A fact about a procedure has to be confirmed.
    OpenPoint {
        /// The procedure.
        procedure: ProcedureCode,
        /// The fact.
        point: String,
    },
    /// The days off of a year are not all fixed by the government.
    UnconfirmedYear(i32),
}

pub(super) fn warnings(catalogue: &Catalogue, on: NaiveDate) -> Vec<CatalogueWarning> {
    let mut warnings: Vec<CatalogueWarning> =
        catalogue.procedures.iter().flat_map(|one| of_procedure(catalogue, one, on)).collect();
    if !catalogue.calendar.is_confirmed(on) {
        warnings.push(CatalogueWarning::UnconfirmedYear(on.year()));
    }
    warnings
}

fn of_procedure(
    catalogue: &Catalogue,
    procedure: &Procedure,
    on: NaiveDate,
) -> Vec<CatalogueWarning> {
    let bases = procedure.legal_bases.iter().filter_map(|number| {
        let Some(document) = catalogue.legal_document(number) else {
            return Some(CatalogueWarning::UnlistedLegalBasis {
                procedure: procedure.code.clone(),
                number: number.clone(),
            });
        };
        let expired_on = document.effective_to.filter(|_| document.is_expired(on))?;
        Some(CatalogueWarning::ExpiredLegalBasis {
            procedure: procedure.code.clone(),
            number: number.clone(),
            expired_on,
            replaced_by: document.replaced_by.clone(),
        })
    });
    let points = procedure.open_points.iter().map(|point| CatalogueWarning::OpenPoint {
        procedure: procedure.code.clone(),
        point: point.clone(),
    });
    bases.chain(points).collect()
}
