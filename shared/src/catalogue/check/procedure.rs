//! The rules one procedure keeps.

use super::{empty, form, twice, unknown};
use crate::catalogue::problem::CatalogueFault;
use crate::catalogue::{
    Catalogue, Component, ComponentKind, Fee, LimitUnit, Procedure, ProcedureStatus, SHORT_NAME_MAX,
};
use crate::fold::fold;
use crate::ids::CaseCode;

pub(super) fn check(catalogue: &Catalogue, procedure: &Procedure) -> Vec<CatalogueFault> {
    let mut faults = identity(catalogue, procedure);
    faults.extend(status(&procedure.status));
    faults.extend(limits(procedure));
    faults.extend(procedure.fees.iter().filter_map(fee));
    faults.extend(components(procedure));
    if let Some(schema) = &procedure.form {
        faults.extend(form::check(procedure, schema));
    }
    faults
}

/// Says whether the procedure has this case.
pub(super) fn has_case(procedure: &Procedure, code: &CaseCode) -> bool {
    procedure.cases.iter().any(|case| case.code == *code)
}

fn identity(catalogue: &Catalogue, procedure: &Procedure) -> Vec<CatalogueFault> {
    let mut faults = Vec::new();
    if !is_national_code(procedure.code.as_str()) {
        faults.push(CatalogueFault::CodeMalformed(procedure.code.to_string()));
    }
    for name in [&procedure.short_name.vi, &procedure.short_name.en] {
        let length = name.chars().count();
        if length > SHORT_NAME_MAX {
            faults.push(CatalogueFault::ShortNameTooLong(length));
        }
    }
    if catalogue.field(&procedure.series).is_none() {
        faults.push(unknown("series", &procedure.series));
    }
    faults.extend(empty("levels", &procedure.levels));
    faults.extend(empty("subjects", &procedure.subjects));
    faults.extend(empty("limits", &procedure.limits));
    faults.extend(empty("fees", &procedure.fees));
    faults.extend(empty("results", &procedure.results));
    faults.extend(empty("legal_bases", &procedure.legal_bases));
    faults.extend(twice(procedure.legal_bases.iter().map(String::as_str)));
    faults.extend(twice(procedure.cases.iter().map(|case| case.code.as_str())));
    faults
}

fn status(status: &ProcedureStatus) -> Option<CatalogueFault> {
    match status {
        ProcedureStatus::Closed { from, until: Some(until), .. } if until <= from => {
            Some(CatalogueFault::DatesReversed("status".to_owned()))
        }
        ProcedureStatus::Open | ProcedureStatus::Closed { .. } => None,
    }
}

fn limits(procedure: &Procedure) -> Vec<CatalogueFault> {
    let cases: Vec<&str> = procedure
        .limits
        .iter()
        .map(|limit| limit.case.as_ref().map_or("the usual limit", |case| case.as_str()))
        .collect();
    let mut faults = twice(cases);
    for limit in &procedure.limits {
        if (limit.unit == LimitUnit::SameDay) != (limit.value == 0) {
            faults.push(CatalogueFault::LimitMalformed(limit.value));
        }
        if let Some(case) = limit.case.as_ref().filter(|case| !has_case(procedure, case)) {
            faults.push(unknown("limits", case));
        }
    }
    faults
}

/// On the portal a bare "free" often means that the amount is set elsewhere.
fn fee(fee: &Fee) -> Option<CatalogueFault> {
    let words = fold(&fee.text.vi);
    let is_bare = matches!(words.trim_end_matches('.'), "mien phi" | "mien le phi" | "0 dong");
    (is_bare && fee.amount_vnd != Some(0)).then_some(CatalogueFault::FeeBarelyFree)
}

fn components(procedure: &Procedure) -> Vec<CatalogueFault> {
    let mut faults = twice(procedure.components.iter().map(|row| row.code.as_str()));
    for row in &procedure.components {
        if !has_fitting_count(row) {
            faults.push(CatalogueFault::CountMalformed(row.code.to_string()));
        }
        let strangers = row.cases.iter().filter(|case| !has_case(procedure, case));
        faults.extend(strangers.map(|case| unknown(&format!("component {}", row.code), case)));
    }
    faults
}

fn has_fitting_count(row: &Component) -> bool {
    let has_count = row.originals > 0 || row.copies > 0;
    match row.kind {
        ComponentKind::Note => !has_count && !row.required,
        ComponentKind::Submit | ComponentKind::Present => has_count,
    }
}

/// A digit, a point and six digits.
fn is_national_code(code: &str) -> bool {
    code.split_once('.').is_some_and(|(kind, number)| {
        let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        kind.len() == 1 && number.len() == 6 && are_digits(kind) && are_digits(number)
    })
}
