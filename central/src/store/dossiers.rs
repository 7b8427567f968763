//! Dossiers as the office lists, opens and moves them.

mod rows;

use shared::digest::Digest;
use shared::dossier::DossierState;
use shared::ids::{FileId, HallId, OfficerId, SubmissionId};
use shared::intake::News;
use shared::office::DossierStep;
use shared::time::Timestamp;
use uuid::Uuid;

pub(super) use rows::surface_name;
pub use rows::{DossierRow, NewDossier};
use rows::{Row, state};

use super::feed::tell;
use super::{Store, StoreError, digest, signed, unsigned};

/// What a list shows.
#[derive(Clone)]
pub struct DossierQuery {
    /// The state.
    pub state: DossierState,
    /// Folded words that must all be found.
    pub words: Vec<String>,
    /// The deadline and submission of the last line before.
    pub after: Option<(Timestamp, SubmissionId)>,
    /// The most lines.
    pub limit: usize,
}

/// A dossier with its sealed envelope and its history.
#[derive(Clone)]
pub struct SealedDossier {
    /// Its line.
    pub row: DossierRow,
    /// The exact manifest.
    pub manifest: String,
    /// The manifest's digest.
    pub manifest_hash: Digest,
    /// The sealed envelope.
    pub envelope: Vec<u8>,
    /// What happened, oldest first.
    pub steps: Vec<DossierStep>,
}

impl Store {
    /// Lists dossiers, the nearest deadline first, with the number of all that match.
    pub async fn dossiers(
        &self,
        query: &DossierQuery,
    ) -> Result<(Vec<DossierRow>, u64), StoreError> {
        let patterns: Vec<String> = query.words.iter().map(|word| contains(word)).collect();
        let (after_at, after_id) = query.after.unzip();
        let mut transaction = self.pool.begin().await?;
        sqlx::query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            .execute(&mut *transaction)
            .await?;
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT d.submission, h.name AS hall_name, d.slip_code, d.procedure, d.surface,
                    d.applicant, d.files, d.state, d.accepted_at, d.received_at, d.accept_by
             FROM dossiers d JOIN halls h USING (hall)
             WHERE d.state = $1 AND d.search_text LIKE ALL ($2)
               AND ($3::timestamptz IS NULL OR (d.accept_by, d.submission) > ($3, $4))
             ORDER BY d.accept_by, d.submission LIMIT $5",
        )
        .bind(query.state.national_number())
        .bind(&patterns)
        .bind(after_at)
        .bind(after_id.map(|id| id.0))
        .bind(signed(query.limit as u64))
        .fetch_all(&mut *transaction)
        .await?;
        let sql = "SELECT count(*) FROM dossiers WHERE state = $1 AND search_text LIKE ALL ($2)";
        let total: i64 = sqlx::query_scalar(sql)
            .bind(query.state.national_number())
            .bind(&patterns)
            .fetch_one(&mut *transaction)
            .await?;
        transaction.commit().await?;
        let rows = rows.into_iter().map(Row::read).collect::<Result<_, _>>()?;
        Ok((rows, unsigned(total)))
    }

    /// Gives an officer a dossier, or one file of it, and writes down who opened what.
    pub async fn open_dossier(
        &self,
        submission: SubmissionId,
        file: Option<FileId>,
        officer: OfficerId,
        now: Timestamp,
    ) -> Result<Option<SealedDossier>, StoreError> {
        let mut transaction = self.pool.begin().await?;
        let row: Option<Row> = sqlx::query_as(
            "SELECT d.submission, h.name AS hall_name, d.slip_code, d.procedure, d.surface,
                    d.applicant, d.files, d.state, d.accepted_at, d.received_at, d.accept_by
             FROM dossiers d JOIN halls h USING (hall) WHERE d.submission = $1",
        )
        .bind(submission.0)
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(row) = row else { return Ok(None) };
        sqlx::query("INSERT INTO openings (officer, submission, file, at) VALUES ($1, $2, $3, $4)")
            .bind(officer.0)
            .bind(submission.0)
            .bind(file.map(|file| file.0))
            .bind(now)
            .execute(&mut *transaction)
            .await?;
        let (manifest, hash, envelope): (String, Vec<u8>, Vec<u8>) = sqlx::query_as(
            "SELECT manifest, manifest_hash, envelope FROM inbox WHERE submission = $1",
        )
        .bind(submission.0)
        .fetch_one(&mut *transaction)
        .await?;
        let steps: Vec<(Timestamp, i16, String)> = sqlx::query_as(
            "SELECT at, state, place FROM dossier_steps WHERE submission = $1 ORDER BY n",
        )
        .bind(submission.0)
        .fetch_all(&mut *transaction)
        .await?;
        transaction.commit().await?;
        let step = |(at, number, place): (Timestamp, i16, String)| {
            state(number).map(|state| DossierStep { at, state, place })
        };
        Ok(Some(SealedDossier {
            row: row.read()?,
            manifest,
            manifest_hash: digest(hash)?,
            envelope,
            steps: steps.into_iter().map(step).collect::<Result<_, _>>()?,
        }))
    }

    /// Moves a dossier on from a state and tells its hall; false when it is in another one.
    pub async fn move_dossier(
        &self,
        submission: SubmissionId,
        from: DossierState,
        to: DossierState,
        dossier_code: Option<&str>,
        place: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.pool.begin().await?;
        let moved: Option<(Uuid, Option<String>)> = sqlx::query_as(
            "UPDATE dossiers SET state = $3, dossier_code = coalesce($4, dossier_code)
             WHERE submission = $1 AND state = $2 RETURNING hall, dossier_code",
        )
        .bind(submission.0)
        .bind(from.national_number())
        .bind(to.national_number())
        .bind(dossier_code)
        .fetch_optional(&mut *transaction)
        .await?;
        let Some((hall, dossier_code)) = moved else { return Ok(false) };
        sqlx::query(
            "INSERT INTO dossier_steps (submission, n, at, state, place)
             SELECT $1, max(n) + 1, $2, $3, $4 FROM dossier_steps WHERE submission = $1",
        )
        .bind(submission.0)
        .bind(now)
        .bind(to.national_number())
        .bind(place)
        .execute(&mut *transaction)
        .await?;
        let news = News::DossierMoved { submission, state: to, dossier_code };
        tell(&mut transaction, HallId(hall), &news, now).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

/// A LIKE pattern that finds the word anywhere, whatever signs it has.
fn contains(word: &str) -> String {
    let mut pattern = String::with_capacity(word.len() + 2);
    pattern.push('%');
    for sign in word.chars() {
        if matches!(sign, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(sign);
    }
    pattern.push('%');
    pattern
}
