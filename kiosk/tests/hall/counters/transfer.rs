//! Handing over: to another series or to another counter, under the same number.

use chrono::TimeDelta;
use shared::hall::Verb;
use shared::ids::CounterId;
use shared::queue::Reason;
use shared::refusal::Refusal;
use shared::ticket::{Keeps, Ticket, TicketState, Transfer};

use crate::support::{Hall, ordinary, ticket_id};

/// A procedure whose tickets are of series C.
const BUSINESS: &str = "1.001612";

#[tokio::test]
async fn a_ticket_goes_to_another_series_by_its_arrival_or_first_in_line() {
    for (keeps, expected) in [(Keeps::Arrival, "A001"), (Keeps::FirstInLine, "A001")] {
        let hall = hall_of_two_fields().await;
        hall.take_tickets(1).await;
        hall.clock.turn(TimeDelta::minutes(1));
        take_of_c(&hall).await;
        hall.next(1).await;

        let transfer = Transfer::Series { series: "C".into(), keeps };
        hall.does(1, Verb::Transfer { transfer }).await;

        assert_eq!(hall.next(4).await.number.to_string(), expected, "{keeps:?}");
    }
}

#[tokio::test]
async fn only_who_goes_first_in_line_overtakes_those_who_came_before() {
    for (keeps, expected) in [(Keeps::Arrival, "C001"), (Keeps::FirstInLine, "A001")] {
        let hall = hall_of_two_fields().await;
        take_of_c(&hall).await;
        hall.clock.turn(TimeDelta::minutes(1));
        hall.take_tickets(1).await;
        hall.next(1).await;

        let transfer = Transfer::Series { series: "C".into(), keeps };
        hall.does(1, Verb::Transfer { transfer }).await;

        assert_eq!(hall.next(4).await.number.to_string(), expected, "{keeps:?}");
    }
}

#[tokio::test]
async fn a_transfer_survives_a_restart() {
    let hall = hall_of_two_fields().await;
    hall.take_tickets(1).await;
    hall.next(1).await;
    let transfer = Transfer::Series { series: "C".into(), keeps: Keeps::Arrival };
    let moved = hall.does(1, Verb::Transfer { transfer }).await;

    let hall = hall.restart().await;

    assert_eq!(hall.view(1).waiting, []);
    assert_eq!(hall.next(4).await.id, moved.id);
    assert_eq!(hall.take_ticket(ticket_id()).await.ticket.number.to_string(), "A002");
}

#[tokio::test]
async fn a_ticket_handed_to_a_counter_is_called_there_first() {
    let hall = hall_of_two_fields().await;
    hall.take_tickets(1).await;
    take_of_c(&hall).await;
    hall.next(1).await;

    let transfer = Transfer::Counter { counter: CounterId(4) };
    hall.does(1, Verb::Transfer { transfer }).await;
    let hall = hall.restart().await;
    let called = hall.next(4).await;

    assert_eq!(called.number.to_string(), "A001");
    assert!(matches!(called.state, TicketState::Called { reason: Reason::Reserved, .. }));
    assert_eq!(hall.view(1).today.transferred, 1);
}

#[tokio::test]
async fn nothing_is_handed_to_a_counter_that_nobody_opened_or_nobody_knows() {
    let hall = hall_of_two_fields().await;
    hall.take_tickets(1).await;
    hall.next(1).await;
    let to = |counter| Verb::Transfer { transfer: Transfer::Counter { counter } };

    let not_open = hall.refuses(1, to(CounterId(2))).await;
    let unknown = hall.refuses(1, to(CounterId(99))).await;

    assert_eq!(not_open, Refusal::CounterNotOpen { counter: CounterId(2) });
    assert_eq!(unknown, Refusal::CounterUnknown { counter: CounterId(99) });
}

#[tokio::test]
async fn nothing_is_handed_to_a_series_that_nobody_knows() {
    let hall = Hall::with_counters(1).await;
    hall.take_tickets(1).await;
    hall.next(1).await;

    let transfer = Transfer::Series { series: "Z".into(), keeps: Keeps::Arrival };
    let refused = hall.refuses(1, Verb::Transfer { transfer }).await;

    assert_eq!(refused, Refusal::SeriesUnknown { series: "Z".into() });
}

async fn hall_of_two_fields() -> Hall {
    let hall = Hall::with_counters(1).await;
    hall.sit(4, &["C"]).await;
    hall
}

async fn take_of_c(hall: &Hall) -> Ticket {
    let issued = hall.store().issue_ticket(ticket_id(), ordinary(BUSINESS), false).await;
    issued.expect("it is offered").ticket
}
