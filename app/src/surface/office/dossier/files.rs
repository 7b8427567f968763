//! The attached files of a dossier.

use leptos::prelude::*;
use shared::ids::SubmissionId;
use shared::submission::{FileKept, MediaType};
use shared::text::office::dossier as words;

use crate::ui::{AttachedFile, AttachedFiles, DossierPart, always, say, say_words};

/// Every file with its picture or its kind; each opens in a new tab.
#[component]
pub fn Files(submission: SubmissionId, files: Vec<FileKept>) -> impl IntoView {
    let title = say(words::FILES);
    let file = move |(place, kept): (usize, FileKept)| {
        let FileKept { file, bytes, media_type } = kept;
        let href = format!("/api/dossiers/{submission}/files/{file}");
        let picture = match media_type {
            MediaType::Jpeg | MediaType::Png => Some(href.clone()),
            MediaType::Pdf => None,
        };
        view! {
            <AttachedFile
                href
                picture
                title=say_words(move || words::file(place + 1))
                detail=say_words(move || words::file_kind(media_type, bytes))
                opens=say(words::OPENS_APART)
            />
        }
    };
    let is_empty = files.is_empty();
    let files = files.into_iter().enumerate().map(file).collect_view();
    view! {
        <DossierPart title=always(title)>
            <AttachedFiles label=title attr:data-testid="dossier-files">
                {is_empty.then(|| view! { <li>{say(words::NO_FILES)}</li> })}
                {files}
            </AttachedFiles>
        </DossierPart>
    }
}
