//! The draft of an application: everything that was entered, in memory only.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use shared::catalogue::Procedure;
use shared::form::{
    AddressPart, AnswerProblem, Answers, DatePart, FormSchema, Question, suggested_answer,
};
use shared::ids::{CaseCode, ComponentCode, QuestionCode, SubmissionId, TicketId};
use shared::lang::{Lang, Text, Words};
use shared::submission::Surface;
use shared::text::citizen::application as words;
use shared::text::form as form_words;

use super::entry::Entry;
use super::filing::Filing;
use super::paper::{PaperDraft, PaperTrouble};
use super::step::Step;

/// An application that is being written.
#[derive(Clone, PartialEq)]
pub struct Draft {
    /// The name it will be sent under.
    pub submission: SubmissionId,
    /// The procedure, of the version whose form is filled in.
    pub procedure: Arc<Procedure>,
    /// Where it is written.
    pub surface: Surface,
    /// The language it is written in.
    pub lang: Lang,
    /// The ticket of the same visit.
    pub ticket: Option<TicketId>,
    /// The cases that were asked about.
    pub said_cases: BTreeMap<CaseCode, bool>,
    /// What stands in the fields.
    pub entries: BTreeMap<QuestionCode, Entry>,
    /// How the papers come.
    pub papers: BTreeMap<ComponentCode, PaperDraft>,
    /// What is wrong with the step in view.
    pub troubles: Vec<Trouble>,
    /// Whether the person came from checking and goes back there.
    pub is_checking: bool,
    /// What became of sending it.
    pub filing: Filing,
}

/// Something to correct, and the control it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The id of the control.
    pub control: String,
    /// What to do.
    pub words: Words,
}

impl Draft {
    /// Begins an application.
    pub fn begin(
        submission: SubmissionId,
        procedure: Arc<Procedure>,
        surface: Surface,
        lang: Lang,
        ticket: Option<TicketId>,
    ) -> Self {
        Self {
            submission,
            procedure,
            surface,
            lang,
            ticket,
            said_cases: BTreeMap::new(),
            entries: BTreeMap::new(),
            papers: BTreeMap::new(),
            troubles: Vec::new(),
            is_checking: false,
            filing: Filing::Writing,
        }
    }

    /// The questions, where the procedure can be filed on a screen.
    pub fn form(&self) -> Option<&FormSchema> {
        self.procedure.form.as_ref()
    }

    /// The answers as far as they can be read.
    pub fn answers(&self) -> Answers {
        let Some(form) = self.form() else { return Answers::new() };
        let read = |question: &Question| {
            let answer = self.entries.get(&question.code)?.answer(question).ok()??;
            Some((question.code.clone(), answer))
        };
        let mut answers = Answers::new();
        answers.extend(form.questions().filter_map(read));
        answers
    }

    /// What stands in the field of a question.
    pub fn entry(&self, question: &Question) -> Entry {
        self.entries.get(&question.code).cloned().unwrap_or_else(|| Entry::blank(question))
    }

    /// Offers earlier answers for the questions of a step that nobody has touched.
    pub fn suggest(&mut self, step: &Step) {
        let Step::Questions(first) = step else { return };
        let answers = self.answers();
        let offers: Vec<(QuestionCode, Entry)> = self
            .page(first, &answers)
            .into_iter()
            .flat_map(|page| page.questions)
            .filter(|question| !self.entries.contains_key(&question.code))
            .filter_map(|question| {
                let answer = suggested_answer(self.form()?, &answers, &question.code)?;
                Some((question.code.clone(), Entry::of(answer)))
            })
            .collect();
        self.entries.extend(offers);
    }

    /// Leaves a step: to the next one, or nowhere with the troubles named.
    pub fn proceed(&mut self, step: &Step, today: NaiveDate) -> Option<Step> {
        self.troubles = self.troubles_of(step, today);
        if !self.troubles.is_empty() {
            return None;
        }
        // From the list itself the way leads on, whatever was looked at in between.
        if !self.is_checking || *step == Step::Check {
            return Some(self.step_after(step));
        }
        let unfinished = self.first_unfinished(today);
        self.is_checking = unfinished.is_none();
        Some(unfinished.unwrap_or(Step::Check))
    }

