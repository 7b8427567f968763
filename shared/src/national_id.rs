//! The personal number of twelve digits: where registered, sex with century, year, six more.
//!
//! The first three digits keep the provinces of before 2025; they stay printed in every number.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::identity_card::Sex;

/// A personal number that can exist. `Debug` prints a mask.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(try_from = "String", into = "String")]
pub struct NationalId(String);

/// Why a text is no personal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NationalIdProblem {
    /// There are not twelve digits.
    #[error("a personal number has twelve digits")]
    NotTwelveDigits,
    /// The first three digits name no province or country.
    #[error("the first three digits name no place of registration")]
    UnknownPlace,
}

/// Codes below 100 that name a province of before 2025.
const PROVINCES: [u8; 63] = [
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37,
    38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77,
    79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
];

impl NationalId {
    /// Reads a number; spaces, dots and hyphens between digits are ignored.
    pub fn parse(text: &str) -> Result<Self, NationalIdProblem> {
        let digits: String =
            text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect();
        if digits.len() != 12 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NationalIdProblem::NotTwelveDigits);
        }
        let number = Self(digits);
        let place = number.number_at(0, 3);
        let is_known = place >= 100 || PROVINCES.iter().any(|code| u16::from(*code) == place);
        if is_known { Ok(number) } else { Err(NationalIdProblem::UnknownPlace) }
    }

    /// The twelve digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The sex that the fourth digit says.
    pub fn sex(&self) -> Sex {
        if self.number_at(3, 4).is_multiple_of(2) { Sex::Male } else { Sex::Female }
    }

    /// The year of birth that digits four to six say.
    pub fn birth_year(&self) -> u16 {
        1900 + self.number_at(3, 4) / 2 * 100 + self.number_at(4, 6)
    }

    fn number_at(&self, from: usize, to: usize) -> u16 {
        self.0[from..to].parse().expect("twelve ASCII digits were counted")
    }
}

impl TryFrom<String> for NationalId {
    type Error = NationalIdProblem;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<NationalId> for String {
    fn from(number: NationalId) -> Self {
        number.0
    }
}

impl fmt::Debug for NationalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NationalId(***)")
    }
}
