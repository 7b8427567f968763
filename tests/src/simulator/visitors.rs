//! The visitors: each asks for a number at the moment of coming. Who has an appointment is given
//! one by an officer.

use shared::hall::TicketView;
use shared::ticket::{ClassKind, TicketNumber};

use super::Day;
use super::script::Person;
use crate::hall::TestHall;
use crate::patience::all_of;
use crate::visitor::Visitor;

/// Lets everybody come, and returns the numbers that were heard.
pub(super) async fn come(hall: &TestHall, officer: &Visitor, day: &Day) -> Vec<TicketNumber> {
    let asks = |person: &Person| match person.request.class.kind() {
        ClassKind::Ordinary | ClassKind::Priority => hall.visitor().companion(),
        ClassKind::Appointment => officer.companion(),
    };
    let works = day.people.values().map(|person| take_a_number(asks(person), day, person));
    all_of(works).await
}

async fn take_a_number(asking: Visitor, day: &Day, person: &Person) -> TicketNumber {
    day.clock.wait(person.comes_after).await;
    let path = format!("/api/tickets/{}", person.ticket);
    let view: TicketView = asking.put(&path, &person.request).await.json();
    let number = view.ticket.number;
    day.ring(&number.series);
    number
}
