//! What has had its time goes: abandoned uploads, long settled bytes, old print jobs.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use shared::ids::{FileId, SubmissionId};
use shared::submission::Manifest;
use shared::time::Timestamp;

use super::database::SET_ASIDE;
use super::error::{StoreError, StoreFault};
use super::outbox::OutboxRow;
use super::parts::FileName;
use super::rooms::{Room, Rows as _, parse};
use super::submissions::SubmissionRow;
use super::uploads::{self, UploadRow};
use super::work::Work;
use super::{Store, keys, prints};

/// Uploads that no submission named go after this.
const UPLOAD_HOURS: i64 = 24;
/// Rows that go in one transaction, so that nobody waits long for the writer.
const PASS_MAX: usize = 50;

impl Store {
    /// Begins the new day if the clock has passed midnight; every write does so too.
    pub async fn begin_day(&self) -> Result<(), StoreError> {
        self.write(|_| Ok(())).await
    }

    /// Begins the new day if there is one, and removes what has had its time.
    pub async fn keep_house(&self) -> Result<(), StoreError> {
        let after = TimeDelta::hours(UPLOAD_HOURS);
        for name in self.shared.parts.abandoned(self.shared.clock.now(), after) {
            // A chunk that arrives at this moment says that nobody abandoned it.
            if let Ok(_held) = self.shared.in_hand.hold(name) {
                self.forget_part(name);
            }
        }
        loop {
            let gone = self.write(|work| Ok(pass(work)?)).await?;
            for (submission, file) in &gone {
                self.drop_chunks(*submission, *file);
            }
            if gone.len() < PASS_MAX {
                return Ok(());
            }
        }
    }

    /// What was found damaged and set aside; it stays until a person removes it.
    pub fn set_aside(&self) -> Vec<String> {
        let names = self.shared.disk.names(&self.shared.data_dir).unwrap_or_default();
        let mut aside: Vec<String> =
            names.into_iter().filter(|name| name.contains(SET_ASIDE)).collect();
        aside.sort();
        aside
    }

    /// Removes sealed chunks that no row names; a cut may leave them behind.
    pub(super) fn sweep_files(&self) -> Result<(), StoreError> {
        for (submission, file) in self.shared.vault.files().map_err(StoreFault::from)? {
            let key = keys::file(submission, file);
            if !self.read(|rows| Ok(rows.has(Room::Uploads, &key)?))? {
                self.drop_chunks(submission, file);
            }
        }
        Ok(())
    }
}

fn pass(work: &mut Work<'_>) -> Result<Vec<FileName>, StoreFault> {
    let now = work.now();
    let mut gone = abandoned(work, now)?;
    for (submission, file) in &gone {
        work.remove(Room::Uploads, &keys::file(*submission, *file))?;
    }
    for key in work.rows.keys(Room::Purges, &[], PASS_MAX)? {
        let Some((at, id)) = keys::read_moment(&key) else { continue };
        if at > now {
            break;
        }
        work.remove(Room::Purges, &key)?;
        gone.extend(purge(work, SubmissionId(id))?);
    }
    prints::forget_old(work, PASS_MAX)?;
    Ok(gone)
}

/// Uploads that were never named by a submission.
fn abandoned(work: &Work<'_>, now: Timestamp) -> Result<Vec<FileName>, StoreFault> {
    let before = now - TimeDelta::hours(UPLOAD_HOURS);
    let old = work.rows.collect(Room::Uploads, &[], usize::MAX, |key, value| {
        let row: UploadRow = parse(Room::Uploads, value)?;
        Ok(keys::read_file(key).filter(|_| row.kept_at < before))
    })?;
    let mut found = Vec::new();
    for (submission, file) in old.into_iter().flatten() {
        if found.len() < PASS_MAX && !is_named(work, submission, file)? {
            found.push((submission, file));
        }
    }
    Ok(found)
}

fn is_named(work: &Work<'_>, submission: SubmissionId, file: FileId) -> Result<bool, StoreFault> {
    let row: Option<SubmissionRow> = work.row(Room::Submissions, submission.0.as_bytes())?;
    let Some(row) = row else { return Ok(false) };
    if row.manifest.is_empty() {
        return Ok(false);
    }
    let manifest: Manifest = parse(Room::Submissions, row.manifest.as_bytes())?;
    Ok(manifest.files.iter().any(|one| one.file == file))
}

/// Leaves the tombstone of a settled submission: its code, its standing and its digests.
fn purge(work: &mut Work<'_>, id: SubmissionId) -> Result<Vec<FileName>, StoreFault> {
    let key = id.0.as_bytes();
    let outbox: Option<OutboxRow> = work.row(Room::Outbox, key)?;
    // What is owed again keeps its bytes, whatever was planned for them before.
    if outbox.is_some_and(|row| row.acknowledged_on().is_none()) {
        return Ok(Vec::new());
    }
    let files: BTreeSet<FileId> =
        uploads::uploads(&work.rows, id)?.iter().map(|row| row.kept().file).collect();
    for file in &files {
        work.remove(Room::Uploads, &keys::file(id, *file))?;
    }
    work.remove(Room::Envelopes, key)?;
    let row: Option<SubmissionRow> = work.row(Room::Submissions, key)?;
    if let Some(mut row) = row {
        row.manifest.clear();
        work.put(Room::Submissions, key, &row)?;
    }
    Ok(files.into_iter().map(|file| (id, file)).collect())
}
