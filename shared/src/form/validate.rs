//! Decides whether answers can be filed. It tidies before it looks, so spaces never refuse anyone.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::FormSchema;
use super::answer::{Answer, Answers};
use super::normalise::normalise;
use super::problem::{AddressPart, AnswerProblem};
use super::question::{AddressExtent, DateBounds, Options, Question, QuestionKind};
use super::visible::visible_questions;
use crate::ids::QuestionCode;
use crate::letters;
use crate::national_id::NationalId;
use crate::phone::Phone;

/// The most characters of a name, of a mailbox and of each line of an address.
const LINE_CHARACTERS_MAX: u16 = 150;

/// Lists everything wrong with the answers, in the order of the questions.
pub fn validate(
    schema: &FormSchema,
    answers: &Answers,
    today: NaiveDate,
) -> Vec<(QuestionCode, AnswerProblem)> {
    let asked = visible_questions(schema, answers);
    let mut codes: BTreeSet<&QuestionCode> = BTreeSet::new();
    codes.extend(asked.iter().map(|question| &question.code));
    let mut problems = Vec::new();
    for question in asked {
        if let Err(problem) = validate_question(question, answers.get(&question.code), today) {
            problems.push((question.code.clone(), problem));
        }
    }
    for code in answers.keys().filter(|code| !codes.contains(code)) {
        let problem = match schema.question(code) {
            Some(_) => AnswerProblem::NotAsked,
            None => AnswerProblem::NotAQuestion,
        };
        problems.push((code.clone(), problem));
    }
    problems
}

/// Decides whether this answers the question.
pub fn validate_question(
    question: &Question,
    answer: Option<&Answer>,
    today: NaiveDate,
) -> Result<(), AnswerProblem> {
    let tidied = answer.map(|answer| normalise(question, answer));
    let Some(answer) = tidied.filter(|answer| !answer.is_blank()) else {
        return if question.required { Err(AnswerProblem::Missing) } else { Ok(()) };
    };
    match &question.kind {
        QuestionKind::Text { characters_max } | QuestionKind::LongText { characters_max } => {
            fits(text(&answer)?, *characters_max)
        }
        QuestionKind::Name => name(text(&answer)?),
        QuestionKind::NationalId => {
            let parsed = NationalId::parse(text(&answer)?);
            parsed.map(drop).map_err(|_| AnswerProblem::NotANationalId)
        }
        QuestionKind::Phone => {
            Phone::parse(text(&answer)?).map(drop).map_err(|_| AnswerProblem::NotAPhone)
        }
        QuestionKind::Email => email(text(&answer)?),
        QuestionKind::Date(bounds) => date(&answer, bounds, today),
        QuestionKind::Year(bounds) => year_within(number(&answer)?, bounds, today),
        QuestionKind::Number { min, max, .. } | QuestionKind::Money { min, max } => {
            within(number(&answer)?, *min, *max)
        }
        QuestionKind::Choice(options) => choice(options, &answer),
        QuestionKind::Ticks(options) => ticks(options, &answer),
        QuestionKind::Address { extent, provinces } => address(&answer, *extent, provinces),
    }
}

fn text(answer: &Answer) -> Result<&str, AnswerProblem> {
    answer.as_text().ok_or(AnswerProblem::WrongKind)
}

fn number(answer: &Answer) -> Result<i64, AnswerProblem> {
    let Answer::Number(number) = answer else {
        return Err(AnswerProblem::WrongKind);
    };
    Ok(*number)
}

fn fits(text: &str, characters_max: u16) -> Result<(), AnswerProblem> {
    if letters::count(text) > usize::from(characters_max) {
        return Err(AnswerProblem::TooLong { characters_max });
    }
    Ok(())
}

