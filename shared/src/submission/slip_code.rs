//! The code on a submission slip.

use serde::{Deserialize, Serialize};

use crate::ids::SubmissionId;

/// The code on a submission slip: eight signs of Crockford's base 32, `7K3M-2QXP`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct SlipCode(pub String);

const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl SlipCode {
    /// Derives the code from 40 of the random bits of the submission's id.
    pub fn of(submission: SubmissionId) -> Self {
        let bits = submission.0.as_u128() & ((1 << 40) - 1);
        let mut text = String::with_capacity(9);
        for place in 0..8 {
            if place == 4 {
                text.push('-');
            }
            let sign = (bits >> (35 - 5 * place)) & 31;
            text.push(char::from(CROCKFORD[sign as usize]));
        }
        Self(text)
    }

    /// Reads what a person typed: any case, with or without the dash, `O` for `0`, `I` for `1`.
    pub fn read(typed: &str) -> Option<Self> {
        let mut signs = String::with_capacity(9);
        for sign in typed.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            let sign = match sign.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            if !sign.is_ascii() || !CROCKFORD.contains(&(sign as u8)) {
                return None;
            }
            if signs.len() == 4 {
                signs.push('-');
            }
            signs.push(sign);
        }
        (signs.len() == 9).then_some(Self(signs))
    }
}

impl std::fmt::Display for SlipCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
