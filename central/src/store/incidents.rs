//! Incidents: what a person at the centre must look at.

use shared::ids::{HallId, OfficerId};
use shared::office::{Incident, IncidentView, Seen};
use shared::time::Timestamp;
use sqlx::postgres::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use super::{Store, StoreError, signed, unsigned};

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
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT i.number, i.last_at, i.first_at, i.times, i.hall, h.name, i.incident,
                    o.name, i.seen_at
             FROM incidents i JOIN halls h USING (hall)
             LEFT JOIN officers o ON o.officer = i.seen_by AND i.seen_at >= i.last_at
             ORDER BY i.last_at DESC LIMIT $1",
        )
        .bind(limit)
        .fetch_all(&self.pool)
        .await?;
        Ok(rows.into_iter().map(view).collect())
    }

    /// Remembers who looked at an incident; none when there is no such incident.
    pub async fn see_incident(
        &self,
        number: u64,
        officer: OfficerId,
        now: Timestamp,
    ) -> Result<Option<IncidentView>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "WITH seen AS (
                 UPDATE incidents SET seen_at = greatest($3, last_at), seen_by = $2
                 WHERE number = $1 RETURNING *
             )
             SELECT i.number, i.last_at, i.first_at, i.times, i.hall, h.name, i.incident,
                    o.name, i.seen_at
             FROM seen i JOIN halls h USING (hall) JOIN officers o ON o.officer = i.seen_by",
        )
        .bind(signed(number))
        .bind(officer.0)
        .bind(now)
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.map(view))
    }
}

/// An incident, its hall, and who looked at it.
type Row = (
    i64,
    Timestamp,
    Timestamp,
    i64,
    Uuid,
    String,
    Json<Incident>,
    Option<String>,
    Option<Timestamp>,
);

fn view(row: Row) -> IncidentView {
    let (number, at, first_at, times, hall, hall_name, incident, by, seen_at) = row;
    IncidentView {
        number: unsigned(number),
        at,
        first_at,
        times: unsigned(times),
        hall: HallId(hall),
        hall_name,
        incident: incident.0,
        seen: by.zip(seen_at).map(|(by, at)| Seen { by, at }),
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
