//! Every refusal has a name, a status and a sentence in two languages.

use shared::hall::Offer;
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
    let offers = [Offer::Closed, Offer::Spent, Offer::NotEnrolled, Offer::StoreStopped];

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
fn a_ticket_refusal_names_the_counter() {
    let refusal = Refusal::Ticket { error: TicketError::Elsewhere(shared::ids::CounterId(4)) };

    assert_eq!(refusal.words().vi, "Số này đang ở quầy 4.");
}
