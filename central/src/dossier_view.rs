//! Puts a dossier together as an officer reads it: answers with the words of their questions.

use shared::catalogue::{Catalogue, Procedure};
use shared::form::{Answers, visible_pages};
use shared::lang::Words;
use shared::office::{
    AnsweredQuestion, AnsweredSection, DossierLine, DossierStep, DossierView, PaperView,
};
use shared::submission::{Application, SealedApplication};
use shared::time::Timestamp;

use crate::answer_words::{answer_words, bare_answer};
use crate::store::dossiers::DossierRow;

/// A line of the list; an unpublished procedure is named by its code.
pub(crate) fn line(catalogue: &Catalogue, row: DossierRow) -> DossierLine {
    let procedure = catalogue.procedure(&row.procedure);
    let procedure_name =
        procedure.map_or_else(|| row.procedure.to_string(), |one| one.name.vi.clone());
    let procedure_short_name =
        procedure.map_or_else(|| same(&row.procedure.to_string()), |one| one.short_name.clone());
    DossierLine {
        submission: row.submission,
        slip_code: row.slip_code,
        procedure: row.procedure,
        procedure_name,
        procedure_short_name,
        applicant: row.applicant,
        surface: row.surface,
        hall_name: row.hall_name,
        files: row.files,
        state: row.state,
        accepted_at: row.accepted_at,
        received_at: row.received_at,
        accept_by: row.accept_by,
    }
}

/// The opened dossier.
pub(crate) fn view(
    catalogue: &Catalogue,
    row: DossierRow,
    steps: Vec<DossierStep>,
    sealed: SealedApplication,
    now: Timestamp,
) -> DossierView {
    let procedure = catalogue.procedure(&row.procedure);
    DossierView {
        now,
        line: line(catalogue, row),
        sections: sections(procedure, &sealed.application.answers),
        papers: papers(procedure, &sealed.application),
        application: sealed.application,
        files: sealed.files,
        timeline: steps,
    }
}

/// The answers in the order of the form; what the form does not know comes last, by its code.
fn sections(procedure: Option<&Procedure>, answers: &Answers) -> Vec<AnsweredSection> {
    let mut left = answers.clone();
    let mut sections: Vec<AnsweredSection> = Vec::new();
    let form = procedure.and_then(|one| one.form.as_ref());
    for page in form.map(|form| visible_pages(form, answers)).unwrap_or_default() {
        let answered = page.questions.iter().filter_map(|question| {
            let answer = left.remove(&question.code)?;
            let words = answer_words(question, &answer);
            Some(AnsweredQuestion { label: question.label.clone(), answer: words })
        });
        let lines: Vec<AnsweredQuestion> = answered.collect();
        match sections.last_mut().filter(|last| last.title == page.section.title) {
            Some(last) => last.lines.extend(lines),
            None => sections.push(AnsweredSection { title: page.section.title.clone(), lines }),
        }
    }
    sections.retain(|section| !section.lines.is_empty());
    sections.extend(unknown(&left));
    sections
}

fn unknown(left: &Answers) -> Option<AnsweredSection> {
    let lines: Vec<AnsweredQuestion> = left
        .iter()
        .map(|(code, answer)| AnsweredQuestion {
            label: same(code.as_str()),
            answer: bare_answer(answer),
        })
        .collect();
    (!lines.is_empty()).then(|| AnsweredSection { title: same(""), lines })
}

fn papers(procedure: Option<&Procedure>, application: &Application) -> Vec<PaperView> {
    let paper = |paper: &shared::submission::Paper| {
        let published = procedure.and_then(|one| one.component(&paper.component));
        let name = published.map_or_else(|| same(paper.component.as_str()), |row| row.name.clone());
        PaperView { name, brought: paper.brought.clone() }
    };
    application.papers.iter().map(paper).collect()
}

fn same(text: &str) -> Words {
    Words { vi: text.to_owned(), en: text.to_owned() }
}
