//! The commit: acknowledgement, dossier, first step and alert, all or nothing.

use shared::bytes::Base64;
use shared::intake::SignedAcknowledgement;
use shared::time::Timestamp;
use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::{Postgres, query, query_as};

use super::NewEnvelope;
use crate::store::dossiers::{NewDossier, surface_name};
use crate::store::{Store, StoreError, signed, small};

type Statement = Query<'static, Postgres, PgArguments>;

/// What begins once `first` has a row.
macro_rules! begin_dossier {
    () => {
        ", dossier AS (
             INSERT INTO dossiers (submission, hall, slip_code, procedure, procedure_version,
                 surface, applicant, search_text, files, state, replaces, accepted_at,
                 received_at, accept_by)
             SELECT submission, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16
             FROM first
         ), step AS (
             INSERT INTO dossier_steps (submission, n, at, state, place)
             SELECT submission, 1, $15, $12, $17 FROM first
         )
         INSERT INTO notifications (submission, kind, created_at)
         SELECT submission, 'arrived', $15 FROM first"
    };
}

const COMMIT: &str = concat!(
    "WITH first AS (
         INSERT INTO acknowledgements (submission, body, signature)
         VALUES ($1, $2, $3) ON CONFLICT (submission) DO NOTHING RETURNING submission
     )",
    begin_dossier!()
);

const KEEP_AND_COMMIT: &str = concat!(
    "WITH kept AS (
         INSERT INTO inbox (submission, hall, manifest, manifest_hash, signature, epoch, seq,
                            prev_hash, envelope, arrived_at)
         VALUES ($1, $4, $18, $19, $20, $21, $22, $23, $24, $25)
         ON CONFLICT (submission) DO NOTHING RETURNING submission
     ), first AS (
         INSERT INTO acknowledgements (submission, body, signature)
         SELECT submission, $2, $3 FROM kept RETURNING submission
     )",
    begin_dossier!()
);

impl Store {
    /// Commits what is held.
    ///
    /// Gives the acknowledgement that counts: of two commits at once, the first one's.
    pub async fn commit(
        &self,
        dossier: &NewDossier,
        word: &SignedAcknowledgement,
    ) -> Result<SignedAcknowledgement, StoreError> {
        let created = begin(COMMIT, dossier, word).execute(&self.pool).await?;
        if created.rows_affected() == 1 {
            return Ok(word.clone());
        }
        let sql = "SELECT body, signature FROM acknowledgements WHERE submission = $1";
        let (body, signature): (String, Vec<u8>) =
            query_as(sql).bind(dossier.submission.0).fetch_one(&self.pool).await?;
        Ok(SignedAcknowledgement { body, signature: Base64(signature) })
    }

    /// Holds a fresh envelope without files and commits it, in one statement; false when its id
    /// is known, and then nothing is changed.
    pub async fn keep_and_commit(
        &self,
        new: &NewEnvelope<'_>,
        dossier: &NewDossier,
        word: &SignedAcknowledgement,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let created = begin(KEEP_AND_COMMIT, dossier, word)
            .bind(new.manifest.to_owned())
            .bind(new.manifest_hash.0.to_vec())
            .bind(new.signature.0.clone())
            .bind(small(new.position.epoch))
            .bind(signed(new.position.seq))
            .bind(new.prev_hash.0.to_vec())
            .bind(new.envelope.0.clone())
            .bind(now)
            .execute(&self.pool)
            .await?;
        Ok(created.rows_affected() == 1)
    }
}

fn begin(sql: &'static str, dossier: &NewDossier, word: &SignedAcknowledgement) -> Statement {
    query(sql)
        .bind(dossier.submission.0)
        .bind(word.body.clone())
        .bind(word.signature.0.clone())
        .bind(dossier.hall.0)
        .bind(dossier.slip_code.0.clone())
        .bind(dossier.procedure.as_str().to_owned())
        .bind(small(dossier.procedure_version))
        .bind(surface_name(dossier.surface))
        .bind(dossier.applicant.clone())
        .bind(dossier.search_text.clone())
        .bind(small(dossier.files))
        .bind(dossier.state.national_number())
        .bind(dossier.replaces.map(|earlier| earlier.0))
        .bind(dossier.accepted_at)
        .bind(dossier.received_at)
        .bind(dossier.accept_by)
        .bind(dossier.place.clone())
}
