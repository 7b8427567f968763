//! Officers' accounts. There is no default password: a one-time link lets the officer choose one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shared::credential::{StoredPassword, Token};
use shared::digest::Digest;
use shared::fold::fold;
use shared::ids::OfficerId;
use shared::refusal::Refusal;
use shared::time::Timestamp;
use uuid::Uuid;

use super::error::{StoreError, StoreFault};
use super::rooms::{Room, Rows as _, parse};
use super::work::Work;
use super::{Store, sessions};

/// How long a set-up link can be used.
const LINK_HOURS: i64 = 24;
/// The longest sign-in name.
pub(super) const NAME_SIGNS_MAX: usize = 80;

/// An account that was added, and the secret of its set-up link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficerAdded {
    /// The officer.
    pub officer: OfficerId,
    /// What the link carries; only its digest is stored.
    pub token: Token,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct OfficerRow {
    id: OfficerId,
    name: String,
    password: Option<StoredPassword>,
    link: Option<Digest>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct LinkRow {
    name: String,
    expires_at: Timestamp,
}

/// An account as a sign-in needs it.
#[derive(Debug, Clone)]
pub struct Account {
    /// The officer.
    pub officer: OfficerId,
    /// The sign-in name, as it was given out.
    pub name: String,
    /// The password, once one was chosen.
    pub password: Option<StoredPassword>,
}

impl Store {
    /// Adds an officer, or gives a known one a fresh set-up link.
    pub async fn add_officer(&self, name: &str) -> Result<OfficerAdded, StoreError> {
        let key = key(name).ok_or(Refusal::UnknownFields)?;
        let name = name.trim().to_owned();
        let token = Token::from_random(&rand::random());
        let fresh = OfficerId(Uuid::now_v7());
        self.write(move |work| {
            let known: Option<OfficerRow> = work.row(Room::Officers, key.as_bytes())?;
            let known = known.unwrap_or(OfficerRow { id: fresh, name, password: None, link: None });
            if let Some(old) = known.link {
                work.remove(Room::SetUpLinks, &old.0)?;
            }
            let digest = token.digest();
            let expires_at = work.now() + chrono::TimeDelta::hours(LINK_HOURS);
            let link = LinkRow { name: key.clone(), expires_at };
            work.put(Room::SetUpLinks, &digest.0, &link)?;
            let row = OfficerRow { link: Some(digest), ..known };
            work.put(Room::Officers, key.as_bytes(), &row)?;
            Ok(OfficerAdded { officer: row.id, token })
        })
        .await
    }

    /// Whether a set-up link can still be used.
    pub fn is_link_open(&self, token: &Token) -> Result<(), StoreError> {
        let digest = token.digest();
        let link: Option<LinkRow> = self.read(|rows| Ok(rows.row(Room::SetUpLinks, &digest.0)?))?;
        let now = self.shared.clock.now();
        link.filter(|link| now < link.expires_at).map(drop).ok_or(Refusal::LinkUsed.into())
    }

    /// Stores the password chosen through a set-up link; the link is used up.
    pub async fn choose_password(
        &self,
        token: &Token,
        password: StoredPassword,
    ) -> Result<(), StoreError> {
        let digest = token.digest();
        self.write(move |work| {
            let link: Option<LinkRow> = work.row(Room::SetUpLinks, &digest.0)?;
            let now = work.now();
            let link = link.filter(|link| now < link.expires_at).ok_or(Refusal::LinkUsed)?;
            let row = officer(work, &link.name)?.ok_or(Refusal::LinkUsed)?;
            work.remove(Room::SetUpLinks, &digest.0)?;
            let row = OfficerRow { password: Some(password), link: None, ..row };
            work.put(Room::Officers, link.name.as_bytes(), &row)?;
            sessions::end_of(work, row.id)?;
            Ok(())
        })
        .await
    }

    /// The sign-in name of every officer.
    pub fn officer_names(&self) -> Result<BTreeMap<OfficerId, String>, StoreError> {
        let rows: Vec<OfficerRow> = self.read(|rows| {
            Ok(rows.collect(Room::Officers, &[], usize::MAX, |_, row| parse(Room::Officers, row))?)
        })?;
        Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
    }

    /// The account of a sign-in name, in any case and with or without accents.
    pub fn account(&self, name: &str) -> Result<Option<Account>, StoreError> {
        let Some(key) = key(name) else { return Ok(None) };
        let row: Option<OfficerRow> =
            self.read(|rows| Ok(rows.row(Room::Officers, key.as_bytes())?))?;
        Ok(row.map(|OfficerRow { id: officer, name, password, .. }| Account {
            officer,
            name,
            password,
        }))
    }
}

fn key(name: &str) -> Option<String> {
    let key = fold(name);
    (!key.is_empty() && name.chars().count() <= NAME_SIGNS_MAX).then_some(key)
}

fn officer(work: &Work<'_>, key: &str) -> Result<Option<OfficerRow>, StoreFault> {
    work.rows.row(Room::Officers, key.as_bytes())
}
