//! Incidents: what a person at the centre must look at.

use shared::ids::HallId;
use shared::office::{Incident, IncidentView};
use shared::time::Timestamp;
use sqlx::postgres::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use super::{Store, StoreError};

impl Store {
    /// Writes down an incident; the same one again only renews its time.
    pub async fn report(
        &self,
        hall: HallId,
        incident: &Incident,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        report_within(&mut transaction, hall, incident, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Lists the latest incidents, newest first.
    pub async fn incidents(&self, limit: i64) -> Result<Vec<IncidentView>, StoreError> {
        let rows: Vec<(Timestamp, Uuid, Json<Incident>)> = sqlx::query_as(
            "SELECT last_at, hall, incident FROM incidents ORDER BY last_at DESC LIMIT $1",
        )
        .bind(limit)
        .fetch_all(&self.pool)
        .await?;
        let view = |(at, hall, incident): (_, _, Json<_>)| IncidentView {
            at,
            hall: HallId(hall),
            incident: incident.0,
        };
        Ok(rows.into_iter().map(view).collect())
    }
}

/// Writes down an incident inside another operation's transaction.
pub(super) async fn report_within(
    connection: &mut PgConnection,
    hall: HallId,
    incident: &Incident,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO incidents (hall, incident, first_at, last_at) VALUES ($1, $2, $3, $3)
         ON CONFLICT (hall, incident)
         DO UPDATE SET last_at = excluded.last_at, times = incidents.times + 1",
    )
    .bind(hall.0)
    .bind(Json(incident))
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}
