//! What the office shows of dossiers that wait for an officer.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::dossier::DossierState;
use crate::hall::SignedIn;
use crate::ids::{HallId, ProcedureCode, SubmissionId};
use crate::journal::HallEvent;
use crate::lang::Words;
use crate::submission::{Application, FileKept, SlipCode, Surface};
use crate::time::ServiceDay;
use crate::working_time::Calendar;

/// Signing in at the office.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OfficeSignIn {
    /// The officer's sign-in name.
    pub name: String,
    /// The password.
    pub password: String,
}

/// What the screens of the office need to know of the unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeUnit {
    /// Its name.
    pub name: Words,
    /// The body it belongs to.
    pub superior: Words,
    /// The days and hours on which its clocks run.
    pub calendar: Calendar,
}

/// A page of dossiers, the one with the nearest deadline first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DossierPage {
    /// The centre's clock.
    pub now: DateTime<Utc>,
    /// Who asks.
    pub signed_in: SignedIn,
    /// The lines.
    pub dossiers: Vec<DossierLine>,
    /// How many there are in all.
    pub total: u64,
    /// What to ask for the next page, when there is one.
    pub next: Option<String>,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DossierLine {
    /// The submission it began as.
    pub submission: SubmissionId,
    /// The code on the citizen's slip.
    pub slip_code: SlipCode,
    /// The procedure.
    pub procedure: ProcedureCode,
    /// The published name of the procedure.
    pub procedure_name: String,
    /// Its name for lists.
    pub procedure_short_name: Words,
    /// The applicant.
    pub applicant: String,
    /// Where it was written.
    pub surface: Surface,
    /// The hall it came through.
    pub hall_name: String,
    /// How many files are attached.
    pub files: u32,
    /// The state.
    pub state: DossierState,
    /// When the hall accepted it.
    pub accepted_at: DateTime<Utc>,
    /// When the centre received it.
    pub received_at: DateTime<Utc>,
    /// Until when an officer must accept it or ask for more.
    pub accept_by: DateTime<Utc>,
}

/// A dossier, opened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DossierView {
    /// The centre's clock.
    pub now: DateTime<Utc>,
    /// Its line in the list.
    pub line: DossierLine,
    /// What the citizen handed in.
    pub application: Application,
    /// The answers with the words of their questions, section by section.
    pub sections: Vec<AnsweredSection>,
    /// The papers with their names.
    pub papers: Vec<PaperView>,
    /// The attached files.
    pub files: Vec<FileKept>,
    /// What happened, oldest first.
    pub timeline: Vec<DossierStep>,
}

/// A section of the form with its answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnsweredSection {
    /// Its title.
    pub title: Words,
    /// Question and answer, as a person reads them.
    pub lines: Vec<AnsweredQuestion>,
}

/// A question with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnsweredQuestion {
    /// The question.
    pub label: Words,
    /// The answer.
    pub answer: Words,
}

/// A paper with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaperView {
    /// The published name.
    pub name: Words,
    /// How it comes.
    pub brought: crate::submission::Brought,
}

/// Something that happened to a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DossierStep {
    /// When.
    pub at: DateTime<Utc>,
    /// The state it led to.
    pub state: DossierState,
    /// Where: the name of the hall or of the centre.
    pub place: String,
}

/// Something a person at the centre must look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IncidentView {
    /// Its number.
    pub number: u64,
    /// When it happened last.
    pub at: DateTime<Utc>,
    /// When it happened first.
    pub first_at: DateTime<Utc>,
    /// How often.
    pub times: u64,
    /// The hall.
    pub hall: HallId,
    /// Its name.
    pub hall_name: String,
    /// What.
    pub incident: Incident,
    /// Who looked at it since it happened last.
    pub seen: Option<Seen>,
}

/// Who looked at something, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Seen {
    /// The officer's name.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What can go wrong between a hall and the centre.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "incident", rename_all = "snake_case")]
pub enum Incident {
    /// Other bytes came under a known id.
    OtherBytes {
        /// The id.
        submission: SubmissionId,
    },
    /// A chain of journal entries does not fit what is held.
    ChainBroken {
        /// The first number that does not fit.
        seq: u64,
    },
    /// Journal entries are missing in between.
    JournalGap {
        /// The last number held.
        held: u64,
        /// The first number offered.
        offered: u64,
    },
    /// A seal does not open.
    SealBroken {
        /// The submission.
        submission: SubmissionId,
    },
    /// The centre held more of a hall's journal once: it was restored from an older copy.
    JournalForgotten {
        /// The last number held.
        held: u64,
        /// The last number that it said it held.
        said: u64,
    },
    /// The centre holds entries that the hall does not have: the hall is an older copy of itself,
    /// or somebody wrote in its name.
    JournalAhead {
        /// The last number held.
        held: u64,
        /// The last number in the hall.
        head: u64,
    },
    /// The centre no longer holds what it acknowledged; the hall sends it again.
    AcknowledgedMissing {
        /// The day of the acknowledgements.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        day: ServiceDay,
        /// How many of one page.
        count: u64,
    },
    /// The centre holds a submission as the hall's that the hall does not know.
    SubmissionUnknown {
        /// The submission.
        submission: SubmissionId,
    },
    /// An earlier life of the hall speaks while a later one is known: two machines with one key.
    TwoLives {
        /// The epoch of its journal that speaks.
        epoch: u32,
        /// The latest one known.
        latest: u32,
    },
    /// The hall's database was damaged and made anew.
    DatabaseSetAside {
        /// Whether everything was there.
        is_whole: bool,
    },
    /// The hall was put back from a copy of itself.
    PutBack {
        /// When the copy was made, where that is known.
        copied_at: Option<DateTime<Utc>>,
    },
}

impl Incident {
    /// What an event in a hall's journal means to the centre, where it means anything.
    pub fn of(event: &HallEvent) -> Option<Self> {
        match event {
            HallEvent::DatabaseSetAside { is_whole } => {
                Some(Self::DatabaseSetAside { is_whole: *is_whole })
            }
            HallEvent::PutBack { copied_at, .. } => Some(Self::PutBack { copied_at: *copied_at }),
            HallEvent::SubmissionUnknown { submission } => {
                Some(Self::SubmissionUnknown { submission: *submission })
            }
            HallEvent::Started { .. }
            | HallEvent::TicketIssued { .. }
            | HallEvent::AllowanceWaived { .. }
            | HallEvent::TicketCalled { .. }
            | HallEvent::TicketServed { .. }
            | HallEvent::MatterEnded { .. }
            | HallEvent::TicketHeld { .. }
            | HallEvent::TicketResumed { .. }
            | HallEvent::TicketTransferred { .. }
            | HallEvent::TicketReturned { .. }
            | HallEvent::TicketMoved { .. }
            | HallEvent::TicketReleased { .. }
            | HallEvent::TicketClosed { .. }
            | HallEvent::DayEnded { .. }
            | HallEvent::SubmissionKept { .. }
            | HallEvent::SubmissionSettled { .. }
            | HallEvent::SubmissionParked { .. }
            | HallEvent::SubmissionOwedAgain { .. }
            | HallEvent::OfficerSignedIn { .. }
            | HallEvent::OfficerSignedOut { .. } => None,
        }
    }
}
