//! Putting aside: back first in line when asked, or when its time is over.

use chrono::TimeDelta;
use shared::hall::{HOLD_MINUTES_MAX, Verb};
use shared::queue::Reason;
use shared::refusal::Refusal;
use shared::ticket::{Ticket, TicketError, TicketState};

use crate::support::Hall;

const TEN: Verb = Verb::Hold { minutes: 10 };

#[tokio::test]
async fn a_held_ticket_leaves_the_counter_free_and_comes_back_first_in_line() {
    let hall = Hall::with_counters(1).await;
    let tickets = hall.take_tickets(3).await;
    hall.next(1).await;
    hall.does(1, Verb::Serve).await;

    hall.does(1, TEN).await;
    let second = hall.serve_next(1).await;
    let held: Vec<_> = hall.view(1).held.iter().map(|one| one.ticket).collect();
    hall.does(1, Verb::Resume { ticket: tickets[0] }).await;
    let back = hall.next(1).await;

    assert_eq!(second.id, tickets[1]);
    assert_eq!(held, tickets[..1]);
    assert_eq!(back.id, tickets[0]);
    assert_eq!(reason(&back), Reason::FirstInLine);
    assert_eq!(hall.view(1).held, []);
}

#[tokio::test]
async fn a_hold_that_is_over_puts_the_ticket_back_by_itself() {
    let hall = Hall::with_counters(1).await;
    let tickets = hall.take_tickets(3).await;
    hall.next(1).await;
    hall.does(1, TEN).await;

    hall.clock.turn(TimeDelta::minutes(9));
    let before = hall.serve_next(1).await;
    hall.clock.turn(TimeDelta::minutes(1));
    let after = hall.next(1).await;

    assert_eq!((before.id, after.id), (tickets[1], tickets[0]));
}

#[tokio::test]
async fn a_hold_survives_a_restart_and_ends_on_time_after_it() {
    let hall = Hall::with_counters(1).await;
    let tickets = hall.take_tickets(2).await;
    hall.next(1).await;
    hall.does(1, TEN).await;

    let hall = hall.restart().await;
    let held = hall.state(tickets[0]);
    hall.clock.turn(TimeDelta::minutes(11));
    let hall = hall.restart().await;

    assert!(matches!(held, TicketState::Held { .. }), "{held:?}");
    assert_eq!(hall.view(1).held, []);
    assert_eq!(hall.next(1).await.id, tickets[0]);
}

#[tokio::test]
async fn nobody_is_held_for_nothing_or_for_ever() {
    let hall = Hall::with_counters(1).await;
    hall.take_tickets(1).await;
    hall.next(1).await;

    for minutes in [0, HOLD_MINUTES_MAX + 1] {
        let refused = hall.refuses(1, Verb::Hold { minutes }).await;

        assert_eq!(refused, Refusal::HoldTooLong { minutes_max: HOLD_MINUTES_MAX });
    }
}

#[tokio::test]
async fn only_a_held_ticket_is_resumed() {
    let hall = Hall::with_counters(1).await;
    let ticket = hall.take_tickets(1).await[0];

    let refused = hall.refuses(1, Verb::Resume { ticket }).await;

    assert_eq!(refused, Refusal::Ticket { error: TicketError::NotHeld });
}

fn reason(ticket: &Ticket) -> Reason {
    let TicketState::Called { reason, .. } = &ticket.state else { panic!("it is called") };
    reason.clone()
}
