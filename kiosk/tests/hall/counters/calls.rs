//! Calling, calling again and closing.

use std::collections::BTreeSet;

use kiosk::store::StoreError;
use shared::hall::{DayFigures, Verb};
use shared::ids::ActId;
use shared::queue::Reason;
use shared::refusal::Refusal;
use shared::ticket::{
    Ending, Outcome, PriorityGroup, Ticket, TicketClass, TicketRequest, TicketState,
};
use uuid::Uuid;

use crate::support::{COPIES, Hall, ordinary, ticket_id};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn counters_that_press_next_together_never_get_the_same_ticket() {
    let hall = Hall::with_counters(3).await;
    hall.sit(5, &["A"]).await;
    hall.take_tickets(100).await;

    let mut called = BTreeSet::new();
    for _ in 0..25 {
        let tickets = tokio::join!(hall.next(1), hall.next(2), hall.next(3), hall.next(5));
        for (counter, ticket) in [(1, tickets.0), (2, tickets.1), (3, tickets.2), (5, tickets.3)] {
            assert!(called.insert(ticket.number.sequence), "{} twice", ticket.number);
            hall.does(counter, Verb::Close { ending: Ending::Served }).await;
        }
    }

    assert_eq!(called, (1..=100).collect());
}

#[tokio::test]
async fn the_same_press_is_done_once() {
    let hall = Hall::with_counters(1).await;
    hall.take_tickets(2).await;
    let act = ActId(Uuid::now_v7());

    let first = hall.act_as(1, act, Verb::Next).await.expect("somebody waits");
    let second = hall.act_as(1, act, Verb::Next).await.expect("it is the same press");
    let other = hall.act_as(1, act, Verb::Serve).await;

    assert_eq!(first, second);
    assert!(matches!(other, Err(StoreError::Refused(Refusal::OtherBytes))));
}

#[tokio::test]
async fn nobody_is_called_when_nobody_waits() {
    let hall = Hall::with_counters(1).await;

    let done = hall.press(1, Verb::Next).await.expect("it is no fault");

    assert_eq!((done.ticket, done.reason), (None, None));
}

#[tokio::test]
async fn a_citizen_who_does_not_come_after_three_calls_is_a_no_show() {
    let hall = Hall::with_counters(1).await;
    hall.take_tickets(1).await;
    hall.next(1).await;

    hall.does(1, Verb::Recall).await;
    hall.does(1, Verb::Recall).await;
    let ticket = hall.does(1, Verb::Recall).await;

    assert!(matches!(ticket.state, TicketState::Closed { outcome: Outcome::NoShow, .. }));
    let view = hall.view(1);
    assert_eq!(view.at_hand, None);
    assert_eq!(view.today, DayFigures { called: 1, no_shows: 1, ..DayFigures::default() });
}

#[tokio::test]
async fn two_ordinary_tickets_go_before_each_priority_ticket_and_the_reason_is_kept() {
    let hall = Hall::with_counters(3).await;
    hall.take_tickets(3).await;
    take_priority(&hall).await;

    let mut order = Vec::new();
    for counter in [1, 2, 3] {
        let ticket = hall.next(counter).await;
        order.push((ticket.number.sequence, reason(&ticket)));
    }

    assert_eq!(order[0], (1, Reason::OrdinaryTurn { ordinary_before: 0 }));
    assert_eq!(order[1], (2, Reason::OrdinaryTurn { ordinary_before: 1 }));
    assert_eq!(order[2], (4, Reason::PriorityTurn { ordinary_before: 2 }));
}

#[tokio::test]
async fn the_turn_of_the_classes_and_the_ticket_at_hand_survive_a_restart() {
    let hall = Hall::with_counters(3).await;
    hall.take_tickets(3).await;
    take_priority(&hall).await;
    hall.next(1).await;
    let at_hand = hall.next(2).await;

    let hall = hall.restart().await;

    assert_eq!(hall.view(2).at_hand, Some(at_hand));
    assert_eq!(hall.view(2).waiting.len(), 2);
    assert_eq!(hall.next(3).await.number.sequence, 4);
}

#[tokio::test]
async fn the_officer_sees_the_figures_of_the_day() {
    let hall = Hall::with_counters(1).await;
    hall.take_tickets(3).await;

    hall.next(1).await;
    hall.does(1, Verb::Serve).await;
    hall.clock.turn(chrono::TimeDelta::seconds(200));
    hall.does(1, Verb::Close { ending: Ending::Incomplete }).await;
    hall.serve_next(1).await;
    hall.miss_next(1).await;
    let hall = hall.restart().await;

    let today = hall.view(1).today;
    let expected = DayFigures { called: 3, served: 2, no_shows: 1, transferred: 0, service_s: 200 };
    assert_eq!(today, expected);
    assert_eq!(today.mean_service_s(), Some(100));
}

#[tokio::test]
async fn the_estimate_follows_how_long_matters_really_take() {
    let hall = Hall::with_counters(1).await;
    let before = hall.take_ticket(ticket_id()).await.estimate;
    hall.take_tickets(9).await;

    for _ in 0..8 {
        hall.next(1).await;
        hall.does(1, Verb::Serve).await;
        hall.clock.turn(chrono::TimeDelta::minutes(40));
        hall.does(1, Verb::Close { ending: Ending::Served }).await;
    }
    let hall = hall.restart().await;
    let after = hall.take_ticket(ticket_id()).await;

    assert_eq!((before.low_minutes, before.high_minutes), (0, 5));
    assert_eq!(after.people_before, 2);
    assert_eq!((after.estimate.low_minutes, after.estimate.high_minutes), (60, 120));
}

fn reason(ticket: &Ticket) -> Reason {
    let TicketState::Called { reason, .. } = &ticket.state else { panic!("it is called") };
    reason.clone()
}

async fn take_priority(hall: &Hall) {
    let class = TicketClass::Priority(PriorityGroup::Elderly);
    let request = TicketRequest { class, ..ordinary(COPIES) };
    hall.store().issue_ticket(ticket_id(), request, false).await.expect("it is offered");
}
