//! Two and four counters press *next* together: no ticket is called twice, none is left out.

#![allow(clippy::unwrap_used, reason = "a test says what must not fail by failing")]

use std::collections::BTreeMap;

use promises::books;
use promises::counter::Counter;
use promises::hall::{HallPlan, TestHall, ticket_request};
use promises::patience::all_of;
use promises::posted::{self, BIRTH};
use shared::hall::ActDone;
use shared::ids::{CounterId, TicketId};
use shared::journal::{HallEvent, read_chain};
use shared::queue::Reason;
use shared::ticket::{PriorityGroup, Ticket, TicketClass, TicketRequest, TicketState};
use uuid::Uuid;

const PRESSES: usize = 1_000;
/// One in so many is of a priority group.
const PRIORITY_EVERY: usize = 7;

#[tokio::test(flavor = "multi_thread")]
async fn two_counters_press_next_together_1000_times() {
    press_together(2, PRESSES).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn four_counters_press_next_together() {
    press_together(4, PRESSES / 4).await;
}

async fn press_together(counters: u16, presses: usize) {
    let copy = posted::Copy::with_many_numbers();
    let hall = HallPlan::default().catalogue(copy.path()).alone().await;
    // One fewer than is asked for, so that the last press of one counter finds nobody.
    let tickets = usize::from(counters) * presses - 1;
    give_out_tickets(&hall, tickets).await;
    let desks = all_of((1..=counters).map(|counter| Counter::open(&hall, counter))).await;
    let mut calls: BTreeMap<TicketId, (u16, Reason)> = BTreeMap::new();
    let mut nobody = 0;

    for _ in 0..presses {
        let pressed = all_of(desks.iter().map(Counter::next)).await;
        let served = (1..).zip(&desks).zip(pressed).filter_map(|((counter, desk), done)| {
            let Some((ticket, reason)) = called(done, counter) else {
                nobody += 1;
                return None;
            };
            let twice = calls.insert(ticket, (counter, reason));
            assert_eq!(twice, None, "a ticket was called twice");
            Some(desk.close())
        });
        all_of(served.collect::<Vec<_>>()).await;
    }

    assert_eq!((calls.len(), nobody), (tickets, 1));
    assert_eq!(calls_in_the_journal(&hall), calls);
    assert_eq!(desks[0].view().await.waiting, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_counter_gets_a_second_ticket() {
    let hall = TestHall::alone().await;
    hall.take_ticket(BIRTH).await;
    hall.take_ticket(BIRTH).await;
    let counter = Counter::open(&hall, 1).await;
    counter.next().await;

    let second = counter.press(promises::counter::act(), &shared::hall::Verb::Next).await;

    assert_eq!(second.refusal(), shared::refusal::Refusal::TicketAtHand);
    assert_eq!(counter.view().await.waiting.len(), 1);
}

async fn give_out_tickets(hall: &TestHall, count: usize) {
    let requests: Vec<TicketRequest> = (0..count).map(request).collect();
    for some in requests.chunks(50) {
        let asked = some.iter().map(|request| hall.put_ticket(TicketId(Uuid::now_v7()), request));
        for answer in all_of(asked).await {
            assert!(answer.is_success(), "{}", answer.text());
        }
    }
}

fn request(place: usize) -> TicketRequest {
    let class = if place.is_multiple_of(PRIORITY_EVERY) {
        TicketClass::Priority(PriorityGroup::Elderly)
    } else {
        TicketClass::Ordinary
    };
    TicketRequest { class, ..ticket_request(BIRTH) }
}

/// The ticket that was called to this counter, and the rule that chose it.
fn called(done: ActDone, counter: u16) -> Option<(TicketId, Reason)> {
    let Ticket { id, state, .. } = done.ticket?;
    let TicketState::Called { at, reason, calls, .. } = state else {
        panic!("a ticket that was called is called: {state:?}")
    };
    assert_eq!((at.counter, calls), (CounterId(counter), 1));
    assert_eq!(done.reason.as_ref(), Some(&reason), "the rule is told and stored");
    Some((id, reason))
}

fn calls_in_the_journal(hall: &TestHall) -> BTreeMap<TicketId, (u16, Reason)> {
    let entries = read_chain(&books::journal_of(hall.store())).unwrap();
    let calls = entries.into_iter().filter_map(|entry| {
        let HallEvent::TicketCalled { ticket, desk, reason, .. } = entry.event else { return None };
        Some((ticket, (desk.counter.0, reason)))
    });
    calls.collect()
}
