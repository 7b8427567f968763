//! A day ends and the next begins: numbers start at one, and nobody is left in yesterday's queue.

#![allow(clippy::unwrap_used, reason = "a test says what must not fail by failing")]

use std::sync::Arc;

use chrono::TimeDelta;
use promises::clock::TestClock;
use promises::counter::Counter;
use promises::events::Screen;
use promises::hall::{HallPlan, TestHall};
use promises::posted::BIRTH;
use shared::refusal::Refusal;
use shared::ticket::{Outcome, TicketState};
use shared::time::ServiceDay;

const A_DAY: TimeDelta = TimeDelta::days(1);

#[tokio::test(flavor = "multi_thread")]
async fn a_new_day_starts_at_one() {
    let clock = Arc::new(TestClock::on_a_working_morning());
    let hall = HallPlan::default().clock(&clock).alone().await;
    let yesterday = [hall.take_ticket(BIRTH).await, hall.take_ticket(BIRTH).await];
    assert_eq!(yesterday[1].ticket.number.sequence, 2);

    clock.turn(A_DAY);
    let today = hall.take_ticket(BIRTH).await.ticket;

    assert_eq!(today.number.sequence, 1);
    assert_eq!(today.service_day, ServiceDay::of(clock.now()));
    assert_eq!(hall.take_ticket(BIRTH).await.ticket.number.sequence, 2);
    for ticket in yesterday {
        assert_not_served(&hall, ticket.ticket.id).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hall_that_was_off_overnight_starts_at_one() {
    let clock = Arc::new(TestClock::on_a_working_morning());
    let mut hall = HallPlan::default().clock(&clock).alone().await;
    let yesterday = hall.take_ticket(BIRTH).await.ticket;

    clock.turn(A_DAY);
    hall.restart().await;

    assert_not_served(&hall, yesterday.id).await;
    assert_eq!(hall.take_ticket(BIRTH).await.ticket.number.sequence, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn displays_and_counters_start_a_new_day_too() {
    let clock = Arc::new(TestClock::on_a_working_morning());
    let hall = HallPlan::default().clock(&clock).alone().await;
    hall.take_ticket(BIRTH).await;
    let counter = Counter::open(&hall, 1).await;
    counter.next().await;
    let visitor = hall.new_visitor();
    let mut display = Screen::follow(&visitor).await;

    clock.turn(A_DAY);
    hall.take_ticket(BIRTH).await;

    let today = ServiceDay::of(clock.now());
    let is_fresh = |hall: &shared::hall::HallSnapshot| {
        hall.service_day == today && hall.waiting.iter().any(|one| one.waiting.ordinary == 1)
    };
    let seen = display.hall_when(is_fresh).await;
    assert_eq!(seen.calls, []);
    assert_eq!(counter.visitor().get("/api/counter").await.refusal(), Refusal::NotSignedIn);
}

async fn assert_not_served(hall: &TestHall, ticket: shared::ids::TicketId) {
    let state = hall.ticket(ticket).await.ticket.state;
    let is_closed = matches!(state, TicketState::Closed { outcome: Outcome::NotServed, .. });
    assert!(is_closed, "{state:?}");
}
