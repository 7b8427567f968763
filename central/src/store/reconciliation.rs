//! What a hall believes the centre holds, beside what it holds.

use chrono::TimeDelta;
use shared::digest::Digest;
use shared::ids::{HallId, SubmissionId};
use shared::office::Incident;
use shared::reconciliation::{
    Acknowledged, AcknowledgedDay, Belief, Compared, DayPage, EpochFound, EpochHeld, EpochSent,
    PageDiffers, days_that_differ, judge_epoch,
};
use shared::time::{ServiceDay, Timestamp, from_wall_clock};
use sqlx::postgres::PgConnection;
use uuid::Uuid;

use super::incidents::report_within;
use super::{Store, StoreError, digest, signed, small, unsigned};

impl Store {
    /// Compares what a hall believes; each finding is an incident in the same transaction.
    pub async fn compare(
        &self,
        hall: HallId,
        belief: &Belief,
        since: ServiceDay,
        now: Timestamp,
    ) -> Result<(Compared, Vec<Incident>), StoreError> {
        let mut transaction = self.pool.begin().await?;
        let (mut journal, mut incidents) = (Vec::new(), Vec::new());
        for told in &belief.journal {
            let (held, at_sent) = held_of(&mut transaction, hall, *told).await?;
            journal.push(EpochHeld { epoch: told.epoch, up_to: held });
            incidents.extend(incident(*told, held, judge_epoch(*told, held, at_sent)));
        }
        for incident in &incidents {
            report_within(&mut transaction, hall, incident, now).await?;
        }
        let held = days(&mut transaction, hall, since).await?;
        transaction.commit().await?;
        let days = days_that_differ(&belief.days, &held);
        Ok((Compared { journal, days }, incidents))
    }

    /// Compares one page of a day; what is missing or differs is an incident.
    pub async fn compare_page(
        &self,
        hall: HallId,
        day: ServiceDay,
        page: &DayPage,
        now: Timestamp,
    ) -> Result<(PageDiffers, Vec<Incident>), StoreError> {
        let mut transaction = self.pool.begin().await?;
        let (begins, ends) = span_of(day);
        let nil = Uuid::nil();
        let rows: Vec<(Uuid, Vec<u8>)> = sqlx::query_as(
            "SELECT submission, manifest_hash FROM dossiers JOIN inbox USING (submission)
             WHERE dossiers.hall = $1 AND received_at >= $2 AND received_at < $3
               AND submission > $4 AND ($5::uuid IS NULL OR submission <= $5)",
        )
        .bind(hall.0)
        .bind(begins)
        .bind(ends)
        .bind(page.after.map_or(nil, |after| after.0))
        .bind(page.up_to.map(|up_to| up_to.0))
        .fetch_all(&mut *transaction)
        .await?;
        let held = rows.into_iter().map(acknowledged).collect::<Result<Vec<_>, _>>()?;
        let differs = page.compare(&held);
        let incidents = incidents_of(day, &differs);
        for incident in &incidents {
            report_within(&mut transaction, hall, incident, now).await?;
        }
        transaction.commit().await?;
        Ok((differs, incidents))
    }
}

fn incidents_of(day: ServiceDay, differs: &PageDiffers) -> Vec<Incident> {
    let count = differs.missing.len() as u64;
    let missing = (count > 0).then_some(Incident::AcknowledgedMissing { day, count });
    let others = differs.other_bytes.iter();
    missing
        .into_iter()
        .chain(others.map(|submission| Incident::OtherBytes { submission: *submission }))
        .collect()
}

fn incident(told: EpochSent, held: u64, found: EpochFound) -> Option<Incident> {
    match found {
        EpochFound::Fits => None,
        EpochFound::Forgotten => Some(Incident::JournalForgotten { held, said: told.sent }),
        EpochFound::Forked => Some(Incident::ChainBroken { seq: told.sent }),
        EpochFound::Ahead => Some(Incident::JournalAhead { held, head: told.head }),
    }
}

/// How far an epoch is held, and the hash at the last entry that the hall sent.
async fn held_of(
    connection: &mut PgConnection,
    hall: HallId,
    told: EpochSent,
) -> Result<(u64, Option<Digest>), StoreError> {
    let row: Option<(i64, Option<Vec<u8>>)> = sqlx::query_as(
        "SELECT head.seq, sent.hash FROM journal_heads head
         LEFT JOIN journal_entries sent
           ON sent.hall = head.hall AND sent.epoch = head.epoch AND sent.seq = $3
         WHERE head.hall = $1 AND head.epoch = $2",
    )
    .bind(hall.0)
    .bind(small(told.epoch))
    .bind(signed(told.sent))
    .fetch_optional(connection)
    .await?;
    let Some((seq, hash)) = row else { return Ok((0, None)) };
    Ok((unsigned(seq), hash.map(digest).transpose()?))
}

/// What was acknowledged to a hall, summed up by day.
async fn days(
    connection: &mut PgConnection,
    hall: HallId,
    since: ServiceDay,
) -> Result<Vec<AcknowledgedDay>, StoreError> {
    let rows: Vec<(Timestamp, Uuid, Vec<u8>)> = sqlx::query_as(
        "SELECT received_at, submission, manifest_hash
         FROM dossiers JOIN inbox USING (submission)
         WHERE dossiers.hall = $1 AND received_at >= $2",
    )
    .bind(hall.0)
    .bind(span_of(since).0)
    .fetch_all(connection)
    .await?;
    let each = rows.into_iter().map(|(received_at, submission, hash)| {
        Ok((ServiceDay::of(received_at), acknowledged((submission, hash))?))
    });
    Ok(AcknowledgedDay::each(each.collect::<Result<Vec<_>, StoreError>>()?))
}

fn acknowledged((submission, hash): (Uuid, Vec<u8>)) -> Result<Acknowledged, StoreError> {
    Ok(Acknowledged { submission: SubmissionId(submission), manifest: digest(hash)? })
}

/// The moment a service day begins and the one it ends before.
fn span_of(day: ServiceDay) -> (Timestamp, Timestamp) {
    let begins = from_wall_clock(day.0.and_time(chrono::NaiveTime::MIN));
    (begins, begins + TimeDelta::days(1))
}
