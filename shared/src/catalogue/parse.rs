//! Reads the files of the catalogue into one value; the rules are in [`super::check`].

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Catalogue;
use super::check;
use super::legal_document::LegalDocument;
use super::news::NewsItem;
use super::problem::{CatalogueFault, CatalogueProblem};
use super::procedure::Procedure;
use super::unit::{Field, Unit};
use crate::form::{ChoiceOption, FormSchema, Options, QuestionKind, Section};
use crate::ids::ProcedureCode;
use crate::working_time::Calendar;

/// The file that names the version.
pub(super) const EDITION: &str = "catalogue.json";
/// The file of the unit.
pub(super) const UNIT: &str = "unit.json";
/// The file of the fields.
pub(super) const FIELDS: &str = "fields.json";
/// The file of the calendar.
pub(super) const CALENDAR: &str = "calendar.json";
/// The file of the legal documents.
pub(super) const LEGAL_DOCUMENTS: &str = "legal_documents.json";
/// The file of the news; a unit without news has none.
pub(super) const NEWS: &str = "news.json";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edition {
    version: u32,
    effective_from: NaiveDate,
    most_used: Vec<ProcedureCode>,
}

#[derive(Default)]
struct Reading {
    edition: Option<Edition>,
    unit: Option<Unit>,
    fields: Option<Vec<Field>>,
    calendar: Option<Calendar>,
    legal_documents: Option<Vec<LegalDocument>>,
    news: Vec<NewsItem>,
    procedures: Vec<Procedure>,
    sections: BTreeMap<String, Section>,
    lists: BTreeMap<String, Vec<ChoiceOption>>,
    problems: Vec<CatalogueProblem>,
}

pub(super) fn parse(parts: &[(&str, &str)]) -> Result<Catalogue, Vec<CatalogueProblem>> {
    let mut reading = Reading::default();
    let mut seen = BTreeSet::new();
    for (name, text) in parts {
        if seen.insert(*name) {
            reading.read(name, text);
        } else {
            reading.report(name, CatalogueFault::Duplicate((*name).to_owned()));
        }
    }
    reading.complete_forms();
    let (catalogue, mut problems) = reading.assemble();
    if let Some(catalogue) = &catalogue {
        problems.extend(check::check(catalogue));
    }
    match catalogue {
        Some(catalogue) if problems.is_empty() => Ok(catalogue),
        Some(_) | None => Err(problems),
    }
}

/// The file of a procedure.
pub(super) fn procedure_file(code: &ProcedureCode) -> String {
    format!("procedures/{code}.json")
}

impl Reading {
    fn read(&mut self, name: &str, text: &str) {
        match name {
            EDITION => self.edition = self.json(name, text),
            UNIT => self.unit = self.json(name, text),
            FIELDS => self.fields = self.json(name, text),
            CALENDAR => self.calendar = self.json(name, text),
            LEGAL_DOCUMENTS => self.legal_documents = self.json(name, text),
            NEWS => self.news = self.json(name, text).unwrap_or_default(),
            other => self.read_member(other, text),
        }
    }

    fn read_member(&mut self, name: &str, text: &str) {
        let member = name.strip_suffix(".json").and_then(|path| path.split_once('/'));
        match member {
            Some(("procedures", stem)) => {
                let Some(procedure) = self.json::<Procedure>(name, text) else {
                    return;
                };
                if procedure.code.as_str() != stem {
                    let code = procedure.code.to_string();
                    self.report(name, CatalogueFault::NameDiffers(code));
                }
                self.procedures.push(procedure);
            }
            Some(("sections", stem)) => {
                let Some(section) = self.json::<Section>(name, text) else {
                    return;
                };
                self.sections.insert(stem.to_owned(), section);
            }
            Some(("lists", stem)) => {
                let Some(list) = self.json(name, text) else {
                    return;
                };
                self.lists.insert(stem.to_owned(), list);
            }
            Some(_) | None => self.report(name, CatalogueFault::FileUnknown),
        }
    }

