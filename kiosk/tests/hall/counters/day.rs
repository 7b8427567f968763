//! The end of a day closes whatever is open, wherever it is.

use chrono::TimeDelta;
use shared::hall::Verb;
use shared::ids::TicketId;
use shared::ticket::{Ending, Outcome, TicketState};

use crate::support::Hall;

#[tokio::test]
async fn every_kind_of_open_ticket_is_not_served_when_the_day_is_over() {
    let hall = Hall::with_counters(2).await;
    let open = open_tickets(&hall).await;

    hall.clock.turn(TimeDelta::days(1));
    hall.store().begin_day().await.expect("the store is open");

    assert_all_not_served(&hall, &open);
    assert_fresh(&hall).await;
}

#[tokio::test]
async fn a_hall_that_was_off_at_midnight_closes_them_when_it_starts() {
    let hall = Hall::with_counters(2).await;
    let open = open_tickets(&hall).await;

    hall.clock.turn(TimeDelta::days(3));
    let hall = hall.restart().await;

    assert_all_not_served(&hall, &open);
    assert_fresh(&hall).await;
}

#[tokio::test]
async fn the_day_turns_at_midnight_in_viet_nam() {
    let hall = Hall::with_counters(1).await;
    hall.take_tickets(1).await;

    hall.clock.set("2026-11-23T16:59:59Z".parse().expect("a constant moment"));
    let before = hall.take_ticket(crate::support::ticket_id()).await.ticket;
    hall.clock.set("2026-11-23T17:00:00Z".parse().expect("a constant moment"));
    let after = hall.take_ticket(crate::support::ticket_id()).await.ticket;

    assert_eq!(
        (before.number.to_string(), after.number.to_string()),
        ("A002".into(), "A001".into())
    );
    assert_eq!(after.service_day.to_string(), "2026-11-24");
}

/// One that waits, one called, one served, one held, one returned, one reserved.
async fn open_tickets(hall: &Hall) -> Vec<TicketId> {
    let tickets = hall.take_tickets(6).await;
    hall.next(1).await;
    hall.does(1, Verb::Hold { minutes: 100 }).await;
    hall.miss_next(1).await;
    hall.serve_next(1).await;
    hall.next(1).await;
    hall.does(1, Verb::Serve).await;
    hall.next(2).await;
    hall.does(1, Verb::Return { ticket: tickets[1] }).await;
    hall.does(1, Verb::Again { ticket: tickets[2] }).await;
    tickets
}

fn assert_all_not_served(hall: &Hall, tickets: &[TicketId]) {
    for ticket in tickets {
        let state = hall.state(*ticket);
        let is_closed = matches!(state, TicketState::Closed { outcome: Outcome::NotServed, .. });
        assert!(is_closed, "{state:?}");
    }
}

/// Nothing of yesterday is seen, and the numbers begin at one.
async fn assert_fresh(hall: &Hall) {
    hall.sit(1, &["A"]).await;
    let view = hall.view(1);
    assert_eq!((view.at_hand, view.waiting, view.held, view.gone), (None, vec![], vec![], vec![]));
    assert_eq!(view.today, shared::hall::DayFigures::default());
    assert_eq!(hall.take_tickets(1).await.len(), 1);
    let called = hall.next(1).await;
    assert_eq!(called.number.to_string(), "A001");
    hall.does(1, Verb::Close { ending: Ending::Served }).await;
}
