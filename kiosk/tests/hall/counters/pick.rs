//! Calling somebody out of turn, with a ground that is kept.

use shared::hall::{NOTE_SIGNS_MAX, Verb};
use shared::ids::TicketId;
use shared::queue::{PickGround, Reason};
use shared::refusal::Refusal;
use shared::ticket::{Ending, TicketError, TicketState};

use crate::support::Hall;

#[tokio::test]
async fn whoever_is_picked_is_called_and_the_ground_is_kept() {
    let hall = Hall::with_counters(1).await;
    let tickets = hall.take_tickets(3).await;

    let picked = hall.does(1, pick(tickets[2], PickGround::Unwell, None)).await;

    let TicketState::Called { reason, .. } = picked.state else { panic!("it is called") };
    assert_eq!(reason, Reason::Picked { ground: PickGround::Unwell });
    let waiting: Vec<_> = hall.view(1).waiting.iter().map(|one| one.ticket).collect();
    assert_eq!(waiting, tickets[..2]);
}

#[tokio::test]
async fn another_ground_needs_a_note_and_no_note_is_endless() {
    let hall = Hall::with_counters(1).await;
    let ticket = hall.take_tickets(1).await[0];
    let long = "ă".repeat(NOTE_SIGNS_MAX as usize + 1);

    for note in [None, Some("  "), Some(long.as_str())] {
        let refused = hall.refuses(1, pick(ticket, PickGround::Other, note)).await;

        assert_eq!(refused, Refusal::NoteRefused { signs_max: 200 });
    }
    hall.does(1, pick(ticket, PickGround::Other, Some("Người nhà đang cấp cứu"))).await;
}

#[tokio::test]
async fn only_who_waits_can_be_picked() {
    let hall = Hall::with_counters(3).await;
    let tickets = hall.take_tickets(3).await;
    hall.next(1).await;
    hall.serve_next(2).await;
    hall.next(2).await;
    hall.does(2, Verb::Hold { minutes: 10 }).await;

    let table = [
        (tickets[0], TicketError::Elsewhere(shared::ids::CounterId(1))),
        (tickets[1], TicketError::Closed),
        (tickets[2], TicketError::Held),
    ];

    for (ticket, error) in table {
        let refused = hall.refuses(3, pick(ticket, PickGround::Unwell, None)).await;

        assert_eq!(refused, Refusal::Ticket { error });
    }
}

#[tokio::test]
async fn a_ticket_of_another_day_is_not_picked() {
    let hall = Hall::with_counters(1).await;
    let ticket = hall.take_tickets(1).await[0];

    hall.clock.turn(chrono::TimeDelta::days(1));
    hall.store().begin_day().await.expect("the store is open");
    hall.sit(1, &["A"]).await;

    let refused = hall.refuses(1, pick(ticket, PickGround::Unwell, None)).await;
    assert_eq!(refused, Refusal::Ticket { error: TicketError::OtherDay });
}

#[tokio::test]
async fn a_counter_picks_only_from_the_series_it_serves() {
    let hall = Hall::with_counters(1).await;
    hall.sit(4, &["C"]).await;
    let ticket = hall.take_tickets(1).await[0];

    let refused = hall.refuses(4, pick(ticket, PickGround::WrongField, None)).await;

    assert_eq!(refused, Refusal::SeriesNotServed { series: "A".into() });
}

#[tokio::test]
async fn a_counter_with_a_ticket_at_hand_picks_nobody() {
    let hall = Hall::with_counters(1).await;
    let tickets = hall.take_tickets(2).await;
    hall.next(1).await;

    let refused = hall.refuses(1, pick(tickets[1], PickGround::Unwell, None)).await;
    hall.does(1, Verb::Close { ending: Ending::Served }).await;

    assert_eq!(refused, Refusal::TicketAtHand);
    hall.does(1, pick(tickets[1], PickGround::Unwell, None)).await;
}

fn pick(ticket: TicketId, ground: PickGround, note: Option<&str>) -> Verb {
    Verb::Pick { ticket, ground, note: note.map(str::to_owned) }
}
