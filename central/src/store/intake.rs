//! The permanent inbox: envelopes, chunks, and the acknowledgement that closes them.

mod commits;

use shared::bytes::Base64;
use shared::digest::Digest;
use shared::ids::{FileId, HallId, SubmissionId};
use shared::intake::{MissingChunk, SignedAcknowledgement};
use shared::journal::Position;
use shared::office::Incident;
use shared::time::Timestamp;
use uuid::Uuid;

use super::incidents::report_within;
use super::{Store, StoreError, digest, signed, small};

/// An envelope whose signature and digest were verified.
#[derive(Debug)]
pub struct NewEnvelope<'a> {
    /// The submission.
    pub submission: SubmissionId,
    /// The hall that signed it.
    pub hall: HallId,
    /// The exact manifest.
    pub manifest: &'a str,
    /// Its digest.
    pub manifest_hash: Digest,
    /// The hall's signature over it.
    pub signature: &'a Base64,
    /// Where its acceptance stands in the hall's journal.
    pub position: Position,
    /// The hash of the journal entry before.
    pub prev_hash: Digest,
    /// The sealed bytes.
    pub envelope: &'a Base64,
}

/// What became of an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnvelopeKept {
    /// It is held, with these chunks.
    Held(Vec<MissingChunk>),
    /// Other bytes are held under its id; the incident is written down.
    OtherBytes,
}

/// A submission as it lies in the inbox.
#[derive(Debug, Clone)]
pub struct InboxItem {
    /// The exact manifest.
    pub manifest: String,
    /// Its digest.
    pub manifest_hash: Digest,
    /// The sealed envelope.
    pub envelope: Vec<u8>,
    /// The chunks that are held.
    pub held: Vec<MissingChunk>,
    /// What was signed, once it was committed.
    pub acknowledgement: Option<SignedAcknowledgement>,
}

type InboxRow = (String, Vec<u8>, Vec<u8>, Vec<Uuid>, Vec<i32>, Option<String>, Option<Vec<u8>>);

impl Store {
    /// Holds an envelope, once and for ever.
    ///
    /// A fresh envelope takes one statement; only a repeated id looks at what is held.
    pub async fn keep_envelope(
        &self,
        new: &NewEnvelope<'_>,
        now: Timestamp,
    ) -> Result<EnvelopeKept, StoreError> {
        let inserted = sqlx::query(
            "INSERT INTO inbox (submission, hall, manifest, manifest_hash, signature, epoch, seq,
                                prev_hash, envelope, arrived_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (submission) DO NOTHING",
        )
        .bind(new.submission.0)
        .bind(new.hall.0)
        .bind(new.manifest)
        .bind(&new.manifest_hash.0[..])
        .bind(&new.signature.0)
        .bind(small(new.position.epoch))
        .bind(signed(new.position.seq))
        .bind(&new.prev_hash.0[..])
        .bind(&new.envelope.0)
        .bind(now)
        .execute(&self.pool)
        .await?;
        if inserted.rows_affected() == 1 {
            return Ok(EnvelopeKept::Held(Vec::new()));
        }
        self.meet_known(new, now).await
    }

    /// Reads a submission of this hall.
    pub async fn inbox_item(
        &self,
        submission: SubmissionId,
        hall: HallId,
    ) -> Result<Option<InboxItem>, StoreError> {
        let row: Option<InboxRow> = sqlx::query_as(
            "SELECT i.manifest, i.manifest_hash, i.envelope,
                    ARRAY(SELECT c.file FROM chunks c WHERE c.submission = i.submission
                          ORDER BY c.file, c.n),
                    ARRAY(SELECT c.n FROM chunks c WHERE c.submission = i.submission
                          ORDER BY c.file, c.n),
                    a.body, a.signature
             FROM inbox i LEFT JOIN acknowledgements a USING (submission)
             WHERE i.submission = $1 AND i.hall = $2",
        )
        .bind(submission.0)
        .bind(hall.0)
        .fetch_optional(&self.pool)
        .await?;
        let Some((manifest, hash, envelope, files, places, body, signature)) = row else {
            return Ok(None);
        };
        let acknowledgement = body
            .zip(signature)
            .map(|(body, signature)| SignedAcknowledgement { body, signature: Base64(signature) });
        let held = files.into_iter().zip(places).map(chunk_place).collect();
        let manifest_hash = digest(hash)?;
        Ok(Some(InboxItem { manifest, manifest_hash, envelope, held, acknowledgement }))
    }

    /// Reads the manifest of a submission of this hall.
    pub async fn manifest(
        &self,
        submission: SubmissionId,
        hall: HallId,
    ) -> Result<Option<String>, StoreError> {
        let sql = "SELECT manifest FROM inbox WHERE submission = $1 AND hall = $2";
        let row = sqlx::query_scalar(sql).bind(submission.0).bind(hall.0);
        Ok(row.fetch_optional(&self.pool).await?)
    }

    /// Holds a chunk whose digest is the manifest's, so that a second one is the same.
    pub async fn keep_chunk(
        &self,
        submission: SubmissionId,
        place: MissingChunk,
        sealed: &[u8],
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO chunks (submission, file, n, sealed) VALUES ($1, $2, $3, $4)
             ON CONFLICT DO NOTHING",
        )
        .bind(submission.0)
        .bind(place.file.0)
        .bind(small(place.n))
        .bind(sealed)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Reads a sealed chunk.
    pub async fn chunk(
        &self,
        submission: SubmissionId,
        place: MissingChunk,
    ) -> Result<Vec<u8>, StoreError> {
        let sql = "SELECT sealed FROM chunks WHERE submission = $1 AND file = $2 AND n = $3";
        let row =
            sqlx::query_scalar(sql).bind(submission.0).bind(place.file.0).bind(small(place.n));
        row.fetch_optional(&self.pool).await?.ok_or(StoreError::Unreadable("chunk"))
    }

    async fn meet_known(
        &self,
        new: &NewEnvelope<'_>,
        now: Timestamp,
    ) -> Result<EnvelopeKept, StoreError> {
        let mut transaction = self.pool.begin().await?;
        let sql = "SELECT hall, manifest_hash FROM inbox WHERE submission = $1";
        let (hall, hash): (Uuid, Vec<u8>) =
            sqlx::query_as(sql).bind(new.submission.0).fetch_one(&mut *transaction).await?;
        if hall != new.hall.0 || hash != new.manifest_hash.0 {
            let incident = Incident::OtherBytes { submission: new.submission };
            report_within(&mut transaction, new.hall, &incident, now).await?;
            transaction.commit().await?;
            return Ok(EnvelopeKept::OtherBytes);
        }
        let sql = "SELECT file, n FROM chunks WHERE submission = $1 ORDER BY file, n";
        let held: Vec<(Uuid, i32)> =
            sqlx::query_as(sql).bind(new.submission.0).fetch_all(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(EnvelopeKept::Held(held.into_iter().map(chunk_place).collect()))
    }
}

fn chunk_place((file, n): (Uuid, i32)) -> MissingChunk {
    MissingChunk { file: FileId(file), n: u32::try_from(n).unwrap_or(0) }
}
