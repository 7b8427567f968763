//! What is in a copy, by name, length and digest, and the passphrase that opens it.

use std::fmt;

use serde::{Deserialize, Serialize};
use shared::digest::Digest;
use shared::time::Timestamp;
use zeroize::Zeroizing;

use super::{BackupError, Copied};

/// The last part: the list of all others.
pub(crate) const CONTENTS: &str = "contents.json";
/// What the names of records begin with.
pub(crate) const RECORDS: &str = "rows/";
/// What the other names are, or begin with.
pub(crate) const SECRETS_AND_FILES: [&str; 3] = ["hall.key", "hall.secret", "files/"];

const PASSPHRASE_SIGNS_MIN: usize = 12;

/// A passphrase; it prints as a mask.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }

    pub(super) fn check_length(&self) -> Result<(), BackupError> {
        let is_long = self.0.chars().count() >= PASSPHRASE_SIGNS_MIN;
        if is_long { Ok(()) } else { Err(BackupError::TooShort(PASSPHRASE_SIGNS_MIN)) }
    }
}

impl From<String> for Passphrase {
    fn from(typed: String) -> Self {
        Self(Zeroizing::new(typed))
    }
}

impl From<Passphrase> for String {
    fn from(passphrase: Passphrase) -> Self {
        passphrase.0.as_str().to_owned()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// The name of a record of rows.
pub(super) fn name_of_record(number: u64) -> String {
    format!("{RECORDS}{number:08}")
}

/// One part of a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Part {
    name: String,
    bytes: u64,
    sha256: Digest,
}

impl Part {
    pub(crate) fn of(name: &str, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), bytes: bytes.len() as u64, sha256: Digest::of(bytes) }
    }
}

/// The list of the parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Contents {
    /// The version of the node that made it.
    version: String,
    pub(crate) made_at: Timestamp,
    pub(crate) parts: Vec<Part>,
    /// Over the list of parts; written last.
    all: Option<Digest>,
}

impl Contents {
    pub(crate) fn new(made_at: Timestamp) -> Self {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Self { version, made_at, parts: Vec::new(), all: None }
    }

    pub(crate) fn copied(&self) -> Copied {
        let bytes = self.parts.iter().map(|part| part.bytes).sum();
        Copied { parts: self.parts.len() as u64, bytes }
    }

    /// The list as it is written.
    pub(super) fn sealed_list(&self) -> Vec<u8> {
        let all = Some(digest(&self.parts));
        json(&Self { all, ..self.clone() })
    }

    /// Reads the list and compares it with the parts that were found.
    pub(crate) fn read(text: &[u8], found: &[Part]) -> Result<Self, BackupError> {
        let list: Self = serde_json::from_slice(text)
            .map_err(|_| BackupError::Broken("its list of parts cannot be read".to_owned()))?;
        if list.all != Some(digest(&list.parts)) {
            return Err(BackupError::Broken("its list of parts was altered".to_owned()));
        }
        let differs = list.parts.iter().zip(found).find(|(listed, found)| listed != found);
        if let Some((listed, _)) = differs {
            return Err(BackupError::Broken(format!("{} is not what was copied", listed.name)));
        }
        if list.parts.len() != found.len() {
            return Err(BackupError::Broken("parts are missing, or there are too many".to_owned()));
        }
        Ok(list)
    }
}

fn digest(parts: &[Part]) -> Digest {
    Digest::of(&json(&parts))
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("a list has no map keys that can fail")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_differs_from_what_was_found_is_broken() {
        let (one, two) = (Part::of("rows/1", b"one"), Part::of("rows/2", b"two"));
        let mut contents = Contents::new(Timestamp::UNIX_EPOCH);
        contents.parts = vec![one.clone(), two.clone()];
        let list = contents.sealed_list();
        let altered = String::from_utf8(list.clone()).expect("it is text").replace("/2", "/3");

        assert!(Contents::read(&list, &[one.clone(), two.clone()]).is_ok());
        assert!(Contents::read(&list, &[two.clone(), one.clone()]).is_err());
        assert!(Contents::read(&list, std::slice::from_ref(&one)).is_err());
        assert!(Contents::read(altered.as_bytes(), &[one, two]).is_err());
        assert!(Contents::read(b"{}", &[]).is_err());
    }

    #[test]
    fn a_passphrase_prints_as_a_mask() {
        let passphrase = Passphrase::from("correct horse".to_owned());

        assert_eq!(format!("{passphrase:?}"), "Passphrase(…)");
    }
}
