//! Halls: how they are enrolled, and how they say they are.

use shared::bytes::Base64;
use shared::digest::Digest;
use shared::ids::HallId;
use shared::intake::Heartbeat;
use shared::office::Incident;
use shared::time::Timestamp;
use sqlx::postgres::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use super::feed::tell_new_hall;
use super::incidents::report_within;
use super::{Store, StoreError};

/// A hall that was enrolled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolledHall {
    /// Its identity.
    pub hall: HallId,
    /// Its name.
    pub name: String,
    /// Its public key.
    pub key: Base64,
}

/// What became of an enrolment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Enrolling {
    /// The hall is known, since this request or since an earlier one with the same key.
    Enrolled(EnrolledHall),
    /// The code is unknown, has expired, or belongs to another hall.
    Refused,
}

/// A hall as the office sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HallRow {
    /// The hall.
    pub hall: HallId,
    /// Its name.
    pub name: String,
    /// When it was enrolled.
    pub enrolled_at: Timestamp,
    /// The last word it gave of itself, and when.
    pub heard: Option<(Timestamp, Heartbeat)>,
}

impl Store {
    /// Keeps a one-time code for a new hall.
    pub async fn add_enrolment_code(
        &self,
        code: Digest,
        hall_name: &str,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO enrolment_codes (code_digest, hall_name, created_at, expires_at)
             VALUES ($1, $2, $3, $4)",
        )
        .bind(&code.0[..])
        .bind(hall_name)
        .bind(now)
        .bind(expires_at)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Enrols a hall with a one-time code; the same code with the same key again is the same hall.
    pub async fn enrol(
        &self,
        code: Digest,
        key: &Base64,
        fresh: HallId,
        now: Timestamp,
    ) -> Result<Enrolling, StoreError> {
        let mut transaction = self.pool.begin().await?;
        let sql = "SELECT hall_name, expires_at, used_by FROM enrolment_codes
                   WHERE code_digest = $1 FOR UPDATE";
        let row: Option<(String, Timestamp, Option<Uuid>)> =
            sqlx::query_as(sql).bind(&code.0[..]).fetch_optional(&mut *transaction).await?;
        let answer = match row {
            Some((_, _, Some(user))) => {
                let known = hall_within(&mut transaction, HallId(user)).await?;
                known.filter(|hall| hall.key == *key)
            }
            Some((name, expires_at, None)) if now <= expires_at => {
                let hall = EnrolledHall { hall: fresh, name, key: key.clone() };
                insert(&mut transaction, code, &hall, now).await?.then_some(hall)
            }
            Some((_, _, None)) | None => None,
        };
        transaction.commit().await?;
        Ok(answer.map_or(Enrolling::Refused, Enrolling::Enrolled))
    }

    /// Finds a hall.
    pub async fn hall(&self, hall: HallId) -> Result<Option<EnrolledHall>, StoreError> {
        let mut connection = self.pool.acquire().await?;
        hall_within(&mut connection, hall).await
    }

    /// Keeps the last word of a hall.
    /// Gives the name of the one before, and the incident that it is the word of an earlier life
    /// of the hall than one that is known.
    pub async fn keep_heartbeat(
        &self,
        hall: HallId,
        heartbeat: &Heartbeat,
        now: Timestamp,
    ) -> Result<(Option<Uuid>, Option<Incident>), StoreError> {
        let mut transaction = self.pool.begin().await?;
        let before: Option<String> = sqlx::query_scalar(
            "SELECT heartbeat ->> 'beat' FROM heartbeats WHERE hall = $1 FOR UPDATE",
        )
        .bind(hall.0)
        .fetch_optional(&mut *transaction)
        .await?
        .flatten();
        sqlx::query(
            "INSERT INTO heartbeats (hall, heard_at, heartbeat) VALUES ($1, $2, $3)
             ON CONFLICT (hall)
             DO UPDATE SET heard_at = excluded.heard_at, heartbeat = excluded.heartbeat",
        )
        .bind(hall.0)
        .bind(now)
        .bind(Json(heartbeat))
        .execute(&mut *transaction)
        .await?;
        let incident = two_lives(&mut transaction, hall, heartbeat.head.epoch).await?;
        if let Some(incident) = &incident {
            report_within(&mut transaction, hall, incident, now).await?;
        }
        transaction.commit().await?;
        Ok((before.and_then(|name| name.parse().ok()), incident))
    }

    /// Lists the halls by name.
    pub async fn halls(&self) -> Result<Vec<HallRow>, StoreError> {
        type Row = (Uuid, String, Timestamp, Option<Timestamp>, Option<Json<Heartbeat>>);
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT h.hall, h.name, h.enrolled_at, b.heard_at, b.heartbeat
             FROM halls h LEFT JOIN heartbeats b USING (hall) ORDER BY h.name, h.hall",
        )
        .fetch_all(&self.pool)
        .await?;
        let read = |(hall, name, enrolled_at, heard_at, heartbeat): Row| HallRow {
            hall: HallId(hall),
            name,
            enrolled_at,
            heard: heard_at.zip(heartbeat.map(|json| json.0)),
        };
        Ok(rows.into_iter().map(read).collect())
    }
}

/// An earlier life that speaks while the journal of a later one is held.
async fn two_lives(
    connection: &mut PgConnection,
    hall: HallId,
    epoch: u32,
) -> Result<Option<Incident>, StoreError> {
    let latest: Option<i32> =
        sqlx::query_scalar("SELECT max(epoch) FROM journal_heads WHERE hall = $1 AND seq > 0")
            .bind(hall.0)
            .fetch_one(connection)
            .await?;
    let latest = latest.and_then(|latest| u32::try_from(latest).ok());
    Ok(latest.filter(|latest| *latest > epoch).map(|latest| Incident::TwoLives { epoch, latest }))
}

async fn hall_within(
    connection: &mut PgConnection,
    hall: HallId,
) -> Result<Option<EnrolledHall>, StoreError> {
    let row: Option<(String, Vec<u8>)> =
        sqlx::query_as("SELECT name, key FROM halls WHERE hall = $1")
            .bind(hall.0)
            .fetch_optional(connection)
            .await?;
    Ok(row.map(|(name, key)| EnrolledHall { hall, name, key: Base64(key) }))
}

/// Adds the hall and spends the code; false when the key belongs to another hall.
async fn insert(
    connection: &mut PgConnection,
    code: Digest,
    hall: &EnrolledHall,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let inserted = sqlx::query(
        "INSERT INTO halls (hall, name, key, enrolled_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (key) DO NOTHING",
    )
    .bind(hall.hall.0)
    .bind(&hall.name)
    .bind(&hall.key.0)
    .bind(now)
    .execute(&mut *connection)
    .await?;
    if inserted.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query("UPDATE enrolment_codes SET used_by = $2 WHERE code_digest = $1")
        .bind(&code.0[..])
        .bind(hall.hall.0)
        .execute(&mut *connection)
        .await?;
    tell_new_hall(connection, hall.hall, now).await?;
    Ok(true)
}
