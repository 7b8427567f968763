//! Every way a request can be refused, by name. The rules say no; the sentence says what to do.

use serde::{Deserialize, Serialize};

use crate::allowance::AllowanceSpent;
use crate::hall::Offer;
use crate::ids::{
    ComponentCode, CounterId, FileId, PrinterName, ProcedureCode, QuestionCode, SeriesCode,
};
use crate::lang::Words;
use crate::printer::PrinterCondition;
use crate::ticket::{TicketError, TicketNumber};

/// A named refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "refusal", rename_all = "kebab-case")]
pub enum Refusal {
    /// Nothing has this name.
    NotFound,
    /// The body is not JSON.
    BrokenJson,
    /// The body is JSON with fields or values that are not known.
    UnknownFields,
    /// The id in the path is not a UUID of version 7.
    BrokenId,
    /// The digest is missing or not that of the bytes.
    WrongDigest,
    /// More bytes than allowed.
    TooLarge {
        /// The most.
        bytes_max: u64,
    },
    /// More files than allowed.
    TooManyFiles {
        /// The most.
        files_max: u32,
    },
    /// Neither JPEG, PNG nor PDF.
    WrongType,
    /// The same id came before with other bytes.
    OtherBytes,
    /// No such published procedure.
    UnknownProcedure {
        /// What was asked for.
        procedure: ProcedureCode,
    },
    /// The procedure is published but not received at present.
    ProcedureClosed {
        /// What was asked for.
        procedure: ProcedureCode,
        /// Why.
        reason: Words,
    },
    /// The form was filled in for another version.
    FormOutdated {
        /// The version in force.
        version: u32,
    },
    /// The procedure has no form to be filled in here.
    NoForm,
    /// Some answers must be looked at again.
    AnswersRefused {
        /// Question by question.
        problems: Vec<QuestionRefused>,
    },
    /// A required paper is not spoken of, or an unknown one is.
    PaperRefused {
        /// The component.
        component: ComponentCode,
    },
    /// A file is named that was not uploaded.
    FileUnknown {
        /// The file.
        file: FileId,
    },
    /// Not offered at this moment.
    NotOffered {
        /// Why.
        offer: Offer,
    },
    /// The clock stands before the last entry of the journal.
    ClockWentBack,
    /// The disk is full.
    DiskFull,
    /// The disk has no room for attached files but its reserve.
    NoRoomForFiles,
    /// Pieces of a file that is said to be whole did not arrive.
    ChunksMissing {
        /// Which.
        chunks: Vec<u32>,
    },
    /// The store failed; nothing is accepted until it is open again.
    StoreStopped,
    /// Too many requests at once.
    Busy,
    /// Too many tries.
    TooManyTries {
        /// Seconds to wait.
        retry_after_s: u32,
    },
    /// Nobody is signed in.
    NotSignedIn,
    /// The name or the password is wrong.
    WrongPassword,
    /// The password has too few signs.
    PasswordTooShort {
        /// The fewest.
        signs_min: u32,
    },
    /// The set-up link was used or has expired.
    LinkUsed,
    /// The request came from another site.
    WrongOrigin,
    /// Another officer sits at the counter.
    CounterTaken {
        /// The counter.
        counter: CounterId,
    },
    /// The unit has no such counter.
    CounterUnknown {
        /// The counter.
        counter: CounterId,
    },
    /// No officer sits at the counter, or another one than the caller by now.
    CounterNotOpen {
        /// The counter.
        counter: CounterId,
    },
    /// The unit has no such series.
    SeriesUnknown {
        /// The series.
        series: SeriesCode,
    },
    /// The ticket is called by counters that serve another series.
    SeriesNotServed {
        /// The series.
        series: SeriesCode,
    },
    /// The note is missing where the ground says nothing without one, or it is too long.
    NoteRefused {
        /// The most signs.
        signs_max: u32,
    },
    /// Nobody can be held so long.
    HoldTooLong {
        /// The most minutes.
        minutes_max: u16,
    },
    /// There are no figures of such a period: it ends before it begins, after today, or too late.
    PeriodRefused {
        /// The most days.
        days_max: u32,
    },
    /// The booked time is not on this day.
    AppointmentOtherDay,
    /// The field gives tickets to those whose card was scanned.
    CardRequired,
    /// A card is asked for at a screen of the hall, and nowhere else.
    CardNotHere,
    /// The person has taken as many tickets of the field as one may on a day.
    AllowanceSpent {
        /// The most.
        tickets_max: u8,
        /// One of them that still waits.
        holds: Option<TicketNumber>,
    },
    /// The counter still has a ticket at hand.
    TicketAtHand,
    /// The counter has no ticket at hand.
    NoTicketAtHand,
    /// The ticket cannot do that.
    Ticket {
        /// Why.
        error: TicketError,
    },
    /// The code and the number on the slip do not belong together.
    SlipUnknown,
    /// The screen carries the key of a device that is not registered any more.
    DeviceRevoked,
    /// Paper is handed out at registered touchscreens only.
    DeviceRequired,
    /// The registration link was used or has expired.
    DeviceLinkUsed,
    /// The hall has no printer of this name.
    PrinterUnknown {
        /// The name.
        printer: PrinterName,
    },
    /// The printer printed nothing.
    PrinterNotReady {
        /// How it is.
        condition: PrinterCondition,
    },
    /// The hall is not known, or its signature does not hold.
    HallUnknown,
    /// The enrolment code was used or has expired.
    EnrolmentRefused,
    /// A signature, chain or manifest does not hold.
    ManifestRefused,
    /// Something failed that the caller cannot mend.
    Failed,
}

