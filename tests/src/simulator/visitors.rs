//! The visitors: each asks for a number at the moment of coming.

use std::sync::Arc;

use shared::hall::TicketView;
use shared::ticket::TicketNumber;

use super::Day;
use super::script::Person;
use crate::hall::TestHall;
use crate::patience::all_of;

/// Lets everybody come, and returns the numbers that were heard.
pub(super) async fn come(hall: &TestHall, day: &Arc<Day>) -> Vec<TicketNumber> {
    all_of(day.people.values().map(|person| take_a_number(hall, day, person))).await
}

async fn take_a_number(hall: &TestHall, day: &Day, person: &Person) -> TicketNumber {
    day.clock.wait(person.comes_after).await;
    let answer = hall.put_ticket(person.ticket, &person.request).await;
    let view: TicketView = answer.json();
    let number = view.ticket.number;
    day.ring(&number.series);
    number
}
