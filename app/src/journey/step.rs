//! The steps of an application, one thing each, and the parts that progress counts.

use std::collections::BTreeSet;

use shared::catalogue::{Case, Component};
use shared::form::{VisiblePage, cases as cases_of_answers, visible_pages};
use shared::ids::{CaseCode, ComponentCode, QuestionCode};
use shared::lang::Words;
use shared::text::citizen::application as words;

use super::channel;
use super::draft::Draft;

/// One screen of an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// What it needs, costs and takes.
    Start,
    /// Whether a case applies.
    Case(CaseCode),
    /// The page of the form that begins with this question.
    Questions(QuestionCode),
    /// How one paper comes.
    Paper(ComponentCode),
    /// All answers, to check them.
    Check,
    /// The declaration, and sending.
    Declare,
}

/// Where a step is among the parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which part, from 1.
    pub part: usize,
    /// How many there are.
    pub parts: usize,
    /// What it is about.
    pub title: Words,
}

impl Draft {
    /// Lists the steps after the answers so far, in order.
    pub fn steps(&self) -> Vec<Step> {
        let cases = self.asked_cases().map(|case| Step::Case(case.code.clone()));
        let answers = self.answers();
        let pages = self.form().map(|form| visible_pages(form, &answers)).unwrap_or_default();
        let pages = pages.iter().filter_map(|page| first_question(page).map(Step::Questions));
        let papers = self.papers_asked();
        let papers = papers.iter().map(|paper| Step::Paper(paper.code.clone()));
        let begin = std::iter::once(Step::Start);
        begin.chain(cases).chain(pages).chain(papers).chain([Step::Check, Step::Declare]).collect()
    }

    /// The step after this one.
    pub fn step_after(&self, step: &Step) -> Step {
        let steps = self.steps();
        let place = steps.iter().position(|one| one == step);
        place.and_then(|place| steps.get(place + 1)).cloned().unwrap_or(Step::Check)
    }

    /// The step before this one; the first has none.
    pub fn step_before(&self, step: &Step) -> Option<Step> {
        let steps = self.steps();
        let place = steps.iter().position(|one| one == step)?;
        steps.get(place.checked_sub(1)?).cloned()
    }

    /// The step that asks this question.
    pub fn step_of(&self, question: &QuestionCode) -> Option<Step> {
        let form = self.form()?;
        let mut pages = form.sections.iter().flat_map(|section| &section.pages);
        let page = pages.find(|page| page.questions.iter().any(|one| one.code == *question))?;
        page.questions.first().map(|first| Step::Questions(first.code.clone()))
    }

    /// The page of the form that this step shows.
    pub fn page<'a>(
        &'a self,
        first: &QuestionCode,
        answers: &shared::form::Answers,
    ) -> Option<VisiblePage<'a>> {
        let pages = visible_pages(self.form()?, answers);
        pages.into_iter().find(|page| first_question(page).as_ref() == Some(first))
    }

    /// Where this step is among the parts; the start is in none.
    pub fn part_of(&self, step: &Step) -> Option<Part> {
        let titles = self.part_titles();
        let at = |title: &Words| titles.iter().position(|one| one == title);
        let place = match step {
            Step::Start => return None,
            Step::Case(_) => at(&words::PART_CASES.into()),
            Step::Questions(first) => {
                let answers = self.answers();
                self.page(first, &answers).and_then(|page| at(&page.section.title))
            }
            Step::Paper(_) => at(&words::PART_PAPERS.into()),
            Step::Check | Step::Declare => at(&words::PART_CHECK.into()),
        }?;
        Some(Part { part: place + 1, parts: titles.len(), title: titles[place].clone() })
    }

    fn part_titles(&self) -> Vec<Words> {
        let mut titles: Vec<Words> = Vec::new();
        if self.asked_cases().next().is_some() {
            titles.push(words::PART_CASES.into());
        }
        // All parts are counted from the beginning, so that the way never grows longer.
        let sections = self.form().into_iter().flat_map(|form| &form.sections);
        titles.extend(sections.map(|section| section.title.clone()));
        if self.may_ask_for_papers() {
            titles.push(words::PART_PAPERS.into());
        }
        titles.push(words::PART_CHECK.into());
        titles
    }

    /// The cases to ask about, which no answer of the form decides.
    pub fn asked_cases(&self) -> impl Iterator<Item = &Case> {
        self.procedure.cases_to_ask().into_iter()
    }

    /// Whether any answers ask for a paper.
    fn may_ask_for_papers(&self) -> bool {
        let mut every_case: BTreeSet<CaseCode> = BTreeSet::new();
        every_case.extend(self.procedure.cases.iter().map(|case| case.code.clone()));
        !self.procedure.papers_to_hand_in(&every_case, channel(self.surface)).is_empty()
    }

    /// The cases that apply after the answers so far.
    pub fn cases(&self) -> BTreeSet<CaseCode> {
        let said = self.said_cases.iter().filter(|(_, applies)| **applies).map(|(code, _)| code);
        let mut cases: BTreeSet<CaseCode> = BTreeSet::new();
        cases.extend(said.cloned());
        if let Some(form) = self.form() {
            cases.extend(cases_of_answers(form, &self.answers()));
        }
        cases
    }

    /// The papers to attach or bring after the answers so far.
    pub fn papers_asked(&self) -> Vec<&Component> {
        self.procedure.papers_to_hand_in(&self.cases(), channel(self.surface))
    }
}

/// The first question of the whole page names its step, asked or not.
fn first_question(page: &VisiblePage<'_>) -> Option<QuestionCode> {
    page.page.questions.first().map(|question| question.code.clone())
}
