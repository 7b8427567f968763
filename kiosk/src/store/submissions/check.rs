//! Whether an application can be kept: procedure, version, answers, papers, files.

use std::collections::{BTreeMap, BTreeSet};

use shared::catalogue::{Catalogue, Channel, Component, Procedure};
use shared::form::{self, AnswerProblem, FormSchema};
use shared::ids::{CaseCode, ComponentCode, FileId, QuestionCode};
use shared::refusal::{QuestionRefused, Refusal};
use shared::submission::{Application, Brought, FILES_MAX, Surface};
use shared::text::form::problem;
use shared::time::{Timestamp, wall_clock};

use super::super::offers::receivable;
use super::super::uploads::UploadRow;

/// What an application that can be kept names.
pub(super) struct Checked {
    pub(super) procedure_name: String,
    pub(super) files: BTreeMap<FileId, UploadRow>,
    /// The papers that come to the counter.
    pub(super) bring: Vec<String>,
}

/// Checks everything that the rules ask before anything is sealed.
pub(super) fn check(
    catalogue: &Catalogue,
    application: &Application,
    uploads: &BTreeMap<FileId, UploadRow>,
    now: Timestamp,
) -> Result<Checked, Refusal> {
    let procedure = receivable(catalogue, &application.procedure, now)?;
    let schema = procedure.form.as_ref().ok_or(Refusal::NoForm)?;
    let outdated = Refusal::FormOutdated { version: procedure.version };
    if application.procedure_version != procedure.version {
        return Err(outdated);
    }
    let is_known = |case: &CaseCode| procedure.cases.iter().any(|one| one.code == *case);
    if !application.cases.iter().all(is_known) {
        return Err(outdated);
    }
    let problems = form::validate(schema, &application.answers, wall_clock(now).date());
    if !problems.is_empty() {
        let problems = problems.into_iter().map(|(code, one)| refused(schema, code, &one));
        return Err(Refusal::AnswersRefused { problems: problems.collect() });
    }
    papers(procedure, schema, application)?;
    let files = files(application, uploads)?;
    let bring = application.papers.iter().filter(|paper| paper.brought == Brought::OnPaper);
    let bring = bring.filter_map(|paper| procedure.component(&paper.component));
    Ok(Checked {
        procedure_name: procedure.name.vi.clone(),
        files,
        bring: bring.map(|component| component.name.vi.clone()).collect(),
    })
}

fn refused(schema: &FormSchema, question: QuestionCode, one: &AnswerProblem) -> QuestionRefused {
    let words = match schema.question(&question) {
        Some(asked) => problem(one, asked),
        None => Refusal::UnknownFields.words(),
    };
    QuestionRefused { question, words }
}

/// Every paper to hand in is spoken of once, and no other.
fn papers(
    procedure: &Procedure,
    schema: &FormSchema,
    application: &Application,
) -> Result<(), Refusal> {
    let channel = match application.surface {
        Surface::Kiosk => Channel::InPerson,
        Surface::Portal => Channel::Online,
    };
    let mut cases: BTreeSet<CaseCode> = application.cases.iter().cloned().collect();
    cases.extend(form::cases(schema, &application.answers));
    let asked: Vec<&Component> = procedure.papers_to_hand_in(&cases, channel);
    let mut spoken_of: BTreeSet<&ComponentCode> = BTreeSet::new();
    for paper in &application.papers {
        let is_asked = asked.iter().any(|component| component.code == paper.component);
        let has_files = match &paper.brought {
            Brought::OnPaper => true,
            Brought::Attached { files } => !files.is_empty(),
        };
        if !is_asked || !has_files || !spoken_of.insert(&paper.component) {
            return Err(Refusal::PaperRefused { component: paper.component.clone() });
        }
    }
    let missing = |one: &&&Component| one.required && !spoken_of.contains(&one.code);
    match asked.iter().find(missing) {
        Some(component) => Err(Refusal::PaperRefused { component: component.code.clone() }),
        None => Ok(()),
    }
}

fn files(
    application: &Application,
    uploads: &BTreeMap<FileId, UploadRow>,
) -> Result<BTreeMap<FileId, UploadRow>, Refusal> {
    let mut named = BTreeMap::new();
    for paper in &application.papers {
        let Brought::Attached { files } = &paper.brought else { continue };
        for file in files {
            let row = uploads.get(file).ok_or(Refusal::FileUnknown { file: *file })?;
            named.insert(*file, row.clone());
        }
    }
    if named.len() > FILES_MAX {
        let files_max = u32::try_from(FILES_MAX).expect("a handful");
        return Err(Refusal::TooManyFiles { files_max });
    }
    Ok(named)
}
