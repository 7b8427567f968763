//! Back to the same officer without queueing.

use chrono::TimeDelta;
use shared::hall::Verb;
use shared::queue::Reason;
use shared::refusal::Refusal;
use shared::ticket::{Ending, TicketError, TicketState};

use crate::support::Hall;

#[tokio::test]
async fn who_was_served_here_goes_before_everybody_at_this_counter_alone() {
    let hall = Hall::with_counters(2).await;
    let tickets = hall.take_tickets(4).await;
    hall.next(1).await;
    hall.does(1, Verb::Serve).await;
    hall.does(1, Verb::Close { ending: Ending::Incomplete }).await;

    hall.does(1, Verb::Again { ticket: tickets[0] }).await;
    let elsewhere = hall.next(2).await;
    let here = hall.next(1).await;

    assert_eq!((elsewhere.id, here.id), (tickets[1], tickets[0]));
    assert!(matches!(here.state, TicketState::Called { reason: Reason::Reserved, .. }));
}

#[tokio::test]
async fn a_reservation_survives_a_restart_and_ends_in_the_series() {
    let hall = Hall::with_counters(2).await;
    let tickets = hall.take_tickets(2).await;
    hall.serve_next(1).await;
    hall.clock.turn(TimeDelta::minutes(1));
    hall.does(1, Verb::Again { ticket: tickets[0] }).await;

    let hall = hall.restart().await;
    let kept_for_1: Vec<_> = hall.view(1).waiting.iter().map(|one| one.ticket).collect();
    let seen_by_2: Vec<_> = hall.view(2).waiting.iter().map(|one| one.ticket).collect();
    hall.clock.turn(TimeDelta::minutes(30));
    hall.store().begin_day().await.expect("the store is open");
    let released: Vec<_> = hall.view(2).waiting.iter().map(|one| one.ticket).collect();

    assert_eq!(kept_for_1, [tickets[1], tickets[0]]);
    assert_eq!(seen_by_2, tickets[1..]);
    assert_eq!(released, [tickets[1], tickets[0]]);
}

#[tokio::test]
async fn the_counter_offers_whom_it_served_and_no_other_counter_does() {
    let hall = Hall::with_counters(2).await;
    let ticket = hall.take_tickets(1).await[0];
    hall.serve_next(1).await;

    let offered: Vec<_> = hall.view(1).gone.iter().map(|one| one.ticket).collect();
    let refused = hall.refuses(2, Verb::Again { ticket }).await;

    assert_eq!(offered, [ticket]);
    assert_eq!(hall.view(2).gone, []);
    assert_eq!(refused, Refusal::Ticket { error: TicketError::NotFromHere });
}
