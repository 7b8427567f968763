//! The rules a catalogue keeps, beyond being well-formed JSON.

mod form;
mod procedure;
mod words;

use std::collections::BTreeSet;

use super::Catalogue;
use super::news::{NEWS_BODY_MAX, NEWS_TITLE_MAX, NewsItem};
use super::parse::{CALENDAR, EDITION, FIELDS, LEGAL_DOCUMENTS, NEWS, UNIT, procedure_file};
use super::problem::{CatalogueFault, CatalogueProblem};
use crate::ids::ProcedureCode;
use crate::working_time::{OpeningHours, Session};

/// Lists every broken rule, file by file.
pub(super) fn check(catalogue: &Catalogue) -> Vec<CatalogueProblem> {
    let mut problems = Vec::new();
    let mut report = |file: &str, faults: Vec<CatalogueFault>| {
        let problem = |fault| CatalogueProblem { file: file.to_owned(), fault };
        problems.extend(faults.into_iter().map(problem));
    };
    report(EDITION, edition(catalogue));
    report(UNIT, words::check(&catalogue.unit));
    report(UNIT, unit(catalogue));
    report(FIELDS, words::check(&catalogue.fields));
    report(FIELDS, fields(catalogue));
    report(CALENDAR, words::check(&catalogue.calendar));
    report(CALENDAR, calendar(catalogue));
    report(LEGAL_DOCUMENTS, words::check(&catalogue.legal_documents));
    report(LEGAL_DOCUMENTS, legal_documents(catalogue));
    report(NEWS, words::check(&catalogue.news));
    report(NEWS, catalogue.news.iter().flat_map(news).collect());
    for one in &catalogue.procedures {
        let file = procedure_file(&one.code);
        report(&file, words::check(one));
        report(&file, procedure::check(catalogue, one));
    }
    problems
}

/// Remembers codes and names the ones that come twice.
pub(super) fn twice<'a>(codes: impl IntoIterator<Item = &'a str>) -> Vec<CatalogueFault> {
    let mut seen = BTreeSet::new();
    codes
        .into_iter()
        .filter(|code| !seen.insert(*code))
        .map(|code| CatalogueFault::Duplicate(code.to_owned()))
        .collect()
}

/// The fault of naming something that is not there.
pub(super) fn unknown(place: &str, code: &impl ToString) -> CatalogueFault {
    CatalogueFault::Unknown { place: place.to_owned(), code: code.to_string() }
}

/// The fault of a list without members, if it has none.
pub(super) fn empty<T>(place: &str, list: &[T]) -> Option<CatalogueFault> {
    list.is_empty().then(|| CatalogueFault::Empty(place.to_owned()))
}

fn edition(catalogue: &Catalogue) -> Vec<CatalogueFault> {
    let mut faults = twice(catalogue.most_used.iter().map(ProcedureCode::as_str));
    let strangers = catalogue.most_used.iter().filter(|code| catalogue.procedure(code).is_none());
    faults.extend(strangers.map(|code| unknown("most_used", code)));
    faults.extend(empty("procedures", &catalogue.procedures));
    faults
}

fn unit(catalogue: &Catalogue) -> Vec<CatalogueFault> {
    let unit = &catalogue.unit;
    let mut faults = hours("opening_hours", &unit.opening_hours);
    faults.extend(empty("counters", &unit.counters));
    let numbers: Vec<String> = unit.counters.iter().map(|one| one.number.to_string()).collect();
    faults.extend(twice(numbers.iter().map(String::as_str)));
    for series in unit.counters.iter().flat_map(|counter| &counter.series) {
        if catalogue.field(series).is_none() {
            faults.push(unknown("counters", series));
        }
    }
    if !is_agency_code(unit.agency_code.as_str()) {
        faults.push(CatalogueFault::CodeMalformed(unit.agency_code.to_string()));
    }
    faults
}

fn fields(catalogue: &Catalogue) -> Vec<CatalogueFault> {
    let mut faults = twice(catalogue.fields.iter().map(|field| field.series.as_str()));
    faults.extend(empty("fields", &catalogue.fields));
    for field in &catalogue.fields {
        let letter = field.series.as_str();
        if letter.len() != 1 || !letter.bytes().all(|byte| byte.is_ascii_uppercase()) {
            faults.push(CatalogueFault::CodeMalformed(letter.to_owned()));
        }
        if field.daily_capacity == 0 || field.matter_minutes == 0 {
            faults.push(CatalogueFault::Empty(format!("the capacity of {letter}")));
        }
        if field.allowance.tickets_per_person == 0 {
            faults.push(CatalogueFault::Empty(format!("the allowance of {letter}")));
        }
        faults.extend(field.opening_hours.iter().flat_map(|own| hours(letter, own)));
    }
    faults
}

fn calendar(catalogue: &Catalogue) -> Vec<CatalogueFault> {
    let calendar = &catalogue.calendar;
    let dates: Vec<String> = calendar.days.iter().map(|day| day.date.to_string()).collect();
    let mut faults = twice(dates.iter().map(String::as_str));
    faults.extend(empty("working_hours", &calendar.working_hours));
    faults.extend(sessions("working_hours", &calendar.working_hours));
    faults
}

fn legal_documents(catalogue: &Catalogue) -> Vec<CatalogueFault> {
    let documents = &catalogue.legal_documents;
    let mut faults = twice(documents.iter().map(|document| document.number.as_str()));
    let reversed = documents.iter().filter(|document| {
        document.effective_from < document.issued
            || document.effective_to.is_some_and(|end| end <= document.effective_from)
    });
    faults.extend(reversed.map(|one| CatalogueFault::DatesReversed(one.number.clone())));
    faults
}

fn news(item: &NewsItem) -> Vec<CatalogueFault> {
    let title = &item.title.vi;
    let is_reversed = item.until.is_some_and(|until| until < item.valid_from);
    let reversed = is_reversed.then(|| CatalogueFault::DatesReversed(title.clone()));
    let lengths = [(&item.title, NEWS_TITLE_MAX), (&item.body, NEWS_BODY_MAX)];
    let long = lengths.into_iter().filter(|(words, max)| {
        [&words.vi, &words.en].into_iter().any(|text| text.chars().count() > *max)
    });
    let long = long.map(|(_, max)| CatalogueFault::NewsTooLong { title: title.clone(), max });
    reversed.into_iter().chain(long).collect()
}

fn hours(place: &str, hours: &OpeningHours) -> Vec<CatalogueFault> {
    let mut faults: Vec<CatalogueFault> = empty(place, &hours.0).into_iter().collect();
    for open in &hours.0 {
        faults.extend(empty(place, &open.days));
        faults.extend(sessions(place, &open.sessions));
    }
    faults
}

fn sessions(place: &str, sessions: &[Session]) -> Option<CatalogueFault> {
    let is_reversed = sessions.iter().any(|session| session.to <= session.from)
        || sessions.windows(2).any(|pair| pair[1].from < pair[0].to);
    is_reversed.then(|| CatalogueFault::DatesReversed(place.to_owned()))
}

/// A letter and two digits, then up to three groups of digits: `H56.12.34`.
fn is_agency_code(code: &str) -> bool {
    let mut groups = code.split('.');
    let first = groups.next().unwrap_or_default().as_bytes();
    let is_body = first.len() == 3
        && first[0].is_ascii_uppercase()
        && first[1..].iter().all(u8::is_ascii_digit);
    let rest: Vec<&str> = groups.collect();
    is_body
        && rest.len() <= 3
        && rest.iter().all(|group| {
            (1..=3).contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_digit())
        })
}
