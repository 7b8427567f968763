//! A Vietnamese telephone number in its national form.

use std::fmt;

/// A number that can be rung or sent a message. `Debug` prints a mask.
#[derive(Clone, PartialEq, Eq)]
pub struct Phone(String);

/// Why a text is no Vietnamese telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a Vietnamese telephone number")]
pub struct PhoneProblem;

impl Phone {
    /// Reads a number written with spaces, dots, hyphens or `+84`.
    pub fn parse(text: &str) -> Result<Self, PhoneProblem> {
        let plain: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '(' | ')'))
            .collect();
        let national = match plain.strip_prefix("+84").or_else(|| plain.strip_prefix("0084")) {
            Some(rest) => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
            None => plain,
        };
        let is_number = national.bytes().all(|byte| byte.is_ascii_digit());
        if is_number && (is_mobile(&national) || is_fixed(&national)) {
            Ok(Self(national))
        } else {
            Err(PhoneProblem)
        }
    }

    /// Says whether a short message can reach it.
    pub fn is_mobile(&self) -> bool {
        is_mobile(&self.0)
    }
}

fn is_mobile(national: &str) -> bool {
    national.len() == 10 && ["03", "05", "07", "08", "09"].iter().any(|p| national.starts_with(p))
}

fn is_fixed(national: &str) -> bool {
    national.len() == 11 && national.starts_with("02")
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(***)")
    }
}
