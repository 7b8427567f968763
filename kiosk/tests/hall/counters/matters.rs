//! Several matters in one visit.

use shared::hall::Verb;
use shared::refusal::Refusal;
use shared::ticket::{Ending, TicketError};

use crate::support::{COPIES, Hall};

const BIRTH: &str = "1.001193";

#[tokio::test]
async fn the_same_ticket_goes_on_with_another_procedure() {
    let hall = Hall::with_counters(1).await;
    hall.take_tickets(1).await;
    hall.next(1).await;
    hall.does(1, Verb::Serve).await;

    hall.does(1, go_on(BIRTH)).await;
    let hall = hall.restart().await;

    let at_hand = hall.view(1).at_hand.expect("it is still here");
    assert_eq!(at_hand.procedure().as_str(), BIRTH);
    assert_eq!(at_hand.request.procedure.as_str(), COPIES);
    hall.does(1, Verb::Close { ending: Ending::Served }).await;
    assert_eq!(hall.view(1).today.served, 2);
}

#[tokio::test]
async fn the_other_matter_must_be_one_that_is_received() {
    let hall = Hall::with_counters(1).await;
    hall.take_tickets(1).await;
    hall.next(1).await;
    hall.does(1, Verb::Serve).await;

    let refused = hall.refuses(1, go_on("9.999999")).await;

    assert_eq!(refused, Refusal::UnknownProcedure { procedure: "9.999999".into() });
}

#[tokio::test]
async fn a_matter_needs_its_citizen() {
    let hall = Hall::with_counters(1).await;
    hall.take_tickets(1).await;
    hall.next(1).await;

    let refused = hall.refuses(1, go_on(BIRTH)).await;

    assert_eq!(refused, Refusal::Ticket { error: TicketError::NotServing });
}

fn go_on(procedure: &str) -> Verb {
    Verb::GoOn { procedure: procedure.into() }
}
