//! The papers of a dossier, each with the way it comes.

use leptos::prelude::*;
use shared::ids::FileId;
use shared::lang::Words;
use shared::office::PaperView;
use shared::submission::{Brought, FileKept};
use shared::text::office::dossier as words;

use crate::ui::{DossierPart, PaperItem, PaperKind, PaperList, always, say, say_posted};

/// The required papers; nothing where the procedure has none.
#[component]
pub fn Papers(papers: Vec<PaperView>, files: Vec<FileKept>) -> impl IntoView {
    let title = say(words::PAPERS);
    let item = move |PaperView { name, brought }: PaperView| {
        let (kind, how) = told(&brought, &files);
        let how = say_posted(how);
        view! {
            <PaperItem
                kind=kind
                name=say_posted(name)
                detail=always(how)
            />
        }
    };
    (!papers.is_empty()).then(|| {
        view! {
            <DossierPart title=always(title)>
                <PaperList label=title>{papers.into_iter().map(item).collect_view()}</PaperList>
            </DossierPart>
        }
    })
}

fn told(brought: &Brought, files: &[FileKept]) -> (PaperKind, Words) {
    match brought {
        Brought::OnPaper => (PaperKind::Submit, words::ON_PAPER.into()),
        Brought::Attached { files: own } => {
            let place = |id: &FileId| files.iter().position(|file| file.file == *id);
            let places: Vec<usize> = own.iter().filter_map(place).map(|place| place + 1).collect();
            (PaperKind::Ticked, words::attached(&places))
        }
    }
}
