//! The place of a ticket on the phone that scanned its slip.

use chrono::TimeDelta;
use reqwest::StatusCode;
use shared::hall::{LiveStanding, LiveTicket, TicketView, Verb};
use shared::ids::{CounterId, PrintJobId};
use shared::refusal::Refusal;
use shared::slip::Slip;
use shared::ticket::Ending;

use crate::support::{COPIES, Hall, ordinary, ticket_id};

#[tokio::test]
async fn a_slip_is_followed_from_the_queue_to_the_counter_and_away() {
    let hall = Hall::with_counters(1).await;
    hall.take_ticket(ticket_id()).await;
    let token = followed(&hall).await;

    let waiting = standing(&hall, &token).await;
    hall.serve_next(1).await;
    hall.next(1).await;
    let called = standing(&hall, &token).await;
    hall.does(1, Verb::Serve).await;
    let serving = standing(&hall, &token).await;
    hall.does(1, Verb::Close { ending: Ending::Served }).await;
    let served = standing(&hall, &token).await;

    assert!(matches!(waiting, LiveStanding::Waiting { people_before: 1, .. }), "{waiting:?}");
    assert_eq!(called, LiveStanding::Called { counter: CounterId(1), calls: 1 });
    assert_eq!(serving, LiveStanding::Serving { counter: CounterId(1) });
    assert_eq!(served, LiveStanding::Served);
}

#[tokio::test]
async fn a_missed_call_may_be_mended_once() {
    let hall = Hall::with_counters(1).await;
    let token = followed(&hall).await;

    let ticket = hall.miss_next(1).await.id;
    let once = standing(&hall, &token).await;
    hall.does(1, Verb::Return { ticket }).await;
    let back = standing(&hall, &token).await;
    hall.miss_next(1).await;
    let twice = standing(&hall, &token).await;

    assert_eq!(once, LiveStanding::Missed { may_return: true });
    assert!(matches!(back, LiveStanding::Waiting { .. }), "{back:?}");
    assert_eq!(twice, LiveStanding::Missed { may_return: false });
}

#[tokio::test]
async fn a_slip_of_yesterday_says_that_its_day_is_over() {
    let hall = Hall::open().await;
    let token = followed(&hall).await;

    hall.clock.turn(TimeDelta::days(1));
    let before_the_first_write = standing(&hall, &token).await;
    hall.store().begin_day().await.expect("the store is open");
    let after = standing(&hall, &token).await;

    assert_eq!(before_the_first_write, LiveStanding::DayOver);
    assert_eq!(after, LiveStanding::DayOver);
}

#[tokio::test]
async fn a_slip_is_followed_after_a_restart() {
    let hall = Hall::open().await;
    let token = followed(&hall).await;

    let hall = hall.restart().await;

    assert!(matches!(standing(&hall, &token).await, LiveStanding::Waiting { .. }));
}

#[tokio::test]
async fn a_token_nobody_was_given_opens_nothing() {
    let hall = Hall::open().await;
    let taken = hall.take_ticket(ticket_id()).await;

    for guess in [taken.ticket.id.to_string(), "A".repeat(22), "A".repeat(4000), "A007".into()] {
        let refused = hall.get(&format!("/api/live-tickets/{guess}")).await;

        assert_eq!(refused.refusal(), Refusal::NotFound, "{guess}");
    }
}

#[tokio::test]
async fn a_slip_carries_its_token_and_a_live_place_carries_no_id() {
    let hall = Hall::open().await;
    let id = ticket_id();
    let path = format!("/api/tickets/{id}?paper=true");
    let taken: TicketView = hall.put(&path, &ordinary(COPIES)).await.json();
    let job = hall.store().print_job(PrintJobId(id.0)).expect("the slip is printed");
    let Slip::Ticket(slip) = job.slip else { panic!("it is a ticket's slip") };

    let live = hall.get(&format!("/api/live-tickets/{}", taken.follow.reveal())).await;

    assert!(slip.follow_url.ends_with(&format!("/t/{}", taken.follow.reveal())));
    assert!(!slip.follow_url.contains(&id.to_string()));
    assert_eq!(live.status, StatusCode::OK);
    assert_eq!(live.header("cache-control"), "no-store");
    let told = String::from_utf8_lossy(&live.body).into_owned();
    for secret in [id.to_string(), COPIES.to_owned()] {
        assert!(!told.contains(&secret), "{told}");
    }
}

/// Takes a number and gives what its slip carries.
async fn followed(hall: &Hall) -> String {
    hall.take_ticket(ticket_id()).await.follow.reveal().to_owned()
}

async fn standing(hall: &Hall, token: &str) -> LiveStanding {
    let live: LiveTicket = hall.get(&format!("/api/live-tickets/{token}")).await.json();
    live.standing
}
