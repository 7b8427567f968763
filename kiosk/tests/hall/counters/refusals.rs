//! What a counter is refused, by name.

use shared::hall::Verb;
use shared::ids::CounterId;
use shared::refusal::Refusal;
use shared::ticket::{Ending, TicketError, Transfer};

use crate::support::Hall;

#[tokio::test]
async fn a_counter_with_a_ticket_at_hand_cannot_call_another() {
    let hall = Hall::with_counters(1).await;
    hall.take_tickets(2).await;
    hall.next(1).await;

    assert_eq!(hall.refuses(1, Verb::Next).await, Refusal::TicketAtHand);
}

#[tokio::test]
async fn a_counter_without_a_ticket_has_nothing_to_do_with_it() {
    let hall = Hall::with_counters(1).await;
    let transfer = Transfer::Counter { counter: CounterId(1) };

    for verb in [
        Verb::Serve,
        Verb::Recall,
        Verb::GoOn { procedure: "1.001193".into() },
        Verb::Hold { minutes: 10 },
        Verb::Transfer { transfer },
        Verb::Close { ending: Ending::Served },
    ] {
        assert_eq!(hall.refuses(1, verb).await, Refusal::NoTicketAtHand);
    }
}

#[tokio::test]
async fn a_counter_that_nobody_opened_calls_nobody() {
    let hall = Hall::with_counters(1).await;
    hall.take_tickets(1).await;

    let refused = hall.refuses(2, Verb::Next).await;

    assert_eq!(refused, Refusal::CounterNotOpen { counter: CounterId(2) });
    assert_eq!(hall.view(1).waiting.len(), 1);
}

#[tokio::test]
async fn an_officer_who_went_elsewhere_presses_nothing_at_the_old_counter() {
    let hall = Hall::with_counters(1).await;
    hall.take_tickets(1).await;

    let session = kiosk::store::Session {
        officer: crate::support::desk::desk(1).officer,
        name: "Reception 1".to_owned(),
        counter: CounterId(2),
        series: vec!["A".into()],
    };
    let token = shared::credential::Token::from_random(&[77; 32]);
    hall.store().begin_session(session, &token).await.expect("counter 2 is free");
    let refused = hall.refuses(1, Verb::Next).await;

    assert_eq!(refused, Refusal::CounterNotOpen { counter: CounterId(1) });
}

#[tokio::test]
async fn a_citizen_who_is_being_served_is_no_no_show() {
    let hall = Hall::with_counters(1).await;
    hall.take_tickets(1).await;
    hall.next(1).await;
    hall.does(1, Verb::Serve).await;

    let absent = hall.refuses(1, Verb::Close { ending: Ending::NoShow }).await;
    let called = hall.refuses(1, Verb::Recall).await;
    let twice = hall.refuses(1, Verb::Serve).await;

    for refused in [absent, called, twice] {
        assert_eq!(refused, Refusal::Ticket { error: TicketError::Serving });
    }
}