    /// The first step that is not answered, or not well.
    pub fn first_unfinished(&self, today: NaiveDate) -> Option<Step> {
        self.steps().into_iter().find(|step| !self.troubles_of(step, today).is_empty())
    }

    /// Lists what is wrong with one step.
    pub fn troubles_of(&self, step: &Step, today: NaiveDate) -> Vec<Trouble> {
        match step {
            Step::Start | Step::Check | Step::Declare => Vec::new(),
            Step::Case(case) if self.said_cases.contains_key(case) => Vec::new(),
            Step::Case(_) => vec![Trouble {
                control: CASE_CONTROL.to_owned(),
                words: words::SAY_YES_OR_NO.into(),
            }],
            Step::Questions(first) => self.question_troubles(first, today),
            Step::Paper(code) => self.paper_trouble(code).into_iter().collect(),
        }
    }

    fn question_troubles(&self, first: &QuestionCode, today: NaiveDate) -> Vec<Trouble> {
        let answers = self.answers();
        let page = self.page(first, &answers);
        let questions = page.into_iter().flat_map(|page| page.questions);
        questions
            .filter_map(|question| {
                let problem = self.entry(question).problem(question, today)?;
                Some(Trouble {
                    control: control_of(&question.code, &problem),
                    words: form_words::problem(&problem, question),
                })
            })
            .collect()
    }

    fn paper_trouble(&self, code: &ComponentCode) -> Option<Trouble> {
        let component = self.procedure.component(code)?;
        let trouble = self.paper(code).trouble(component)?;
        Some(Trouble { control: paper_control(code), words: words_of(trouble).into() })
    }

    /// How a paper comes so far.
    pub fn paper(&self, code: &ComponentCode) -> PaperDraft {
        self.papers.get(code).cloned().unwrap_or_default()
    }

    /// The trouble of a question that is shown beside its field.
    pub fn trouble_of(&self, question: &QuestionCode) -> Option<&Trouble> {
        let control = question_control(question);
        self.troubles.iter().find(|trouble| {
            let rest = trouble.control.strip_prefix(&control);
            rest.is_some_and(|rest| rest.is_empty() || PART_SUFFIXES.contains(&rest))
        })
    }
}

fn words_of(trouble: PaperTrouble) -> Text {
    match trouble {
        PaperTrouble::NotSaid => words::SAY_HOW,
        PaperTrouble::NoFile => words::ADD_FILE,
        PaperTrouble::Sending => words::WAIT_FOR_FILES,
        PaperTrouble::FileFailed => words::MEND_FILES,
    }
}

/// The id of the first control of a case question.
pub const CASE_CONTROL: &str = "case";

const PART_SUFFIXES: [&str; 4] = ["-month", "-year", "-commune", "-detail"];

/// The id of the first control of a question.
pub fn question_control(question: &QuestionCode) -> String {
    format!("question-{question}")
}

/// The id of the first control of a paper.
pub fn paper_control(component: &ComponentCode) -> String {
    format!("paper-{component}")
}

/// The id of the control that a problem is about.
fn control_of(question: &QuestionCode, problem: &AnswerProblem) -> String {
    let suffix = match problem {
        AnswerProblem::DateIncomplete(DatePart::Month) => "-month",
        AnswerProblem::DateIncomplete(DatePart::Year) => "-year",
        AnswerProblem::AddressIncomplete(AddressPart::Commune) => "-commune",
        AnswerProblem::AddressIncomplete(AddressPart::Detail) => "-detail",
        AnswerProblem::DateIncomplete(DatePart::Day)
        | AnswerProblem::AddressIncomplete(AddressPart::Province)
        | AnswerProblem::Missing
        | AnswerProblem::NotAQuestion
        | AnswerProblem::NotAsked
        | AnswerProblem::WrongKind
        | AnswerProblem::TooLong { .. }
        | AnswerProblem::NotAName
        | AnswerProblem::NotADate
        | AnswerProblem::TooEarly { .. }
        | AnswerProblem::TooLate { .. }
        | AnswerProblem::NotAnOption
        | AnswerProblem::NotANationalId
        | AnswerProblem::NotAPhone
        | AnswerProblem::NotAnEmail
        | AnswerProblem::NotANumber
        | AnswerProblem::TooSmall { .. }
        | AnswerProblem::TooLarge { .. } => "",
    };
    format!("{}{suffix}", question_control(question))
}
