//! Taking a number.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::TimeDelta;
use kiosk::store::Opening;
use shared::hall::{Offer, PrintState, Reopening, TicketView};
use shared::ids::{PrintJobId, TicketId};
use shared::refusal::Refusal;
use shared::ticket::{Outcome, TicketState};

use crate::support::{COPIES, Hall, ordinary, posted_but, ticket_id};

#[tokio::test]
async fn the_same_ticket_request_gets_the_same_answer() {
    let hall = Hall::open().await;
    let path = format!("/api/tickets/{}?paper=true", ticket_id());

    let first = hall.put(&path, &ordinary(COPIES)).await;
    hall.take_ticket(ticket_id()).await;
    let second = hall.put(&path, &ordinary(COPIES)).await;

    assert_eq!(first.body, second.body);
    assert_eq!(first.json::<TicketView>().ticket.number.to_string(), "A001");
    assert_eq!(hall.take_ticket(ticket_id()).await.ticket.number.to_string(), "A003");
}

#[tokio::test]
async fn another_request_under_a_known_id_is_refused() {
    let hall = Hall::open().await;
    let path = format!("/api/tickets/{}", ticket_id());
    hall.put(&path, &ordinary(COPIES)).await;

    let refused = hall.put(&path, &ordinary("1.001193")).await;

    assert_eq!(refused.refusal(), Refusal::OtherBytes);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_clients_that_repeat_themselves_get_exactly_the_numbers_from_one() {
    let hall = Arc::new(Hall::open().await);

    let clients = (0..8).map(|_| {
        let hall = Arc::clone(&hall);
        tokio::spawn(async move {
            let mut taken = Vec::new();
            for _ in 0..12 {
                let id = ticket_id();
                let (first, second) = tokio::join!(hall.take_ticket(id), hall.take_ticket(id));
                assert_eq!(first, second);
                taken.push(first.ticket.number.sequence);
            }
            taken
        })
    });
    let mut numbers = Vec::new();
    for client in clients.collect::<Vec<_>>() {
        numbers.extend(client.await.expect("the client ends well"));
    }

    assert_eq!(numbers.len(), 96);
    assert_eq!(numbers.into_iter().collect::<BTreeSet<_>>(), (1..=96).collect());
}

#[tokio::test]
async fn a_restart_neither_skips_nor_repeats_a_number() {
    let hall = Hall::open().await;
    let before = hall.take_ticket(ticket_id()).await.ticket.number.sequence;

    let hall = hall.restart().await;
    let after = hall.take_ticket(ticket_id()).await;

    assert_eq!((before, after.ticket.number.sequence), (1, 2));
    assert_eq!(after.people_before, 1);
}

#[tokio::test]
async fn a_new_day_closes_the_open_tickets_and_begins_at_one() {
    let hall = Hall::open().await;
    let yesterday = ticket_id();
    hall.take_ticket(yesterday).await;

    hall.clock.turn(TimeDelta::days(1));
    let first = hall.take_ticket(ticket_id()).await;

    assert_eq!(first.ticket.number.sequence, 1);
    assert_eq!(first.people_before, 0);
    let closed: TicketView = hall.get(&format!("/api/tickets/{yesterday}")).await.json();
    let TicketState::Closed { outcome, .. } = closed.ticket.state else {
        panic!("{:?} should be closed", closed.ticket.state);
    };
    assert_eq!(outcome, Outcome::NotServed);
}

#[tokio::test]
async fn tickets_are_offered_during_the_posted_hours_only() {
    let hall = Hall::open_with(|config| config.opening = Opening::Posted).await;
    hall.clock.set("2026-11-23T13:00:00Z".parse().expect("a constant moment"));

    let path = format!("/api/tickets/{}", ticket_id());
    let refused = hall.put(&path, &ordinary(COPIES)).await;

    // The day after is a day off.
    let at = "2026-11-25T07:00:00".parse().expect("a constant moment");
    let reopens = Some(Reopening::On(at));
    assert_eq!(refused.refusal(), Refusal::NotOffered { offer: Offer::Closed(reopens) });
}

#[tokio::test]
async fn no_number_is_given_out_beyond_the_capacity_of_the_day() {
    let catalogue = tempfile::tempdir().expect("a temporary folder");
    posted_but(catalogue.path(), "fields.json", |fields| fields[0]["daily_capacity"] = 1.into());
    let folder = catalogue.path().to_owned();
    let hall = Hall::open_with(|config| config.catalogue_dir = folder).await;
    hall.take_ticket(ticket_id()).await;

    let path = format!("/api/tickets/{}", ticket_id());
    let refused = hall.put(&path, &ordinary(COPIES)).await;

    assert_eq!(refused.refusal(), Refusal::NotOffered { offer: Offer::Spent(None) });
}

#[tokio::test]
async fn the_slip_of_a_ticket_can_be_looked_at() {
    let hall = Hall::open().await;
    let id = ticket_id();
    hall.put(&format!("/api/tickets/{id}?paper=true"), &ordinary(COPIES)).await;

    let slip = hall.get(&format!("/api/tickets/{id}/slip.png")).await;

    assert_eq!(slip.header("content-type"), "image/png");
    assert!(slip.body.starts_with(b"\x89PNG"));
}

#[tokio::test]
async fn a_ticket_on_a_phone_has_no_slip() {
    let hall = Hall::open().await;
    let id = ticket_id();

    let taken = hall.take_ticket(id).await;

    assert_eq!(taken.slip, PrintState::None);
    let slip = hall.get(&format!("/api/tickets/{id}/slip.png")).await;
    assert_eq!(slip.refusal(), Refusal::NotFound);
}

#[tokio::test]
async fn a_slip_on_its_way_is_unknown_after_a_restart_and_its_reprint_says_so() {
    let hall = Hall::open().await;
    let store = hall.store().clone();
    let id = ticket_id();
    let job = PrintJobId(id.0);
    store.issue_ticket(id, ordinary(COPIES), true).await.expect("a ticket is given out");
    wait_until_printed(&hall, id).await;
    store.print_sent(job).await.expect("the job is known");

    let hall = hall.restart().await;
    let unknown: TicketView = hall.get(&format!("/api/tickets/{id}")).await.json();
    hall.store().reprint(job).await.expect("the job is known");

    assert_eq!(unknown.slip, PrintState::Unknown);
    let reprint = hall.store().print_job(job).expect("the job is known");
    let shared::slip::Slip::Ticket(slip) = reprint.slip else { panic!("it is a ticket's slip") };
    assert!(slip.is_reprint);
}

async fn wait_until_printed(hall: &Hall, id: TicketId) {
    loop {
        let view = hall.store().ticket(id).expect("the ticket is known");
        if view.slip == PrintState::Confirmed {
            return;
        }
        tokio::task::yield_now().await;
    }
}
