//! Sending an application: frozen bytes, what became of them, and where a refusal leads.

use chrono::NaiveDate;
use shared::form::ready_to_file;
use shared::ids::QuestionCode;
use shared::lang::Words;
use shared::refusal::{Refusal, Refused};
use shared::submission::{Application, SubmissionKept};

use super::draft::{Draft, Trouble, paper_control, question_control};
use super::file::{FileTrouble, Transfer};
use super::step::Step;

/// What became of sending.
#[derive(Debug, Clone, PartialEq)]
pub enum Filing {
    /// Nothing was sent.
    Writing,
    /// These bytes are on their way.
    Sending(Frozen),
    /// Nobody answered: whether these bytes arrived is not known, so they alone may be sent again.
    Unheard(Frozen),
    /// The hall refused them and kept nothing.
    Refused(Words),
    /// The hall keeps it.
    Kept(SubmissionKept),
}

/// The bytes of one application, the same from try to try.
#[derive(Clone, PartialEq, Eq)]
pub struct Frozen(pub String);

impl std::fmt::Debug for Frozen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Frozen({} bytes)", self.0.len())
    }
}

impl Draft {
    /// The application as it stands, or the first step that is not ready.
    pub fn application(&self, today: NaiveDate) -> Result<Application, Step> {
        if let Some(step) = self.first_unfinished(today) {
            return Err(step);
        }
        let form = self.form().ok_or(Step::Start)?;
        let answers = ready_to_file(form, &self.answers(), today)
            .map_err(|problems| self.step_of_first(problems.into_iter().map(|(code, _)| code)))?;
        let papers = self.papers_asked();
        Ok(Application {
            procedure: self.procedure.code.clone(),
            procedure_version: self.procedure.version,
            cases: self.cases().into_iter().collect(),
            surface: self.surface,
            lang: self.lang,
            answers,
            papers: papers.iter().filter_map(|one| self.paper(&one.code).paper(one)).collect(),
            ticket: self.ticket,
            replaces: None,
        })
    }

    /// Freezes the bytes and begins to send them; a second press while they travel does nothing.
    pub fn send(&mut self, today: NaiveDate) -> Result<Frozen, NotSent> {
        let frozen = match &self.filing {
            Filing::Sending(_) | Filing::Kept(_) => return Err(NotSent::Already),
            Filing::Unheard(frozen) => frozen.clone(),
            Filing::Writing | Filing::Refused(_) => {
                let application = self.application(today).map_err(NotSent::NotReady)?;
                Frozen(serde_json::to_string(&application).expect("an application is plain data"))
            }
        };
        self.filing = Filing::Sending(frozen.clone());
        Ok(frozen)
    }

    /// Nobody answered.
    pub fn unheard(&mut self) {
        if let Filing::Sending(frozen) = &self.filing {
            self.filing = Filing::Unheard(frozen.clone());
        }
    }

    /// The hall keeps it.
    pub fn kept(&mut self, kept: SubmissionKept) {
        self.filing = Filing::Kept(kept);
    }

    /// The hall refused it; gives the step where that can be mended.
    pub fn refused(&mut self, refused: &Refused) -> Step {
        self.filing = Filing::Refused(refused.words.clone());
        self.is_checking = true;
        match &refused.refusal {
            Refusal::AnswersRefused { problems } => {
                self.troubles = problems
                    .iter()
                    .map(|one| Trouble {
                        control: question_control(&one.question),
                        words: one.words.clone(),
                    })
                    .collect();
                self.step_of_first(problems.iter().map(|one| one.question.clone()))
            }
            Refusal::PaperRefused { component } => {
                let words = refused.words.clone();
                self.troubles = vec![Trouble { control: paper_control(component), words }];
                Step::Paper(component.clone())
            }
            Refusal::FileUnknown { file } => {
                self.lose_file(*file, &refused.words);
                self.first_paper_with(*file).unwrap_or(Step::Declare)
            }
            Refusal::NotFound
            | Refusal::BrokenJson
            | Refusal::UnknownFields
            | Refusal::BrokenId
            | Refusal::WrongDigest
            | Refusal::TooLarge { .. }
            | Refusal::TooManyFiles { .. }
            | Refusal::WrongType
            | Refusal::OtherBytes
            | Refusal::UnknownProcedure { .. }
            | Refusal::ProcedureClosed { .. }
            | Refusal::FormOutdated { .. }
            | Refusal::NoForm
            | Refusal::NotOffered { .. }
            | Refusal::ClockWentBack
            | Refusal::DiskFull
            | Refusal::NoRoomForFiles
            | Refusal::ChunksMissing { .. }
            | Refusal::StoreStopped
            | Refusal::Busy
            | Refusal::TooManyTries { .. }
            | Refusal::NotSignedIn
            | Refusal::WrongPassword
            | Refusal::PasswordTooShort { .. }
            | Refusal::LinkUsed
            | Refusal::WrongOrigin
            | Refusal::CounterTaken { .. }
            | Refusal::CounterUnknown { .. }
            | Refusal::CounterNotOpen { .. }
            | Refusal::SeriesUnknown { .. }
            | Refusal::SeriesNotServed { .. }
            | Refusal::NoteRefused { .. }
            | Refusal::HoldTooLong { .. }
            | Refusal::PeriodRefused { .. }
            | Refusal::AppointmentOtherDay
            | Refusal::CardRequired
            | Refusal::CardNotHere
            | Refusal::AllowanceSpent { .. }
            | Refusal::TicketAtHand
            | Refusal::NoTicketAtHand
            | Refusal::Ticket { .. }
            | Refusal::SlipUnknown
            | Refusal::DeviceRevoked
            | Refusal::DeviceRequired
            | Refusal::DeviceLinkUsed
            | Refusal::PrinterUnknown { .. }
            | Refusal::PrinterNotReady { .. }
            | Refusal::HallUnknown
            | Refusal::EnrolmentRefused
            | Refusal::ManifestRefused
            | Refusal::Failed => Step::Declare,
        }
    }

    /// Whether the answers may still change.
    pub fn is_open(&self) -> bool {
        match self.filing {
            Filing::Writing | Filing::Refused(_) => true,
            Filing::Sending(_) | Filing::Unheard(_) | Filing::Kept(_) => false,
        }
    }

    fn step_of_first(&self, mut codes: impl Iterator<Item = QuestionCode>) -> Step {
        codes.find_map(|code| self.step_of(&code)).unwrap_or(Step::Check)
    }

    fn lose_file(&mut self, file: shared::ids::FileId, words: &Words) {
        let files = self.papers.values_mut().flat_map(|paper| &mut paper.files);
        for lost in files.filter(|one| one.id == file) {
            lost.transfer = Transfer::Failed(FileTrouble::Refused(words.clone()));
        }
    }

    fn first_paper_with(&self, file: shared::ids::FileId) -> Option<Step> {
        let has = |paper: &super::paper::PaperDraft| paper.files.iter().any(|one| one.id == file);
        let (code, _) = self.papers.iter().find(|(_, paper)| has(paper))?;
        Some(Step::Paper(code.clone()))
    }
}

/// Why nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotSent {
    /// It is on its way or kept.
    Already,
    /// This step is not ready.
    NotReady(Step),
}
