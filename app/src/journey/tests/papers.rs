//! How papers come, and which files are taken.

use shared::ids::{ComponentCode, FileId};
use shared::submission::{Brought, FILE_BYTES_MAX, MediaType};

use super::super::file::{AttachedFile, FileTrouble, Transfer, examine};
use super::super::paper::PaperTrouble;
use super::*;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

#[test]
fn a_picture_a_photograph_and_a_document_are_taken() {
    assert_eq!(examine(10, PNG), Ok(MediaType::Png));
    assert_eq!(examine(10, &[0xFF, 0xD8, 0xFF, 0xE0]), Ok(MediaType::Jpeg));
    assert_eq!(examine(10, b"%PDF-1.7"), Ok(MediaType::Pdf));
}

#[test]
fn a_file_of_another_type_too_large_or_empty_is_told_before_it_is_sent() {
    assert_eq!(examine(10, b"PK\x03\x04"), Err(FileTrouble::WrongType));
    assert_eq!(examine(FILE_BYTES_MAX + 1, PNG), Err(FileTrouble::TooLarge));
    assert_eq!(examine(0, b""), Err(FileTrouble::Empty));
}

#[test]
fn a_required_paper_waits_for_a_word_on_how_it_comes() {
    let draft = birth(Surface::Portal);

    assert_eq!(trouble(&draft), Some(PaperTrouble::NotSaid));
}

#[test]
fn a_paper_brought_to_the_counter_is_ready() {
    let mut draft = birth(Surface::Portal);

    paper(&mut draft).way = Some(Way::OnPaper);

    assert_eq!(trouble(&draft), None);
}

#[test]
fn an_attached_paper_is_ready_when_its_files_have_arrived() {
    let mut draft = birth(Surface::Portal);
    paper(&mut draft).way = Some(Way::Attach);
    assert_eq!(trouble(&draft), Some(PaperTrouble::NoFile));

    paper(&mut draft).files.push(file(Transfer::Sending { percent: 50 }));
    assert_eq!(trouble(&draft), Some(PaperTrouble::Sending));

    paper(&mut draft).files[0].transfer = Transfer::Failed(FileTrouble::Offline);
    assert_eq!(trouble(&draft), Some(PaperTrouble::FileFailed));

    paper(&mut draft).files[0].transfer = Transfer::Kept;
    assert_eq!(trouble(&draft), None);
}

#[test]
fn an_attached_paper_names_its_files_when_it_is_sent() {
    let mut draft = birth(Surface::Portal);
    let kept = file(Transfer::Kept);
    paper(&mut draft).way = Some(Way::Attach);
    paper(&mut draft).files.push(kept.clone());
    let component = draft.procedure.component(&code()).unwrap().clone();

    let sent = draft.paper(&code()).paper(&component).unwrap();

    assert_eq!(sent.brought, Brought::Attached { files: vec![kept.id] });
}

#[test]
fn a_case_that_an_answer_decides_asks_for_its_paper() {
    let mut draft = birth(Surface::Portal);
    fill(&mut draft);
    let question = draft.form().unwrap().question(&"child-situation".into()).unwrap();
    let options = &options_of(question).unwrap().options;
    let abandoned = options.iter().find(|option| option.case == Some("tre-bo-roi".into()));
    let value = abandoned.unwrap().value.clone();

    draft.entries.insert("child-situation".into(), Entry::Choice(value));

    assert!(draft.papers_asked().iter().any(|paper| paper.code == "bien-ban-bo-roi".into()));
}

fn code() -> ComponentCode {
    "giay-chung-sinh".into()
}

fn paper(draft: &mut Draft) -> &mut super::super::paper::PaperDraft {
    draft.papers.entry(code()).or_default()
}

fn trouble(draft: &Draft) -> Option<PaperTrouble> {
    draft.paper(&code()).trouble(draft.procedure.component(&code()).unwrap())
}

fn file(transfer: Transfer) -> AttachedFile {
    let id: FileId = "01a2074c-e091-7701-8999-9077eb03e831".parse().unwrap();
    AttachedFile { id, name: "a.png".to_owned(), bytes: 10, transfer }
}
