//! A no-show who turns up goes back once, and is called after three others.

use shared::hall::Verb;
use shared::queue::Reason;
use shared::refusal::Refusal;
use shared::ticket::{TicketError, TicketState};

use crate::support::{Hall, ticket_id};

#[tokio::test]
async fn who_turns_up_is_called_after_three_further_calls() {
    let hall = Hall::with_counters(1).await;
    let tickets = hall.take_tickets(6).await;
    hall.miss_next(1).await;
    hall.does(1, Verb::Return { ticket: tickets[0] }).await;

    let mut order = Vec::new();
    for _ in 0..3 {
        order.push(hall.serve_next(1).await.id);
    }
    let back = hall.next(1).await;

    assert_eq!(order, tickets[1..4]);
    assert_eq!(back.id, tickets[0]);
    assert!(matches!(back.state, TicketState::Called { reason: Reason::Returned, .. }));
}

#[tokio::test]
async fn the_calls_that_go_before_are_counted_across_a_restart() {
    let hall = Hall::with_counters(1).await;
    let tickets = hall.take_tickets(6).await;
    hall.miss_next(1).await;
    hall.does(1, Verb::Return { ticket: tickets[0] }).await;
    hall.serve_next(1).await;

    let hall = hall.restart().await;
    let told = hall.store().ticket(tickets[0]).expect("the ticket is known");
    hall.serve_next(1).await;
    hall.serve_next(1).await;

    assert_eq!(told.people_before, 2);
    assert_eq!(hall.next(1).await.id, tickets[0]);
}

#[tokio::test]
async fn who_turns_up_in_an_empty_hall_is_called_at_once() {
    let hall = Hall::with_counters(1).await;
    let tickets = hall.take_tickets(1).await;
    hall.miss_next(1).await;

    hall.does(1, Verb::Return { ticket: tickets[0] }).await;

    assert_eq!(hall.next(1).await.id, tickets[0]);
}

#[tokio::test]
async fn the_counter_offers_whom_it_missed_and_takes_nobody_back_twice() {
    let hall = Hall::with_counters(1).await;
    let ticket = hall.take_tickets(1).await[0];
    hall.miss_next(1).await;
    let offered: Vec<_> = hall.view(1).gone.iter().map(|one| one.ticket).collect();

    hall.does(1, Verb::Return { ticket }).await;
    hall.miss_next(1).await;
    let refused = hall.refuses(1, Verb::Return { ticket }).await;

    assert_eq!(offered, [ticket]);
    assert_eq!(hall.view(1).gone, []);
    assert_eq!(refused, Refusal::Ticket { error: TicketError::ReturnedBefore });
}

#[tokio::test]
async fn only_a_no_show_of_this_day_is_put_back() {
    let hall = Hall::with_counters(1).await;
    let tickets = hall.take_tickets(2).await;
    hall.miss_next(1).await;

    let waiting = hall.refuses(1, Verb::Return { ticket: tickets[1] }).await;
    let unknown = hall.refuses(1, Verb::Return { ticket: ticket_id() }).await;
    hall.clock.turn(chrono::TimeDelta::days(1));
    hall.store().begin_day().await.expect("the store is open");
    hall.sit(1, &["A"]).await;
    let yesterday = hall.refuses(1, Verb::Return { ticket: tickets[0] }).await;

    assert_eq!(waiting, Refusal::Ticket { error: TicketError::NotAbsent });
    assert_eq!(unknown, Refusal::NotFound);
    assert_eq!(yesterday, Refusal::Ticket { error: TicketError::OtherDay });
}
