//! Passwords and tokens: what is stored is never what is typed or sent.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

use crate::digest::Digest;

/// The fewest signs of a password (NIST SP 800-63B-4 asks for at least 8 beside other limits).
pub const PASSWORD_SIGNS_MIN: usize = 10;
/// The most bytes of a password; more only costs time.
pub const PASSWORD_BYTES_MAX: usize = 256;

/// Why a password cannot be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// It has fewer than [`PASSWORD_SIGNS_MIN`] signs.
    #[error("the password is too short")]
    TooShort,
    /// It has more than [`PASSWORD_BYTES_MAX`] bytes.
    #[error("the password is too long")]
    TooLong,
}

/// A password as it is stored: argon2id in PHC form.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoredPassword(pub String);

impl std::fmt::Debug for StoredPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StoredPassword(masked)")
    }
}

impl StoredPassword {
    /// Hashes a password that a person chose. Costs about a tenth of a second of one core.
    pub fn choose(password: &str, salt: &[u8; 16]) -> Result<Self, PasswordError> {
        if password.chars().count() < PASSWORD_SIGNS_MIN {
            return Err(PasswordError::TooShort);
        }
        if password.len() > PASSWORD_BYTES_MAX {
            return Err(PasswordError::TooLong);
        }
        let hash = argon2id()
            .hash_password_with_salt(password.as_bytes(), salt)
            .expect("the parameters are constant and valid");
        Ok(Self(hash.to_string()))
    }

    /// Whether this is the password. Costs as much as choosing it.
    pub fn is(&self, password: &str) -> bool {
        PasswordHash::new(&self.0)
            .is_ok_and(|hash| argon2id().verify_password(password.as_bytes(), &hash).is_ok())
    }
}

/// A secret that travels in a cookie or a link; only its digest is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(masked)")
    }
}

impl Token {
    /// Writes 32 random bytes.
    pub fn from_random(random: &[u8; 32]) -> Self {
        Self(BASE64URL_NOPAD.encode(random))
    }

    /// Takes what came in.
    pub fn received(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// What travels.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored. The token has 256 random bits, so a plain digest cannot be guessed back.
    pub fn digest(&self) -> Digest {
        Digest::of(self.0.as_bytes())
    }
}

/// Memory 19 MiB, two passes, one lane: the OWASP minimum for argon2id.
fn argon2id() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).expect("constant and within the bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}