/// What is wrong with one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuestionRefused {
    /// The question.
    pub question: QuestionCode,
    /// What to do.
    pub words: Words,
}

/// A refusal as it is sent: the name for machines, the sentence for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Refused {
    /// The name.
    #[serde(flatten)]
    pub refusal: Refusal,
    /// The sentence.
    pub words: Words,
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        let words = refusal.words();
        Self { refusal, words }
    }
}

impl Refusal {
    /// The HTTP status (RFC 9110).
    pub fn status(&self) -> u16 {
        match self {
            Self::BrokenJson | Self::UnknownFields | Self::BrokenId | Self::WrongDigest => 400,
            Self::NotSignedIn | Self::WrongPassword | Self::HallUnknown => 401,
            Self::WrongOrigin | Self::DeviceRevoked | Self::DeviceRequired | Self::CardNotHere => {
                403
            }
            Self::NotFound
            | Self::UnknownProcedure { .. }
            | Self::SlipUnknown
            | Self::SeriesUnknown { .. }
            | Self::CounterUnknown { .. }
            | Self::PrinterUnknown { .. } => 404,
            Self::OtherBytes
            | Self::FormOutdated { .. }
            | Self::NotOffered { .. }
            | Self::ChunksMissing { .. }
            | Self::CounterTaken { .. }
            | Self::CounterNotOpen { .. }
            | Self::SeriesNotServed { .. }
            | Self::AllowanceSpent { .. }
            | Self::TicketAtHand
            | Self::NoTicketAtHand
            | Self::PrinterNotReady { .. }
            | Self::Ticket { .. } => 409,
            Self::LinkUsed | Self::DeviceLinkUsed | Self::EnrolmentRefused => 410,
            Self::TooLarge { .. } | Self::TooManyFiles { .. } => 413,
            Self::WrongType => 415,
            Self::ProcedureClosed { .. }
            | Self::NoForm
            | Self::AnswersRefused { .. }
            | Self::PaperRefused { .. }
            | Self::FileUnknown { .. }
            | Self::PasswordTooShort { .. }
            | Self::NoteRefused { .. }
            | Self::HoldTooLong { .. }
            | Self::PeriodRefused { .. }
            | Self::AppointmentOtherDay
            | Self::CardRequired
            | Self::ManifestRefused => 422,
            Self::TooManyTries { .. } => 429,
            Self::Failed => 500,
            Self::Busy | Self::StoreStopped | Self::ClockWentBack => 503,
            Self::DiskFull | Self::NoRoomForFiles => 507,
        }
    }
}

impl From<AllowanceSpent> for Refusal {
    fn from(spent: AllowanceSpent) -> Self {
        match spent {
            AllowanceSpent::NoCard => Self::CardRequired,
            AllowanceSpent::Spent { tickets_max, holds } => {
                Self::AllowanceSpent { tickets_max, holds }
            }
        }
    }
}
