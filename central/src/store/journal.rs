//! The journals of the halls: appended in order, never rewritten.

use shared::digest::Digest;
use shared::ids::HallId;
use shared::journal::{Entry, Link, Position};
use shared::office::Incident;
use shared::time::Timestamp;
use sqlx::postgres::PgConnection;
use uuid::Uuid;

use super::incidents::report_within;
use super::{Store, StoreError, digest, signed, small, unsigned};
use crate::intake;

/// What became of a batch of entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JournalKept {
    /// Everything up to this number is held; what came with it told of these incidents, which
    /// are written down.
    UpTo(u64, Vec<Incident>),
    /// It does not meet what is held; this incident is written down and nothing is stored.
    Misfit(Incident),
}

impl Store {
    /// Appends a chain whose hashes and numbers meet, skipping what is held already.
    pub async fn append_journal(
        &self,
        hall: HallId,
        links: &[Link],
        entries: &[Entry],
        now: Timestamp,
    ) -> Result<JournalKept, StoreError> {
        let (Some(first), Some(last)) = (entries.first(), entries.last()) else {
            return Ok(JournalKept::UpTo(0, Vec::new()));
        };
        let epoch = first.position.epoch;
        let mut told = Vec::new();
        let mut transaction = self.pool.begin().await?;
        let (held, head) = lock_head(&mut transaction, hall, epoch).await?;
        let offered = Offered { hall, first: first.position, last: last.position, links };
        if let Some(incident) = offered.fault(&mut transaction, held, head).await? {
            report_within(&mut transaction, hall, &incident, now).await?;
            transaction.commit().await?;
            return Ok(JournalKept::Misfit(incident));
        }
        if last.position.seq > held {
            let skipped = usize::try_from(held + 1 - first.position.seq).unwrap_or(links.len());
            insert(&mut transaction, hall, epoch, held + 1, &links[skipped..]).await?;
            for incident in entries[skipped..].iter().filter_map(|one| Incident::of(&one.event)) {
                report_within(&mut transaction, hall, &incident, now).await?;
                told.push(incident);
            }
            let hash = links[links.len() - 1].hash;
            move_head(&mut transaction, hall, last.position, hash).await?;
        }
        transaction.commit().await?;
        Ok(JournalKept::UpTo(held.max(last.position.seq), told))
    }

    /// Gives the newest epoch of each hall with the last number held in it.
    pub async fn journal_heads(&self) -> Result<Vec<(HallId, Position)>, StoreError> {
        let rows: Vec<(Uuid, i32, i64)> = sqlx::query_as(
            "SELECT DISTINCT ON (hall) hall, epoch, seq FROM journal_heads
             ORDER BY hall, epoch DESC",
        )
        .fetch_all(&self.pool)
        .await?;
        let position =
            |epoch, seq| Position { epoch: u32::try_from(epoch).unwrap_or(0), seq: unsigned(seq) };
        Ok(rows.into_iter().map(|(hall, e, s)| (HallId(hall), position(e, s))).collect())
    }
}

struct Offered<'a> {
    hall: HallId,
    first: Position,
    last: Position,
    links: &'a [Link],
}

impl Offered<'_> {
    async fn fault(
        &self,
        connection: &mut PgConnection,
        held: u64,
        head: Digest,
    ) -> Result<Option<Incident>, StoreError> {
        let meets_at = intake::meets_at(held, self.last);
        let known = if meets_at == held {
            head
        } else {
            held_hash(connection, self.hall, self.first.epoch, meets_at).await?
        };
        Ok(intake::misfit(held, known, self.first, self.links))
    }
}

/// Takes the head of an epoch for this transaction, so that batches of one hall queue.
async fn lock_head(
    connection: &mut PgConnection,
    hall: HallId,
    epoch: u32,
) -> Result<(u64, Digest), StoreError> {
    sqlx::query(
        "INSERT INTO journal_heads (hall, epoch, seq, hash) VALUES ($1, $2, 0, $3)
         ON CONFLICT DO NOTHING",
    )
    .bind(hall.0)
    .bind(small(epoch))
    .bind(&Digest::ZERO.0[..])
    .execute(&mut *connection)
    .await?;
    let sql = "SELECT seq, hash FROM journal_heads WHERE hall = $1 AND epoch = $2 FOR UPDATE";
    let (seq, hash): (i64, Vec<u8>) =
        sqlx::query_as(sql).bind(hall.0).bind(small(epoch)).fetch_one(connection).await?;
    Ok((unsigned(seq), digest(hash)?))
}

async fn held_hash(
    connection: &mut PgConnection,
    hall: HallId,
    epoch: u32,
    seq: u64,
) -> Result<Digest, StoreError> {
    let sql = "SELECT hash FROM journal_entries WHERE hall = $1 AND epoch = $2 AND seq = $3";
    let hash: Vec<u8> = sqlx::query_scalar(sql)
        .bind(hall.0)
        .bind(small(epoch))
        .bind(signed(seq))
        .fetch_one(connection)
        .await?;
    digest(hash)
}

async fn insert(
    connection: &mut PgConnection,
    hall: HallId,
    epoch: u32,
    first_seq: u64,
    links: &[Link],
) -> Result<(), StoreError> {
    let bodies: Vec<&str> = links.iter().map(|link| link.body.as_str()).collect();
    let hashes: Vec<&[u8]> = links.iter().map(|link| &link.hash.0[..]).collect();
    sqlx::query(
        "INSERT INTO journal_entries (hall, epoch, seq, body, hash)
         SELECT $1, $2, $3 + place - 1, body, hash
         FROM unnest($4::text[], $5::bytea[]) WITH ORDINALITY AS link (body, hash, place)",
    )
    .bind(hall.0)
    .bind(small(epoch))
    .bind(signed(first_seq))
    .bind(bodies)
    .bind(hashes)
    .execute(connection)
    .await?;
    Ok(())
}

async fn move_head(
    connection: &mut PgConnection,
    hall: HallId,
    to: Position,
    hash: Digest,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE journal_heads SET seq = $3, hash = $4 WHERE hall = $1 AND epoch = $2")
        .bind(hall.0)
        .bind(small(to.epoch))
        .bind(signed(to.seq))
        .bind(&hash.0[..])
        .execute(connection)
        .await?;
    Ok(())
}
