//! Reads a refusal as the node sends it: one flat object, whatever the refusal is.
//!
//! The derived reader of so many named variants is larger than a whole page of this bundle.

use serde::Deserialize;
use shared::hall::Offer;
use shared::ids::{ComponentCode, CounterId, FileId, PrinterName, ProcedureCode, SeriesCode};
use shared::lang::Words;
use shared::printer::PrinterCondition;
use shared::refusal::{QuestionRefused, Refusal, Refused};
use shared::ticket::{TicketError, TicketNumber};

use crate::json;

/// Everything that any refusal carries.
#[derive(Deserialize)]
struct Sent {
    refusal: String,
    words: Words,
    bytes_max: Option<u64>,
    files_max: Option<u32>,
    procedure: Option<ProcedureCode>,
    reason: Option<Words>,
    version: Option<u32>,
    problems: Option<Vec<QuestionRefused>>,
    component: Option<ComponentCode>,
    file: Option<FileId>,
    offer: Option<Offer>,
    retry_after_s: Option<u32>,
    signs_min: Option<u32>,
    signs_max: Option<u32>,
    minutes_max: Option<u16>,
    series: Option<SeriesCode>,
    counter: Option<CounterId>,
    error: Option<TicketError>,
    printer: Option<PrinterName>,
    condition: Option<PrinterCondition>,
    tickets_max: Option<u8>,
    holds: Option<TicketNumber>,
}

/// Reads a refusal; what is none, or of another version, is nothing.
pub(super) fn read(text: &str) -> Option<Refused> {
    let mut sent: Sent = json::read(text)?;
    let words = std::mem::replace(&mut sent.words, Words { vi: String::new(), en: String::new() });
    Some(Refused { refusal: refusal(sent)?, words })
}

fn refusal(sent: Sent) -> Option<Refusal> {
    Some(match sent.refusal.as_str() {
        "not-found" => Refusal::NotFound,
        "broken-json" => Refusal::BrokenJson,
        "unknown-fields" => Refusal::UnknownFields,
        "broken-id" => Refusal::BrokenId,
        "wrong-digest" => Refusal::WrongDigest,
        "too-large" => Refusal::TooLarge { bytes_max: sent.bytes_max? },
        "too-many-files" => Refusal::TooManyFiles { files_max: sent.files_max? },
        "wrong-type" => Refusal::WrongType,
        "other-bytes" => Refusal::OtherBytes,
        "unknown-procedure" => Refusal::UnknownProcedure { procedure: sent.procedure? },
        "procedure-closed" => {
            Refusal::ProcedureClosed { procedure: sent.procedure?, reason: sent.reason? }
        }
        "form-outdated" => Refusal::FormOutdated { version: sent.version? },
        "no-form" => Refusal::NoForm,
        "answers-refused" => Refusal::AnswersRefused { problems: sent.problems? },
        "paper-refused" => Refusal::PaperRefused { component: sent.component? },
        "file-unknown" => Refusal::FileUnknown { file: sent.file? },
        // Which they are the screen asks by itself.
        "chunks-missing" => Refusal::ChunksMissing { chunks: Vec::new() },
        "not-offered" => Refusal::NotOffered { offer: sent.offer? },
        "too-many-tries" => Refusal::TooManyTries { retry_after_s: sent.retry_after_s? },
        "password-too-short" => Refusal::PasswordTooShort { signs_min: sent.signs_min? },
        "counter-taken" => Refusal::CounterTaken { counter: sent.counter? },
        "counter-unknown" => Refusal::CounterUnknown { counter: sent.counter? },
        "counter-not-open" => Refusal::CounterNotOpen { counter: sent.counter? },
        "series-unknown" => Refusal::SeriesUnknown { series: sent.series? },
        "series-not-served" => Refusal::SeriesNotServed { series: sent.series? },
        "note-refused" => Refusal::NoteRefused { signs_max: sent.signs_max? },
        "hold-too-long" => Refusal::HoldTooLong { minutes_max: sent.minutes_max? },
        "ticket" => Refusal::Ticket { error: sent.error? },
        "printer-unknown" => Refusal::PrinterUnknown { printer: sent.printer? },
        "printer-not-ready" => Refusal::PrinterNotReady { condition: sent.condition? },
        "allowance-spent" => {
            Refusal::AllowanceSpent { tickets_max: sent.tickets_max?, holds: sent.holds }
        }
        plain => return of_the_node(plain),
    })
}

