//! Attached files: sealed, durable, and named by a row only after that.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use shared::digest::Digest;
use shared::hall::Offer;
use shared::ids::{FileId, SubmissionId};
use shared::intake::Enrolment;
use shared::refusal::Refusal;
use shared::reserve::Asked;
use shared::submission::{
    CHUNK_BYTES, FILE_BYTES_MAX, FILES_MAX, FileKept, FileWhole, ManifestFile, MediaType, Piece,
};
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
    /// The same of each chunk.
    #[serde(default)]
    marks: Vec<Digest>,
    pub(super) kept_at: Timestamp,
}

impl UploadRow {
    pub(super) fn kept(&self) -> FileKept {
        self.kept.clone()
    }

    pub(super) fn manifest(&self) -> ManifestFile {
        ManifestFile { file: self.kept.file, chunks: self.chunks.clone() }
    }

    /// Whether it was cut so that chunk `n` has this keyed digest.
    pub(super) fn has_chunk(&self, n: u32, mark: Digest) -> bool {
        let n = usize::try_from(n).unwrap_or(usize::MAX);
        self.marks.get(n) == Some(&mark)
    }
}

/// A file that is about to be named.
pub(super) struct Found {
    pub(super) kept: FileKept,
    pub(super) chunks: Vec<Piece>,
    pub(super) digest: Digest,
    pub(super) marks: Vec<Digest>,
}

/// Files that are being written at this moment; a second writer of one waits for its answer.
#[derive(Debug, Default)]
pub(super) struct InHand(Mutex<HashSet<(SubmissionId, FileId)>>);

pub(super) struct Held<'a> {
    by: &'a InHand,
    file: (SubmissionId, FileId),
}

impl InHand {
    pub(super) fn hold(&self, file: (SubmissionId, FileId)) -> Result<Held<'_>, Refusal> {
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
        let store = self.clone();
        // Who hangs up does not stop what is being written.
        let kept = tokio::spawn(async move { store.keep_at_once(submission, kept, plain).await });
        kept.await.map_err(|_| StoreFault::Panicked)?
    }

    async fn keep_at_once(
        &self,
        submission: SubmissionId,
        kept: FileKept,
        plain: Zeroizing<Vec<u8>>,
    ) -> Result<FileKept, StoreError> {
        let file = kept.file;
        let whole = FileWhole::of_bytes(&plain);
        let digest = self.secrets().digest(&whole.sha256.0);
        // Rows of an earlier version carry the digest of the whole bytes.
        let again = |known| same(&known, &[digest, self.secrets().digest(&plain)]);
        if let Some(known) = self.known_file(submission, file)? {
            return again(known);
        }
        let _held = self.shared.in_hand.hold((submission, file))?;
        // Another writer may have finished in between.
        if let Some(known) = self.known_file(submission, file)? {
            return again(known);
        }
        let enrolment = self.enrolment()?.ok_or(NOT_ENROLLED)?;
        let room = self.shared.ledger.grant(Asked::File, room_bytes(kept.bytes))?;
        self.forget_part((submission, file));
        let mark = |chunk: &[u8]| self.secrets().digest(&Digest::of(chunk).0);
        let marks = plain.chunks(CHUNK_BYTES).map(mark).collect();
        let store = self.clone();
        let seal = move || {
            let _room = room;
            store.seal_file(&enrolment, submission, file, &plain)
        };
        let chunks =
            tokio::task::spawn_blocking(seal).await.map_err(|_| StoreFault::Panicked)??;
        let found = Found { kept, chunks, digest, marks };
        let named = self.write(move |work| name(work, submission, found)).await;
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
        self.shared.parts.forget((submission, file));
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

    pub(super) fn known_file(
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

/// What a file or a chunk takes on the disk, sealed, with its names.
pub(super) fn room_bytes(plain_bytes: u64) -> u64 {
    let chunks = plain_bytes.div_ceil(CHUNK_BYTES as u64);
    plain_bytes + chunks * CHUNK_ROOM_BYTES + FOLDER_ROOM_BYTES
}

/// Seal, rounding to whole blocks and the name of a chunk.
const CHUNK_ROOM_BYTES: u64 = 8 * 1024;
/// The folders of a file and its row in database and second journal.
const FOLDER_ROOM_BYTES: u64 = 32 * 1024;

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

/// Names a file whose chunks are durable.
pub(super) fn name(
    work: &mut Work<'_>,
    submission: SubmissionId,
    found: Found,
) -> Result<FileKept, StoreError> {
    let Found { kept, chunks, digest, marks } = found;
    let key = keys::file(submission, kept.file);
    if let Some(known) = work.row::<UploadRow>(Room::Uploads, &key)? {
        return same(&known, &[digest]);
    }
    if work.rows.has(Room::Submissions, submission.0.as_bytes())? {
        return Err(Refusal::OtherBytes.into());
    }
    let others = work.rows.keys(Room::Uploads, submission.0.as_bytes(), FILES_MAX)?;
    if others.len() >= FILES_MAX {
        let files_max = u32::try_from(FILES_MAX).expect("a handful");
        return Err(Refusal::TooManyFiles { files_max }.into());
    }
    let row = UploadRow { kept, chunks, digest, marks, kept_at: work.now() };
    work.put(Room::Uploads, &key, &row)?;
    Ok(row.kept)
}

/// The answer to a file that is kept already.
pub(super) fn same(known: &UploadRow, digests: &[Digest]) -> Result<FileKept, StoreError> {
    if digests.contains(&known.digest) { Ok(known.kept()) } else { Err(Refusal::OtherBytes.into()) }
}
