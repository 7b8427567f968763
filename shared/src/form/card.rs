//! Fills the answers about one person from a chip card; the person sees and can correct them.

use super::FormSchema;
use super::answer::{Answer, Answers};
use super::question::{CITIZEN_CARD, CardField, Who};
use crate::identity_card::IdentityCard;

/// Gives the answers that the card holds about this person of the form.
pub fn answers_from_card(schema: &FormSchema, who: Who, card: &IdentityCard) -> Answers {
    schema
        .questions()
        .filter(|question| question.who == who)
        .filter_map(|question| Some((question.code.clone(), answer(question.from_card?, card))))
        .collect()
}

fn answer(field: CardField, card: &IdentityCard) -> Answer {
    match field {
        CardField::NationalId => Answer::Text(card.number.as_str().to_owned()),
        CardField::Name => Answer::Text(card.name.clone()),
        CardField::Born => Answer::Date(card.born),
        CardField::Paper => Answer::Choice(CITIZEN_CARD.to_owned()),
        CardField::Sex => Answer::Choice(card.sex.value().to_owned()),
    }
}
