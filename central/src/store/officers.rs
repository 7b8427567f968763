//! Officers of the office: accounts, one-time set-up links and sessions.

use shared::credential::StoredPassword;
use shared::digest::Digest;
use shared::ids::OfficerId;
use shared::time::Timestamp;
use uuid::Uuid;

use super::{Store, StoreError};

/// An officer's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficerRow {
    /// The account.
    pub officer: OfficerId,
    /// The sign-in name.
    pub name: String,
    /// The password, once one was chosen.
    pub password: Option<StoredPassword>,
}

impl Store {
    /// Adds an account, or finds it by its folded name, and keeps one set-up link for it.
    ///
    /// Earlier links of the account end; its password stays until another is chosen.
    pub async fn add_officer(
        &self,
        fresh: &OfficerRow,
        name_folded: &str,
        link: Digest,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        sqlx::query(
            "INSERT INTO officers (officer, name, name_folded, created_at)
             VALUES ($1, $2, $3, $4) ON CONFLICT (name_folded) DO NOTHING",
        )
        .bind(fresh.officer.0)
        .bind(&fresh.name)
        .bind(name_folded)
        .bind(now)
        .execute(&mut *transaction)
        .await?;
        let officer: Uuid =
            sqlx::query_scalar("SELECT officer FROM officers WHERE name_folded = $1 FOR UPDATE")
                .bind(name_folded)
                .fetch_one(&mut *transaction)
                .await?;
        sqlx::query("DELETE FROM setup_links WHERE officer = $1")
            .bind(officer)
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "INSERT INTO setup_links (token_digest, officer, expires_at) VALUES ($1, $2, $3)",
        )
        .bind(&link.0[..])
        .bind(officer)
        .bind(expires_at)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Whether a set-up link can still be used.
    pub async fn is_link_open(&self, link: Digest, now: Timestamp) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM setup_links
                                  WHERE token_digest = $1 AND expires_at > $2)";
        let query = sqlx::query_scalar(sql).bind(&link.0[..]).bind(now);
        Ok(query.fetch_one(&self.pool).await?)
    }

    /// Spends a set-up link for a password and ends the account's sessions; false when it is spent.
    pub async fn choose_password(
        &self,
        link: Digest,
        password: &StoredPassword,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.pool.begin().await?;
        let sql = "DELETE FROM setup_links WHERE token_digest = $1 AND expires_at > $2
                   RETURNING officer";
        let officer: Option<Uuid> = sqlx::query_scalar(sql)
            .bind(&link.0[..])
            .bind(now)
            .fetch_optional(&mut *transaction)
            .await?;
        if let Some(officer) = officer {
            sqlx::query("UPDATE officers SET password = $2 WHERE officer = $1")
                .bind(officer)
                .bind(&password.0)
                .execute(&mut *transaction)
                .await?;
            sqlx::query("DELETE FROM sessions WHERE officer = $1")
                .bind(officer)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(officer.is_some())
    }

    /// Finds an account by its folded name.
    pub async fn officer(&self, name_folded: &str) -> Result<Option<OfficerRow>, StoreError> {
        let row: Option<(Uuid, String, Option<String>)> =
            sqlx::query_as("SELECT officer, name, password FROM officers WHERE name_folded = $1")
                .bind(name_folded)
                .fetch_optional(&self.pool)
                .await?;
        Ok(row.map(|(officer, name, password)| OfficerRow {
            officer: OfficerId(officer),
            name,
            password: password.map(StoredPassword),
        }))
    }

    /// Begins a session and forgets those that have expired.
    pub async fn begin_session(
        &self,
        token: Digest,
        officer: OfficerId,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        sqlx::query("DELETE FROM sessions WHERE expires_at <= $1")
            .bind(now)
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "INSERT INTO sessions (token_digest, officer, created_at, expires_at)
             VALUES ($1, $2, $3, $4)",
        )
        .bind(&token.0[..])
        .bind(officer.0)
        .bind(now)
        .bind(expires_at)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Finds the officer of a session.
    pub async fn session(
        &self,
        token: Digest,
        now: Timestamp,
    ) -> Result<Option<(OfficerId, String)>, StoreError> {
        let sql = "SELECT o.officer, o.name FROM sessions s JOIN officers o USING (officer)
                   WHERE s.token_digest = $1 AND s.expires_at > $2";
        let row: Option<(Uuid, String)> =
            sqlx::query_as(sql).bind(&token.0[..]).bind(now).fetch_optional(&self.pool).await?;
        Ok(row.map(|(officer, name)| (OfficerId(officer), name)))
    }

    /// Ends a session.
    pub async fn end_session(&self, token: Digest) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM sessions WHERE token_digest = $1")
            .bind(&token.0[..])
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}
