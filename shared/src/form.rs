//! Forms as data: the questions of an application and the answers to them.
//!
//! One validation serves the browser, the hall and the centre. A hidden question must have no
//! answer: what is filed is exactly what the applicant saw before pressing send, so a screen calls
//! [`ready_to_file`] first, which tidies the answers and drops those of hidden questions.

mod answer;
mod card;
mod cross_check;
mod input;
mod normalise;
mod problem;
mod question;
mod validate;
mod visible;

use serde::{Deserialize, Serialize};

pub use answer::{Address, Answer, Answers};
pub use card::answers_from_card;
pub use cross_check::{AnswerWarning, CrossCheck, cross_check};
pub use input::{answer_from_text, date_from_parts};
pub use normalise::{normalise, ready_to_file, tidy_line};
pub use problem::{AddressPart, AnswerProblem, DatePart};
pub use question::{
    AddressExtent, CITIZEN_CARD, CardField, ChoiceOption, Condition, DateBounds, DateRule, Options,
    Question, QuestionKind, Who,
};
pub use validate::{validate, validate_question};
pub(crate) use visible::options;
pub use visible::{VisiblePage, cases, suggested_answer, visible_pages, visible_questions};

use crate::ids::{ComponentCode, QuestionCode};
use crate::lang::Words;

/// The question whose answer names the submitter, in every form.
pub const SUBMITTER_NAME: &str = "submitter-name";
/// The question for the submitter's telephone, in every form.
pub const SUBMITTER_PHONE: &str = "submitter-phone";
/// The question for the submitter's mailbox, in every form.
pub const SUBMITTER_EMAIL: &str = "submitter-email";

/// The questions of one procedure's application, of one version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FormSchema {
    /// Grows by one with every published change.
    pub version: u32,
    /// The papers that the filled form stands for.
    pub stands_for: Vec<ComponentCode>,
    /// The question whose answer names the applicant.
    pub applicant: QuestionCode,
    /// What the applicant declares by sending.
    pub declaration: Words,
    /// The parts of the form, in order.
    pub sections: Vec<Section>,
    /// Sections kept in `sections/` that follow the form's own; the parsed form has them in place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared_sections: Vec<String>,
    /// Answers that are offered for later questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suggestions: Vec<Suggestion>,
    /// What is compared across answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cross_checks: Vec<CrossCheck>,
}

impl FormSchema {
    /// Walks over every question in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.pages).flat_map(|page| &page.questions)
    }

    /// Finds a question.
    pub fn question(&self, code: &QuestionCode) -> Option<&Question> {
        self.questions().find(|question| question.code == *code)
    }
}

/// A part of a form, as progress counts it: part 2 of 4.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// The code inside the form.
    pub code: String,
    /// The heading.
    pub title: Words,
    /// The pages, one after the other.
    pub pages: Vec<Page>,
}

/// One screen: one question, or a few that are answered in one breath.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// The heading of a page with several questions; a single question heads its own page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Words>,
    /// What is asked.
    pub questions: Vec<Question>,
}

/// An answer offered for a later question, so that nothing is typed twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Suggestion {
    /// The question to fill.
    pub question: QuestionCode,
    /// The earlier question whose answer is offered.
    pub from: QuestionCode,
    /// When it is offered.
    pub when: Condition,
}
