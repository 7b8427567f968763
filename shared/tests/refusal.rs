//! Every refusal has a name, a status and a sentence in two languages.

use std::collections::BTreeSet;

use shared::hall::Offer;
use shared::ids::{CounterId, SeriesCode};
use shared::lang::{Lang, Words};
use shared::refusal::{Refusal, Refused};
use shared::ticket::TicketError;

#[test]
fn a_refusal_travels_as_its_name_and_its_sentence() {
    let refused = Refused::from(Refusal::TooLarge { bytes_max: 20 * 1024 * 1024 });

    let sent = serde_json::to_value(&refused).unwrap();
    let read: Refused = serde_json::from_value(sent.clone()).unwrap();

    assert_eq!(sent["refusal"], "too-large");
    assert_eq!(sent["words"]["vi"], "Tệp lớn quá 20 MB. Ông/Bà vui lòng chọn tệp nhỏ hơn.");
    assert_eq!(read, refused);
}

#[test]
fn every_reason_not_to_offer_has_a_sentence_of_its_own() {
    let reopens = None;
    let offers = [
        Offer::Closed(reopens),
        Offer::Spent(reopens),
        Offer::Full(reopens),
        Offer::NotEnrolled,
        Offer::NoRoom,
        Offer::StoreStopped,
    ];

    let mut sentences: Vec<String> =
        offers.iter().map(|offer| Refusal::NotOffered { offer: *offer }.words().vi).collect();
    sentences.sort();
    sentences.dedup();

    assert_eq!(sentences.len(), offers.len());
}

#[test]
fn a_client_may_try_again_only_what_may_succeed_later() {
    let later = [Refusal::Busy, Refusal::StoreStopped, Refusal::ClockWentBack, Refusal::DiskFull];
    let never = [Refusal::OtherBytes, Refusal::WrongType, Refusal::ManifestRefused];

    assert!(later.iter().all(|refusal| refusal.status() >= 500));
    assert!(never.iter().all(|refusal| (400..500).contains(&refusal.status())));
}

#[test]
fn every_refusal_at_a_counter_has_a_sentence_of_its_own() {
    let counter = CounterId(4);
    let series = SeriesCode::from("A");
    let tickets = [
        TicketError::Elsewhere(counter),
        TicketError::Reserved(counter),
        TicketError::NotCalled,
        TicketError::Serving,
        TicketError::NotServing,
        TicketError::Held,
        TicketError::NotHeld,
        TicketError::Closed,
        TicketError::NotAbsent,
        TicketError::ReturnedBefore,
        TicketError::NotFromHere,
        TicketError::OtherDay,
        TicketError::TooManyMatters,
    ];
    let refusals = [
        Refusal::CounterTaken { counter },
        Refusal::CounterUnknown { counter },
        Refusal::CounterNotOpen { counter },
        Refusal::SeriesUnknown { series: series.clone() },
        Refusal::SeriesNotServed { series },
        Refusal::NoteRefused { signs_max: 200 },
        Refusal::HoldTooLong { minutes_max: 120 },
        Refusal::AppointmentOtherDay,
        Refusal::CardRequired,
        Refusal::CardNotHere,
        Refusal::AllowanceSpent { tickets_max: 2, holds: None },
        Refusal::TicketAtHand,
        Refusal::NoTicketAtHand,
    ];

    let all: Vec<Words> = refusals
        .into_iter()
        .chain(tickets.map(|error| Refusal::Ticket { error }))
        .map(|refusal| refusal.words())
        .collect();

    for lang in [Lang::Vi, Lang::En] {
        let sentences: BTreeSet<&str> = all.iter().map(|words| words.get(lang)).collect();
        assert_eq!(sentences.len(), all.len());
        assert!(sentences.iter().all(|sentence| sentence.ends_with('.')), "{sentences:?}");
    }
}

#[test]
fn a_ticket_refusal_names_the_counter() {
    let refusal = Refusal::Ticket { error: TicketError::Elsewhere(CounterId(4)) };

    assert_eq!(refusal.words().vi, "Số này đang ở quầy 4.");
}
