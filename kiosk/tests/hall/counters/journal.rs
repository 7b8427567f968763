//! The journal alone tells the day.

use chrono::TimeDelta;
use shared::hall::Verb;
use shared::journal::{HallEvent, Position, read_chain};
use shared::ticket::{Ending, Outcome};
use shared::visit::{Phase, Visit, Visits};

use crate::support::Hall;

#[tokio::test]
async fn every_state_of_a_visit_is_an_interval_in_the_journal() {
    let hall = Hall::with_counters(1).await;
    let ticket = hall.take_tickets(1).await[0];

    hall.clock.turn(TimeDelta::minutes(5));
    hall.next(1).await;
    hall.clock.turn(TimeDelta::minutes(1));
    hall.does(1, Verb::Serve).await;
    hall.clock.turn(TimeDelta::minutes(4));
    hall.does(1, Verb::Hold { minutes: 10 }).await;
    hall.clock.turn(TimeDelta::minutes(10));
    hall.next(1).await;
    hall.does(1, Verb::Serve).await;
    hall.clock.turn(TimeDelta::minutes(2));
    hall.does(1, Verb::GoOn { procedure: "1.001193".into() }).await;
    hall.clock.turn(TimeDelta::minutes(3));
    hall.does(1, Verb::Close { ending: Ending::Served }).await;

    let visits = visits(&hall);
    let visit = visits.get(ticket).expect("it was issued");
    assert_eq!(visit.outcome(), Some(Outcome::Served));
    assert_eq!(visit.matters().count(), 2);
    assert_eq!(visit.time_in(Phase::Waiting), TimeDelta::minutes(5));
    assert_eq!(visit.time_in(Phase::Called), TimeDelta::minutes(1));
    assert_eq!(visit.time_in(Phase::Serving), TimeDelta::minutes(4 + 2 + 3));
    assert_eq!(visit.time_in(Phase::Held), TimeDelta::minutes(10));
}

#[tokio::test]
async fn the_journal_says_when_a_day_ended_and_whom_it_left() {
    let hall = Hall::with_counters(1).await;
    let ticket = hall.take_tickets(1).await[0];
    let today = hall.store().ticket(ticket).expect("it is known").ticket.service_day;

    hall.clock.turn(TimeDelta::days(1));
    hall.store().begin_day().await.expect("the store is open");

    let visits = visits(&hall);
    assert_eq!(visits.get(ticket).and_then(Visit::outcome), Some(Outcome::NotServed));
    let ended = HallEvent::DayEnded { service_day: today };
    assert_eq!(events(&hall).into_iter().filter(|event| *event == ended).count(), 1);
}

fn visits(hall: &Hall) -> Visits {
    Visits::of(&entries(hall))
}

fn events(hall: &Hall) -> Vec<HallEvent> {
    entries(hall).into_iter().map(|entry| entry.event).collect()
}

fn entries(hall: &Hall) -> Vec<shared::journal::Entry> {
    let beginning = Position { epoch: 1, seq: 0 };
    let links = hall.store().journal_after(beginning, usize::MAX).expect("the store is open");
    read_chain(&links).expect("the chain holds")
}
