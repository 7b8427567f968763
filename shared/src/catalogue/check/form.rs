//! The rules a form keeps: every code it names is there, and every question can be answered.

use std::collections::BTreeMap;

use super::procedure::has_case;
use super::{empty, twice, unknown};
use crate::catalogue::problem::CatalogueFault;
use crate::catalogue::{ComponentKind, Procedure};
use crate::form::{
    Condition, CrossCheck, DateBounds, DateRule, FormSchema, Options, Question, QuestionKind,
    SUBMITTER_NAME, SUBMITTER_PHONE, options,
};
use crate::ids::QuestionCode;

/// The questions asked so far, in order to see that conditions only look back.
type Asked<'a> = BTreeMap<&'a QuestionCode, &'a Question>;

pub(super) fn check(procedure: &Procedure, form: &FormSchema) -> Vec<CatalogueFault> {
    let mut faults = twice(form.sections.iter().map(|section| section.code.as_str()));
    faults.extend(empty("sections", &form.sections));
    for section in &form.sections {
        faults.extend(empty(&section.code, &section.pages));
        let pages = section.pages.iter();
        faults.extend(pages.filter_map(|page| empty(&section.code, &page.questions)));
    }
    faults.extend(twice(form.questions().map(|question| question.code.as_str())));
    faults.extend(stands_for(procedure, form));
    let mut asked = Asked::new();
    for question in form.questions() {
        faults.extend(check_question(procedure, question, &asked));
        asked.insert(&question.code, question);
    }
    faults.extend(named_questions(form, &asked));
    faults
}

fn stands_for(procedure: &Procedure, form: &FormSchema) -> Vec<CatalogueFault> {
    let is_handed_in =
        |code| procedure.component(code).is_some_and(|row| row.kind == ComponentKind::Submit);
    let strangers = form.stands_for.iter().filter(|code| !is_handed_in(code));
    strangers.map(|code| unknown("stands_for", code)).collect()
}

fn check_question(
    procedure: &Procedure,
    question: &Question,
    asked: &Asked<'_>,
) -> Vec<CatalogueFault> {
    let mut faults = Vec::new();
    if let Some(options) = options(question) {
        faults.extend(check_options(question.code.as_str(), options));
        let cases = options.options.iter().filter_map(|option| option.case.as_ref());
        let strangers = cases.filter(|case| !has_case(procedure, case));
        faults.extend(strangers.map(|case| unknown(question.code.as_str(), case)));
    }
    if let QuestionKind::Address { provinces, .. } = &question.kind {
        faults.extend(check_options(question.code.as_str(), provinces));
    }
    if let Some(condition) = &question.shown_when {
        faults.extend(check_condition(&question.code, condition, asked));
    }
    if !is_answerable(&question.kind) {
        faults.push(CatalogueFault::BoundsReversed(question.code.to_string()));
    }
    faults
}

fn check_options(place: &str, options: &Options) -> Vec<CatalogueFault> {
    let mut faults = twice(options.options.iter().map(|option| option.value.as_str()));
    faults.extend(empty(place, &options.options));
    faults
}

fn check_condition(
    place: &QuestionCode,
    condition: &Condition,
    asked: &Asked<'_>,
) -> Vec<CatalogueFault> {
    let Some(earlier) = asked.get(&condition.question) else {
        return vec![CatalogueFault::AskedTooLate(place.to_string())];
    };
    let Some(options) = options(earlier) else {
        return vec![CatalogueFault::KindUnfit(condition.question.to_string())];
    };
    let has = |value: &String| options.options.iter().any(|option| option.value == *value);
    let strangers = condition.is.iter().filter(|value| !has(value));
    let strangers = strangers.map(|value| unknown(place.as_str(), value));
    strangers.chain(empty(place.as_str(), &condition.is)).collect()
}

fn is_answerable(kind: &QuestionKind) -> bool {
    match kind {
        QuestionKind::Text { characters_max } | QuestionKind::LongText { characters_max } => {
            *characters_max > 0
        }
        QuestionKind::Number { min, max, .. } | QuestionKind::Money { min, max } => min <= max,
        QuestionKind::Date(bounds) | QuestionKind::Year(bounds) => leaves_a_day(bounds),
        QuestionKind::Name
        | QuestionKind::Choice(_)
        | QuestionKind::Ticks(_)
        | QuestionKind::NationalId
        | QuestionKind::Phone
        | QuestionKind::Email
        | QuestionKind::Address { .. } => true,
    }
}

/// Fixed bounds are compared; bounds reckoned from today are compared among themselves.
fn leaves_a_day(bounds: &DateBounds) -> bool {
    match (bounds.earliest, bounds.latest) {
        (Some(DateRule::On(first)), Some(DateRule::On(last))) => first <= last,
        (Some(DateRule::YearsAgo(first)), Some(DateRule::YearsAgo(last))) => first >= last,
        (Some(DateRule::DaysAhead(first)), Some(DateRule::DaysAhead(last))) => first <= last,
        (Some(DateRule::DaysAhead(_)), Some(DateRule::YearsAgo(_))) => false,
        (Some(_) | None, Some(_) | None) => true,
    }
}

fn named_questions(form: &FormSchema, asked: &Asked<'_>) -> Vec<CatalogueFault> {
    let submitter = [QuestionCode::from(SUBMITTER_NAME), QuestionCode::from(SUBMITTER_PHONE)];
    let mut named: Vec<(&str, &QuestionCode)> = vec![("applicant", &form.applicant)];
    named.extend(submitter.iter().map(|code| ("a form", code)));
    for check in &form.cross_checks {
        named.extend(questions_of(check).into_iter().map(|code| ("cross_checks", code)));
    }
    let mut faults: Vec<CatalogueFault> = Vec::new();
    for suggestion in &form.suggestions {
        named.extend([&suggestion.question, &suggestion.from].map(|code| ("suggestions", code)));
        faults.extend(check_condition(&suggestion.question, &suggestion.when, asked));
        let kind = |code| asked.get(code).map(|question| std::mem::discriminant(&question.kind));
        if kind(&suggestion.question) != kind(&suggestion.from) {
            faults.push(CatalogueFault::KindUnfit(suggestion.question.to_string()));
        }
    }
    let strangers = named.into_iter().filter(|(_, code)| !asked.contains_key(code));
    faults.extend(strangers.map(|(place, code)| unknown(place, code)));
    faults
}

fn questions_of(check: &CrossCheck) -> Vec<&QuestionCode> {
    match check {
        CrossCheck::NationalIdFits { number, born, sex } => {
            std::iter::once(number).chain(born).chain(sex).collect()
        }
        CrossCheck::OlderBy { older, younger, .. } => vec![older, younger],
    }
}