/// The refusals that carry nothing but their name.
fn of_the_node(name: &str) -> Option<Refusal> {
    Some(match name {
        "appointment-other-day" => Refusal::AppointmentOtherDay,
        "clock-went-back" => Refusal::ClockWentBack,
        "disk-full" => Refusal::DiskFull,
        "no-room-for-files" => Refusal::NoRoomForFiles,
        "store-stopped" => Refusal::StoreStopped,
        "busy" => Refusal::Busy,
        "not-signed-in" => Refusal::NotSignedIn,
        "wrong-password" => Refusal::WrongPassword,
        "link-used" => Refusal::LinkUsed,
        "wrong-origin" => Refusal::WrongOrigin,
        "card-required" => Refusal::CardRequired,
        "card-not-here" => Refusal::CardNotHere,
        "ticket-at-hand" => Refusal::TicketAtHand,
        "no-ticket-at-hand" => Refusal::NoTicketAtHand,
        "slip-unknown" => Refusal::SlipUnknown,
        "device-revoked" => Refusal::DeviceRevoked,
        "device-required" => Refusal::DeviceRequired,
        "device-link-used" => Refusal::DeviceLinkUsed,
        "hall-unknown" => Refusal::HallUnknown,
        "enrolment-refused" => Refusal::EnrolmentRefused,
        "manifest-refused" => Refusal::ManifestRefused,
        "failed" => Refusal::Failed,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_is_read_as_it_was_sent() {
        for refusal in all() {
            let sent = Refused::from(refusal);
            let json = serde_json::to_string(&sent).unwrap();

            assert_eq!(read(&json), Some(sent), "{json}");
        }
    }

    #[test]
    fn what_is_no_refusal_is_not_taken_for_one() {
        assert_eq!(read("<html>"), None);
        assert_eq!(read(r#"{"refusal":"of-tomorrow","words":{"vi":"","en":""}}"#), None);
    }

    fn all() -> Vec<Refusal> {
        let words = Words { vi: "v".to_owned(), en: "e".to_owned() };
        let file = FileId(uuid::Uuid::nil());
        let number = TicketNumber { series: "A".into(), sequence: 7 };
        let question = QuestionRefused { question: "q".into(), words: words.clone() };
        let carried = [
            Refusal::TooLarge { bytes_max: 1 },
            Refusal::TooManyFiles { files_max: 2 },
            Refusal::UnknownProcedure { procedure: "1.1".into() },
            Refusal::ProcedureClosed { procedure: "1.1".into(), reason: words },
            Refusal::FormOutdated { version: 3 },
            Refusal::AnswersRefused { problems: vec![question] },
            Refusal::PaperRefused { component: "c".into() },
            Refusal::FileUnknown { file },
            Refusal::NotOffered { offer: Offer::Spent(None) },
            Refusal::AllowanceSpent { tickets_max: 2, holds: Some(number) },
            Refusal::TooManyTries { retry_after_s: 4 },
            Refusal::PasswordTooShort { signs_min: 5 },
            Refusal::CounterTaken { counter: CounterId(6) },
            Refusal::CounterNotOpen { counter: CounterId(6) },
            Refusal::SeriesUnknown { series: "A".into() },
            Refusal::SeriesNotServed { series: "B".into() },
            Refusal::NoteRefused { signs_max: 9 },
            Refusal::HoldTooLong { minutes_max: 10 },
            Refusal::AppointmentOtherDay,
            Refusal::CounterUnknown { counter: CounterId(7) },
            Refusal::Ticket { error: TicketError::Elsewhere(CounterId(8)) },
            Refusal::PrinterUnknown { printer: "p".into() },
            Refusal::PrinterNotReady { condition: PrinterCondition::PaperEnd },
        ];
        let plain = [
            Refusal::NotFound,
            Refusal::BrokenJson,
            Refusal::UnknownFields,
            Refusal::BrokenId,
            Refusal::WrongDigest,
            Refusal::WrongType,
            Refusal::OtherBytes,
            Refusal::NoForm,
            Refusal::ClockWentBack,
            Refusal::DiskFull,
            Refusal::NoRoomForFiles,
            Refusal::ChunksMissing { chunks: Vec::new() },
            Refusal::StoreStopped,
            Refusal::Busy,
            Refusal::NotSignedIn,
            Refusal::WrongPassword,
            Refusal::LinkUsed,
            Refusal::WrongOrigin,
            Refusal::CardRequired,
            Refusal::CardNotHere,
            Refusal::TicketAtHand,
            Refusal::NoTicketAtHand,
            Refusal::SlipUnknown,
            Refusal::DeviceRevoked,
            Refusal::DeviceRequired,
            Refusal::DeviceLinkUsed,
            Refusal::HallUnknown,
            Refusal::EnrolmentRefused,
            Refusal::ManifestRefused,
            Refusal::Failed,
        ];
        carried.into_iter().chain(plain).collect()
    }
}
