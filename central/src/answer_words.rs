//! Writes an answer as a person reads it, in both languages.

use chrono::NaiveDate;
use shared::form::{Address, Answer, Options, Question, QuestionKind};
use shared::lang::{Lang, Words};

/// Writes the answer to a question.
pub(crate) fn answer_words(question: &Question, answer: &Answer) -> Words {
    match answer {
        Answer::Text(text) => plain(text),
        Answer::Date(day) => plain(&date(*day)),
        Answer::Number(number) => number_words(&question.kind, *number),
        Answer::Choice(value) => option(options(&question.kind), value),
        Answer::Ticks(values) => {
            let ticked = values.iter().map(|value| option(options(&question.kind), value));
            joined(&ticked.collect::<Vec<_>>())
        }
        Answer::Address(place) => address(options(&question.kind), place),
    }
}

/// Writes an answer whose question is not in the catalogue of this version.
pub(crate) fn bare_answer(answer: &Answer) -> Words {
    match answer {
        Answer::Text(text) | Answer::Choice(text) => plain(text),
        Answer::Date(day) => plain(&date(*day)),
        Answer::Number(number) => plain(&number.to_string()),
        Answer::Ticks(values) => joined(&values.iter().map(|one| plain(one)).collect::<Vec<_>>()),
        Answer::Address(place) => address(None, place),
    }
}

fn number_words(kind: &QuestionKind, number: i64) -> Words {
    match kind {
        QuestionKind::Year(_) => plain(&number.to_string()),
        QuestionKind::Money { .. } => Words {
            vi: format!("{} ₫", grouped(number, '.')),
            en: format!("{} ₫", grouped(number, ',')),
        },
        QuestionKind::Number { unit: Some(unit), .. } => Words {
            vi: format!("{} {}", grouped(number, '.'), unit.vi),
            en: format!("{} {}", grouped(number, ','), unit.en),
        },
        QuestionKind::Number { unit: None, .. }
        | QuestionKind::Text { .. }
        | QuestionKind::Name
        | QuestionKind::LongText { .. }
        | QuestionKind::Date(_)
        | QuestionKind::Choice(_)
        | QuestionKind::Ticks(_)
        | QuestionKind::NationalId
        | QuestionKind::Phone
        | QuestionKind::Email
        | QuestionKind::Address { .. } => {
            Words { vi: grouped(number, '.'), en: grouped(number, ',') }
        }
    }
}

fn options(kind: &QuestionKind) -> Option<&Options> {
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

fn option(options: Option<&Options>, value: &str) -> Words {
    let known = options.and_then(|known| known.options.iter().find(|one| one.value == value));
    known.map_or_else(|| plain(value), |one| one.label.clone())
}

fn address(provinces: Option<&Options>, place: &Address) -> Words {
    let province = option(provinces, &place.province);
    let parts = [plain(&place.detail), plain(&place.commune), province];
    joined(&parts.into_iter().filter(|part| !part.vi.trim().is_empty()).collect::<Vec<_>>())
}

fn joined(parts: &[Words]) -> Words {
    let join = |lang| parts.iter().map(|part| part.get(lang)).collect::<Vec<_>>().join(", ");
    Words { vi: join(Lang::Vi), en: join(Lang::En) }
}

fn plain(text: &str) -> Words {
    Words { vi: text.to_owned(), en: text.to_owned() }
}

fn date(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

fn grouped(number: i64, separator: char) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::from(if number < 0 { "-" } else { "" });
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_by_thousands() {
        let written = [0, 999, 1_000, 50_000_000, -1_234].map(|number| grouped(number, '.'));

        assert_eq!(written, ["0", "999", "1.000", "50.000.000", "-1.234"]);
    }
}