    fn json<T: DeserializeOwned>(&mut self, name: &str, text: &str) -> Option<T> {
        match serde_json::from_str(text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.report(name, CatalogueFault::Unreadable(error.to_string()));
                None
            }
        }
    }

    fn report(&mut self, file: &str, fault: CatalogueFault) {
        self.problems.push(CatalogueProblem { file: file.to_owned(), fault });
    }

    fn complete_forms(&mut self) {
        let mut faults = Vec::new();
        for procedure in &mut self.procedures {
            let Some(form) = &mut procedure.form else {
                continue;
            };
            let missing = append_sections(form, &self.sections);
            let missing = missing.into_iter().chain(fill_options(form, &self.lists));
            let file = procedure_file(&procedure.code);
            faults.extend(missing.map(|fault| CatalogueProblem { file: file.clone(), fault }));
        }
        self.problems.extend(faults);
    }

    fn assemble(mut self) -> (Option<Catalogue>, Vec<CatalogueProblem>) {
        let absent = [
            (EDITION, self.edition.is_none()),
            (UNIT, self.unit.is_none()),
            (FIELDS, self.fields.is_none()),
            (CALENDAR, self.calendar.is_none()),
            (LEGAL_DOCUMENTS, self.legal_documents.is_none()),
        ];
        for (file, _) in absent.into_iter().filter(|(_, is_absent)| *is_absent) {
            if !self.problems.iter().any(|problem| problem.file == file) {
                self.report(file, CatalogueFault::FileMissing);
            }
        }
        let mut problems = std::mem::take(&mut self.problems);
        let catalogue = self.into_catalogue(&mut problems);
        (catalogue, problems)
    }

    fn into_catalogue(self, problems: &mut Vec<CatalogueProblem>) -> Option<Catalogue> {
        let edition = self.edition?;
        let mut procedures = self.procedures;
        procedures.sort_by(|a, b| a.code.cmp(&b.code));
        for pair in procedures.windows(2).filter(|pair| pair[0].code == pair[1].code) {
            problems.push(CatalogueProblem {
                file: procedure_file(&pair[0].code),
                fault: CatalogueFault::Duplicate(pair[0].code.to_string()),
            });
        }
        let mut calendar = self.calendar?;
        calendar.days.sort_by_key(|day| day.date);
        let mut legal_documents = self.legal_documents?;
        legal_documents.sort_by(|a, b| a.number.cmp(&b.number));
        Some(Catalogue {
            version: edition.version,
            effective_from: edition.effective_from,
            unit: self.unit?,
            fields: self.fields?,
            procedures,
            legal_documents,
            calendar,
            most_used: edition.most_used,
            news: self.news,
        })
    }
}

fn append_sections(
    form: &mut FormSchema,
    sections: &BTreeMap<String, Section>,
) -> Vec<CatalogueFault> {
    let mut missing = Vec::new();
    for name in std::mem::take(&mut form.shared_sections) {
        match sections.get(&name) {
            Some(section) => form.sections.push(section.clone()),
            None => missing
                .push(CatalogueFault::Unknown { place: "shared_sections".to_owned(), code: name }),
        }
    }
    missing
}

fn fill_options(
    form: &mut FormSchema,
    lists: &BTreeMap<String, Vec<ChoiceOption>>,
) -> Vec<CatalogueFault> {
    let pages = form.sections.iter_mut().flat_map(|section| &mut section.pages);
    let kinds = pages.flat_map(|page| &mut page.questions).map(|question| &mut question.kind);
    kinds.filter_map(options_mut).filter_map(|options| fill(options, lists)).collect()
}

fn options_mut(kind: &mut QuestionKind) -> Option<&mut Options> {
    match kind {
        QuestionKind::Choice(options)
        | QuestionKind::Ticks(options)
        | QuestionKind::Address { provinces: options, .. } => Some(options),
        QuestionKind::Text { .. }
        | QuestionKind::Name
        | QuestionKind::LongText { .. }
        | QuestionKind::Date(_)
        | QuestionKind::Year(_)
        | QuestionKind::NationalId
        | QuestionKind::Phone
        | QuestionKind::Email
        | QuestionKind::Number { .. }
        | QuestionKind::Money { .. } => None,
    }
}

fn fill(
    options: &mut Options,
    lists: &BTreeMap<String, Vec<ChoiceOption>>,
) -> Option<CatalogueFault> {
    let name = options.options_from.clone()?;
    match lists.get(&name) {
        Some(list) => {
            options.options.clone_from(list);
            None
        }
        None => Some(CatalogueFault::Unknown { place: "options_from".to_owned(), code: name }),
    }
}
