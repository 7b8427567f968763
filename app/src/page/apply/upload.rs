//! Sending files while the person goes on writing: examined first, watched, tried again, removed.

use leptos::prelude::*;
use leptos::web_sys::File;
use shared::ids::{ComponentCode, FileId, SubmissionId};
use shared::submission::{FILES_MAX, FileKept, MediaType};
use wasm_bindgen::JsCast;

use super::super::dialogue::words_of;
use super::super::visit::Visit;
use crate::api::{self, ApiError};
use crate::journey::draft::Draft;
use crate::journey::file::{AttachedFile, FileTrouble, HEAD_BYTES, Transfer, examine};
use crate::mint;

/// Adds a file to a paper and begins to send it.
pub(super) fn add(visit: Visit, paper: &ComponentCode, file: File) {
    let id = mint::file_id();
    let attached = AttachedFile {
        id,
        name: file.name(),
        bytes: length_of(&file),
        transfer: Transfer::Waiting,
    };
    let paper = paper.clone();
    visit.keep_file(id, file);
    visit.edit_draft(|draft| {
        draft.papers.entry(paper).or_default().files.push(attached);
        draft.troubles.clear();
    });
    send(visit, id);
}

/// Sends a file once more, under the same name.
pub(super) fn again(visit: Visit, id: FileId) {
    set(visit, id, Transfer::Waiting);
    send(visit, id);
}

/// Takes a file back, here and in the hall.
pub(super) fn remove(visit: Visit, paper: &ComponentCode, id: FileId) {
    let removed = visit.draft.try_update(|draft| {
        let draft = draft.as_mut().filter(|draft| draft.is_open())?;
        let files = &mut draft.papers.get_mut(paper)?.files;
        let at = files.iter().position(|file| file.id == id)?;
        draft.troubles.clear();
        Some((draft.submission, draft.papers.get_mut(paper)?.files.remove(at)))
    });
    visit.forget_file(id);
    if let Some((submission, file)) = removed.flatten()
        && may_be_in_the_hall(&file.transfer)
    {
        let path = path_of(submission, id);
        // The hall sweeps what this cannot reach.
        leptos::task::spawn_local(async move { drop(api::delete(&path).await) });
    }
}

fn may_be_in_the_hall(transfer: &Transfer) -> bool {
    match transfer {
        Transfer::Sending { .. } | Transfer::Kept | Transfer::Failed(FileTrouble::Offline) => true,
        Transfer::Waiting | Transfer::Failed(_) => false,
    }
}

fn send(visit: Visit, id: FileId) {
    let Some(file) = visit.file(id) else { return };
    let submission = visit.draft.with_untracked(|draft| draft.as_ref().map(|one| one.submission));
    let Some(submission) = submission else { return };
    leptos::task::spawn_local(async move {
        let transfer = match transfer(visit, submission, id, &file).await {
            Ok(_) => Transfer::Kept,
            Err(trouble) => Transfer::Failed(trouble),
        };
        set(visit, id, transfer);
    });
}

async fn transfer(
    visit: Visit,
    submission: SubmissionId,
    id: FileId,
    file: &File,
) -> Result<FileKept, FileTrouble> {
    if visit.read_draft_untracked(file_count) > FILES_MAX {
        return Err(FileTrouble::TooMany);
    }
    let media_type = media_type(file).await?;
    set(visit, id, Transfer::Sending { percent: 0 });
    let progress = move |percent| set(visit, id, Transfer::Sending { percent });
    let path = path_of(submission, id);
    api::put_file(&path, file, media_type, progress).await.map_err(|error| match error {
        ApiError::Offline => FileTrouble::Offline,
        ApiError::Failed => FileTrouble::Unreadable,
        ApiError::Refused(_) => FileTrouble::Refused(words_of(&error)),
    })
}

/// Looks at the length and the first bytes, so that nobody waits for a refusal.
async fn media_type(file: &File) -> Result<MediaType, FileTrouble> {
    let head = file.slice_with_f64_and_f64(0.0, f64::from(HEAD_BYTES));
    let head = head.map_err(|_| FileTrouble::Unreadable)?;
    let head = wasm_bindgen_futures::JsFuture::from(head.array_buffer()).await;
    let head = head.map_err(|_| FileTrouble::Unreadable)?;
    let head = js_sys::Uint8Array::new(head.unchecked_ref());
    examine(length_of(file), &head.to_vec())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a length in bytes is a whole number below 2^53"
)]
fn length_of(file: &File) -> u64 {
    file.size() as u64
}

fn file_count(draft: &Draft) -> usize {
    draft.papers.values().map(|paper| paper.files.len()).sum()
}

fn set(visit: Visit, id: FileId, transfer: Transfer) {
    // The person may have left, or removed the file, while it travelled.
    let _ = visit.draft.try_update(|draft| {
        let papers = draft.iter_mut().flat_map(|draft| draft.papers.values_mut());
        for file in papers.flat_map(|paper| &mut paper.files).filter(|file| file.id == id) {
            file.transfer = transfer.clone();
        }
    });
}

fn path_of(submission: SubmissionId, file: FileId) -> String {
    format!("/api/submissions/{submission}/files/{file}")
}
