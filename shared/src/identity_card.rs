//! Reads the QR code of the chip card. It is help for typing, not proof of identity.

use std::fmt;

use chrono::NaiveDate;

use crate::fold::fold;
use crate::form::tidy_line;
use crate::national_id::{NationalId, NationalIdProblem};

/// The sex that a card names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// Male.
    Male,
    /// Female.
    Female,
}

impl Sex {
    /// The value of the option in forms.
    pub fn value(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
        }
    }
}

/// What the QR code holds. `Debug` prints a mask.
#[derive(Clone, PartialEq, Eq)]
pub struct IdentityCard {
    /// The personal number.
    pub number: NationalId,
    /// The number of the card of before, if the holder had one.
    pub old_number: Option<String>,
    /// The full name.
    pub name: String,
    /// The date of birth.
    pub born: NaiveDate,
    /// The sex.
    pub sex: Sex,
    /// The registered residence, in one line.
    pub residence: String,
    /// The day of issue, where the card tells it.
    pub issued: Option<NaiveDate>,
}

/// Why a scan is not the QR code of a chip card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CardProblem {
    /// There are fewer fields than every card has.
    #[error("a card has at least seven fields, here are {0}")]
    TooFewFields(usize),
    /// The first field is no personal number.
    #[error(transparent)]
    Number(#[from] NationalIdProblem),
    /// There is no name.
    #[error("the name is empty")]
    NoName,
    /// The date of birth is not a day of the calendar.
    #[error("the date of birth is not a day")]
    NoBirthday,
    /// The sex is not named.
    #[error("the sex is neither of the two words")]
    NoSex,
}

/// The fields that every card has; later cards add more, which are ignored.
const FIELDS_MIN: usize = 7;

impl IdentityCard {
    /// Reads the text that a scanner gives.
    pub fn parse(scanned: &str) -> Result<Self, CardProblem> {
        let fields: Vec<String> = scanned.split('|').map(tidy_line).collect();
        let [number, old_number, name, born, sex, residence, issued, ..] = fields.as_slice() else {
            return Err(CardProblem::TooFewFields(fields.len().min(FIELDS_MIN)));
        };
        if name.is_empty() {
            return Err(CardProblem::NoName);
        }
        Ok(Self {
            number: NationalId::parse(number)?,
            old_number: (!old_number.is_empty()).then(|| old_number.clone()),
            name: name.clone(),
            born: day(born).ok_or(CardProblem::NoBirthday)?,
            sex: sex_of(sex).ok_or(CardProblem::NoSex)?,
            residence: residence.clone(),
            issued: day(issued),
        })
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (day, month) = (text[0..2].parse().ok()?, text[2..4].parse().ok()?);
    NaiveDate::from_ymd_opt(text[4..8].parse().ok()?, month, day)
}

fn sex_of(text: &str) -> Option<Sex> {
    match fold(text).as_str() {
        "nam" => Some(Sex::Male),
        "nu" => Some(Sex::Female),
        _ => None,
    }
}

impl fmt::Debug for IdentityCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdentityCard(***)")
    }
}