fn name(text: &str) -> Result<(), AnswerProblem> {
    let is_of_names = |c: char| {
        c.is_alphabetic() || letters::is_mark(c) || matches!(c, ' ' | '\'' | '\u{2019}' | '-' | '.')
    };
    if !text.chars().all(is_of_names) || !text.chars().any(char::is_alphabetic) {
        return Err(AnswerProblem::NotAName);
    }
    fits(text, LINE_CHARACTERS_MAX)
}

fn email(text: &str) -> Result<(), AnswerProblem> {
    let is_plain = |c: char| c.is_ascii_graphic() && !matches!(c, '@' | ',' | ';' | '<' | '>');
    let (local, domain) = text.split_once('@').ok_or(AnswerProblem::NotAnEmail)?;
    let labels_ok = domain.split('.').all(|label| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    });
    if local.is_empty() || !local.chars().all(is_plain) || !domain.contains('.') || !labels_ok {
        return Err(AnswerProblem::NotAnEmail);
    }
    fits(text, LINE_CHARACTERS_MAX)
}

fn date(answer: &Answer, bounds: &DateBounds, today: NaiveDate) -> Result<(), AnswerProblem> {
    let Answer::Date(day) = *answer else {
        return Err(AnswerProblem::WrongKind);
    };
    if let Some(earliest) = bounds.earliest.map(|rule| rule.day(today)).filter(|first| day < *first)
    {
        return Err(AnswerProblem::TooEarly { earliest });
    }
    if let Some(latest) = bounds.latest.map(|rule| rule.day(today)).filter(|last| day > *last) {
        return Err(AnswerProblem::TooLate { latest });
    }
    Ok(())
}

fn year_within(year: i64, bounds: &DateBounds, today: NaiveDate) -> Result<(), AnswerProblem> {
    let before = |first: &NaiveDate| year < i64::from(first.year());
    if let Some(earliest) = bounds.earliest.map(|rule| rule.day(today)).filter(before) {
        return Err(AnswerProblem::TooEarly { earliest });
    }
    let after = |last: &NaiveDate| year > i64::from(last.year());
    if let Some(latest) = bounds.latest.map(|rule| rule.day(today)).filter(after) {
        return Err(AnswerProblem::TooLate { latest });
    }
    Ok(())
}

fn within(number: i64, min: i64, max: i64) -> Result<(), AnswerProblem> {
    if number < min {
        return Err(AnswerProblem::TooSmall { min });
    }
    if number > max {
        return Err(AnswerProblem::TooLarge { max });
    }
    Ok(())
}

fn choice(options: &Options, answer: &Answer) -> Result<(), AnswerProblem> {
    let Answer::Choice(value) = answer else {
        return Err(AnswerProblem::WrongKind);
    };
    option(options, value)
}

fn ticks(options: &Options, answer: &Answer) -> Result<(), AnswerProblem> {
    let Answer::Ticks(values) = answer else {
        return Err(AnswerProblem::WrongKind);
    };
    values.iter().try_for_each(|value| option(options, value))
}

fn option(options: &Options, value: &str) -> Result<(), AnswerProblem> {
    if options.options.iter().any(|option| option.value == value) {
        Ok(())
    } else {
        Err(AnswerProblem::NotAnOption)
    }
}

fn address(
    answer: &Answer,
    extent: AddressExtent,
    provinces: &Options,
) -> Result<(), AnswerProblem> {
    let Answer::Address(place) = answer else {
        return Err(AnswerProblem::WrongKind);
    };
    if place.province.is_empty() {
        return Err(AnswerProblem::AddressIncomplete(AddressPart::Province));
    }
    option(provinces, &place.province)?;
    if place.commune.is_empty() {
        return Err(AnswerProblem::AddressIncomplete(AddressPart::Commune));
    }
    match extent {
        AddressExtent::House if place.detail.is_empty() => {
            return Err(AnswerProblem::AddressIncomplete(AddressPart::Detail));
        }
        AddressExtent::House | AddressExtent::Commune => {}
    }
    fits(&place.detail, LINE_CHARACTERS_MAX)?;
    fits(&place.commune, LINE_CHARACTERS_MAX)
}
