//! What officers press at counters.

use std::collections::BTreeSet;
use std::sync::Arc;

use kiosk::store::StoreError;
use shared::hall::{ActDone, CounterView, Verb};
use shared::ids::{ActId, CounterId, OfficerId, SeriesCode};
use shared::queue::Reason;
use shared::refusal::Refusal;
use shared::ticket::{
    Desk, Outcome, PriorityGroup, Ticket, TicketClass, TicketRequest, TicketState,
};
use uuid::Uuid;

use crate::support::{COPIES, Hall, ordinary, ticket_id};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_counters_that_press_next_together_never_get_the_same_ticket() {
    let hall = Arc::new(Hall::open().await);
    for _ in 0..100 {
        hall.take_ticket(ticket_id()).await;
    }

    let mut called = BTreeSet::new();
    for _ in 0..50 {
        let (first, second) = tokio::join!(next(&hall, 1), next(&hall, 2));
        for (counter, ticket) in [(1, first), (2, second)] {
            assert!(called.insert(ticket.number.sequence), "{} twice", ticket.number);
            press(&hall, counter, Verb::Serve).await.expect("it was called here");
            let close = Verb::Close { outcome: Outcome::Served };
            press(&hall, counter, close).await.expect("it is served here");
        }
    }

    assert_eq!(called, (1..=100).collect());
}

#[tokio::test]
async fn the_same_press_is_done_once() {
    let hall = Hall::open().await;
    hall.take_ticket(ticket_id()).await;
    hall.take_ticket(ticket_id()).await;
    let act = ActId(Uuid::now_v7());

    let first = act_as(&hall, 1, act, Verb::Next).await.expect("somebody waits");
    let second = act_as(&hall, 1, act, Verb::Next).await.expect("it is the same press");
    let other = act_as(&hall, 1, act, Verb::Serve).await;

    assert_eq!(first, second);
    assert!(matches!(other, Err(StoreError::Refused(Refusal::OtherBytes))));
}

#[tokio::test]
async fn a_counter_with_a_ticket_at_hand_cannot_call_another() {
    let hall = Hall::open().await;
    hall.take_ticket(ticket_id()).await;
    hall.take_ticket(ticket_id()).await;
    next(&hall, 1).await;

    let refused = press(&hall, 1, Verb::Next).await;

    assert!(matches!(refused, Err(StoreError::Refused(Refusal::TicketAtHand))));
}

#[tokio::test]
async fn a_counter_without_a_ticket_has_nothing_to_serve() {
    let hall = Hall::open().await;

    for verb in [Verb::Serve, Verb::Recall, Verb::Close { outcome: Outcome::Served }] {
        let refused = press(&hall, 1, verb).await;

        assert!(matches!(refused, Err(StoreError::Refused(Refusal::NoTicketAtHand))));
    }
}

#[tokio::test]
async fn nobody_is_called_when_nobody_waits() {
    let hall = Hall::open().await;

    let done = press(&hall, 1, Verb::Next).await.expect("it is no fault");

    assert_eq!((done.ticket, done.reason), (None, None));
}

#[tokio::test]
async fn a_citizen_who_does_not_come_after_three_calls_is_a_no_show() {
    let hall = Hall::open().await;
    hall.take_ticket(ticket_id()).await;
    next(&hall, 1).await;

    press(&hall, 1, Verb::Recall).await.expect("the second call");
    press(&hall, 1, Verb::Recall).await.expect("the third call");
    let done = press(&hall, 1, Verb::Recall).await.expect("the end");

    let ticket = done.ticket.expect("a ticket was at hand");
    assert!(matches!(ticket.state, TicketState::Closed { outcome: Outcome::NoShow, .. }));
    let view = hall.store().counter_view(CounterId(1), &series()).expect("the store is open");
    assert_eq!((view.at_hand, view.closed_today), (None, 1));
}

#[tokio::test]
async fn two_ordinary_tickets_go_before_each_priority_ticket_and_the_reason_is_kept() {
    let hall = Hall::open().await;
    for _ in 0..3 {
        hall.take_ticket(ticket_id()).await;
    }
    let class = TicketClass::Priority(PriorityGroup::Elderly);
    let request = TicketRequest { class, ..ordinary(COPIES) };
    let id = ticket_id();
    hall.store().issue_ticket(id, request, false).await.expect("it is offered");

    let mut order = Vec::new();
    for counter in 1..=4 {
        let done = press(&hall, counter, Verb::Next).await.expect("somebody waits");
        order.push((done.ticket.expect("somebody waits").number.sequence, done.reason));
    }

    let sequence: Vec<u32> = order.iter().map(|(number, _)| *number).collect();
    assert_eq!(sequence, [1, 2, 4, 3]);
    assert_eq!(order[2].1, Some(Reason::PriorityTurn { ordinary_before: 2 }));
}

#[tokio::test]
async fn the_turn_of_the_classes_and_the_ticket_at_hand_survive_a_restart() {
    let hall = Hall::open().await;
    for _ in 0..3 {
        hall.take_ticket(ticket_id()).await;
    }
    let class = TicketClass::Priority(PriorityGroup::Pregnant);
    let request = TicketRequest { class, ..ordinary(COPIES) };
    hall.store().issue_ticket(ticket_id(), request, false).await.expect("it is offered");
    next(&hall, 1).await;
    let at_hand = next(&hall, 2).await;

    let hall = hall.restart().await;

    let view: CounterView =
        hall.store().counter_view(CounterId(2), &series()).expect("the store is open");
    assert_eq!(view.at_hand, Some(at_hand));
    assert_eq!(view.waiting.len(), 2);
    assert_eq!(next(&hall, 3).await.number.sequence, 4);
}

async fn next(hall: &Hall, counter: u16) -> Ticket {
    let done = press(hall, counter, Verb::Next).await.expect("the counter is free");
    done.ticket.expect("somebody waits")
}

async fn press(hall: &Hall, counter: u16, verb: Verb) -> Result<ActDone, StoreError> {
    act_as(hall, counter, ActId(Uuid::now_v7()), verb).await
}

async fn act_as(hall: &Hall, counter: u16, act: ActId, verb: Verb) -> Result<ActDone, StoreError> {
    let officer = OfficerId(Uuid::from_u128(u128::from(counter)));
    let desk = Desk { counter: CounterId(counter), officer };
    hall.store().act(desk, series(), act, verb).await
}

fn series() -> Vec<SeriesCode> {
    vec!["A".into()]
}
