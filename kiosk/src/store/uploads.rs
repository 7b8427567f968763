//! Attached files: sealed, durable, and named by a row only after that.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use shared::digest::Digest;
use shared::hall::Offer;
use shared::ids::{FileId, SubmissionId};
use shared::intake::Enrolment;
use shared::refusal::Refusal;
use shared::submission::{FILE_BYTES_MAX, FILES_MAX, FileKept, ManifestFile, MediaType, Piece};
use shared::time::Timestamp;
use zeroize::Zeroizing;

use super::error::{StoreError, StoreFault};
use super::rooms::{Room, Rows};
use super::work::Work;
use super::{Store, keys};
use crate::sealing;

/// A file as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct UploadRow {
    kept: FileKept,
    chunks: Vec<Piece>,
    /// Keyed, so that nobody can compare it with a guessed paper.
    digest: Digest,
    pub(super) kept_at: Timestamp,
}

impl UploadRow {
    pub(super) fn kept(&self) -> FileKept {
        self.kept.clone()
    }

    pub(super) fn manifest(&self) -> ManifestFile {
        ManifestFile { file: self.kept.file, chunks: self.chunks.clone() }
    }
}

/// Files that are being written at this moment; a second writer of one waits for its answer.
#[derive(Debug, Default)]
pub(super) struct InHand(Mutex<HashSet<(SubmissionId, FileId)>>);

struct Held<'a> {
    by: &'a InHand,
    file: (SubmissionId, FileId),
}

impl InHand {
    fn hold(&self, file: (SubmissionId, FileId)) -> Result<Held<'_>, Refusal> {
        let is_free = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(file);
        if is_free { Ok(Held { by: self, file }) } else { Err(Refusal::Busy) }
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.by.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.file);
    }
}

impl Store {
    /// Keeps an attached file, sealed. The same bytes again get the same answer.
    pub async fn keep_file(
        &self,
        submission: SubmissionId,
        file: FileId,
        plain: Vec<u8>,
        digest: Digest,
    ) -> Result<FileKept, StoreError> {
        let plain = Zeroizing::new(plain);
        let kept = check(file, &plain, digest)?;
        let digest = self.secrets().digest(&plain);
        if let Some(known) = self.known_file(submission, file)? {
            return same(&known, digest);
        }
        let _held = self.shared.in_hand.hold((submission, file))?;
        let enrolment = self.enrolment()?.ok_or(NOT_ENROLLED)?;
        let store = self.clone();
        let seal = move || store.seal_file(&enrolment, submission, file, &plain);
        let chunks =
            tokio::task::spawn_blocking(seal).await.map_err(|_| StoreFault::Panicked)??;
        let named = self.write(move |work| name(work, submission, kept, chunks, digest)).await;
        if named.is_err() && self.known_file(submission, file).is_ok_and(|known| known.is_none()) {
            self.drop_chunks(submission, file);
        }
        named
    }

    /// Removes an attached file, unless its submission is frozen.
    pub async fn remove_file(
        &self,
        submission: SubmissionId,
        file: FileId,
    ) -> Result<(), StoreError> {
        let _held = self.shared.in_hand.hold((submission, file))?;
        self.write(move |work| {
            if work.rows.has(Room::Submissions, submission.0.as_bytes())? {
                return Err(Refusal::OtherBytes.into());
            }
            Ok(work.remove(Room::Uploads, &keys::file(submission, file))?)
        })
        .await?;
        self.drop_chunks(submission, file);
        Ok(())
    }

    /// The sealed bytes of one chunk.
    pub fn chunk(
        &self,
        submission: SubmissionId,
        file: FileId,
        n: u32,
    ) -> Result<Vec<u8>, StoreError> {
        Ok(self.shared.vault.read(submission, file, n).map_err(StoreFault::from)?)
    }

    pub(super) fn drop_chunks(&self, submission: SubmissionId, file: FileId) {
        if let Err(error) = self.shared.vault.remove_file(submission, file) {
            tracing::warn!(%submission, %file, %error, "sealed chunks stay until the next sweep");
        }
    }

    fn known_file(
        &self,
        submission: SubmissionId,
        file: FileId,
    ) -> Result<Option<UploadRow>, StoreError> {
        self.read(|rows| Ok(rows.row(Room::Uploads, &keys::file(submission, file))?))
    }

    fn seal_file(
        &self,
        enrolment: &Enrolment,
        submission: SubmissionId,
        file: FileId,
        plain: &[u8],
    ) -> Result<Vec<Piece>, StoreFault> {
        let vault = &self.shared.vault;
        vault.begin(submission, file)?;
        let mut pieces = Vec::new();
        sealing::chunks(enrolment, submission, file, plain, |n, sealed| {
            vault.write(submission, file, n, sealed)?;
            pieces.push(Piece { bytes: sealed.len() as u64, sha256: Digest::of(sealed) });
            Ok::<(), StoreFault>(())
        })
        .and_then(|()| Ok(vault.finish(submission, file)?))
        .inspect_err(|_| self.drop_chunks(submission, file))?;
        Ok(pieces)
    }
}

/// The refusal of a hall that has no key to seal to.
pub(super) const NOT_ENROLLED: Refusal = Refusal::NotOffered { offer: Offer::NotEnrolled };

/// The files of a submission.
pub(super) fn uploads(
    rows: &impl Rows,
    submission: SubmissionId,
) -> Result<Vec<UploadRow>, StoreFault> {
    rows.collect(Room::Uploads, submission.0.as_bytes(), usize::MAX, |_, value| {
        super::rooms::parse(Room::Uploads, value)
    })
}

fn check(file: FileId, plain: &[u8], digest: Digest) -> Result<FileKept, Refusal> {
    let bytes = plain.len() as u64;
    if bytes > FILE_BYTES_MAX {
        return Err(Refusal::TooLarge { bytes_max: FILE_BYTES_MAX });
    }
    if Digest::of(plain) != digest {
        return Err(Refusal::WrongDigest);
    }
    let media_type = MediaType::sniff(plain).ok_or(Refusal::WrongType)?;
    Ok(FileKept { file, bytes, media_type })
}

fn name(
    work: &mut Work<'_>,
    submission: SubmissionId,
    kept: FileKept,
    chunks: Vec<Piece>,
    digest: Digest,
) -> Result<FileKept, StoreError> {
    let key = keys::file(submission, kept.file);
    if let Some(known) = work.row::<UploadRow>(Room::Uploads, &key)? {
        return same(&known, digest);
    }
    if work.rows.has(Room::Submissions, submission.0.as_bytes())? {
        return Err(Refusal::OtherBytes.into());
    }
    let others = work.rows.keys(Room::Uploads, submission.0.as_bytes(), FILES_MAX)?;
    if others.len() >= FILES_MAX {
        let files_max = u32::try_from(FILES_MAX).expect("a handful");
        return Err(Refusal::TooManyFiles { files_max }.into());
    }
    let row = UploadRow { kept, chunks, digest, kept_at: work.now() };
    work.put(Room::Uploads, &key, &row)?;
    Ok(row.kept)
}

fn same(known: &UploadRow, digest: Digest) -> Result<FileKept, StoreError> {
    if known.digest == digest { Ok(known.kept()) } else { Err(Refusal::OtherBytes.into()) }
}
