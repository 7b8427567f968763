//! What an administrator does at the command line: hand out codes and set-up links.

use chrono::TimeDelta;
use data_encoding::{Encoding, Specification};
use shared::credential::Token;
use shared::digest::Digest;
use shared::fold::fold;
use shared::ids::OfficerId;
use shared::time::Timestamp;
use uuid::Uuid;

use crate::Config;
use crate::store::officers::OfficerRow;
use crate::store::{Store, StoreError};

/// How long a code or a link can be used.
const VALID: TimeDelta = TimeDelta::hours(24);
/// Connections of a command.
const CONNECTIONS: u32 = 2;
/// 80 random bits: sixteen signs of base 32.
const CODE_BYTES: usize = 10;
const CODE_GROUP: usize = 4;

/// Why a command cannot do its work.
#[derive(Debug, thiserror::Error)]
pub enum AdminError {
    /// The name is blank or too long.
    #[error("the name must have 1 to 200 bytes")]
    Name,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes a one-time code with which a hall of this name can be enrolled for a day.
pub async fn enrolment_code(
    config: &Config,
    hall_name: &str,
    now: Timestamp,
) -> Result<String, AdminError> {
    let name = check_name(hall_name)?;
    let code = readable_code(rand::random());
    let store = Store::open(&config.database_url, CONNECTIONS).await?;
    store.add_enrolment_code(enrolment_code_digest(&code), name, now, now + VALID).await?;
    store.close().await;
    Ok(code)
}

/// Adds an officer, or finds the account of that name, and makes a one-time set-up link for a day.
pub async fn add_officer(
    config: &Config,
    name: &str,
    now: Timestamp,
) -> Result<String, AdminError> {
    let name = check_name(name)?.to_owned();
    let token = Token::from_random(&rand::random());
    let folded = fold(&name);
    let fresh = OfficerRow { officer: OfficerId(Uuid::now_v7()), name, password: None };
    let store = Store::open(&config.database_url, CONNECTIONS).await?;
    store.add_officer(&fresh, &folded, token.digest(), now, now + VALID).await?;
    store.close().await;
    Ok(format!("{}/office/setup#{}", config.public_url, token.reveal()))
}

/// The digest of a code as it may be typed: any case, with or without dashes, `O` for `0`.
pub(crate) fn enrolment_code_digest(typed: &str) -> Digest {
    let signs = typed.chars().filter(|sign| !sign.is_whitespace() && *sign != '-');
    let plain = signs.map(|sign| match sign.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    });
    Digest::of(plain.collect::<String>().as_bytes())
}

fn readable_code(random: [u8; CODE_BYTES]) -> String {
    let signs = crockford().encode(&random);
    let groups: Vec<&str> = (0..signs.len() / CODE_GROUP)
        .map(|group| &signs[group * CODE_GROUP..(group + 1) * CODE_GROUP])
        .collect();
    groups.join("-")
}

fn crockford() -> Encoding {
    let mut specification = Specification::new();
    specification.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    specification.encoding().expect("thirty-two different signs make base 32")
}

fn check_name(name: &str) -> Result<&str, AdminError> {
    let name = name.trim();
    let is_long = name.len() > 200 || fold(name).is_empty();
    if is_long { Err(AdminError::Name) } else { Ok(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_enrolment_code_is_the_same_however_it_is_typed() {
        let code = readable_code([0x01; CODE_BYTES]);

        let typed = code.to_lowercase().replace('-', " ").replace('0', "o");

        assert_eq!(code.len(), 19);
        assert_eq!(enrolment_code_digest(&typed), enrolment_code_digest(&code));
    }
}
