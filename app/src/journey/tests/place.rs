//! Addresses of places, and the ticket's small decisions.

use shared::hall::{FollowToken, PrintState, TicketView};
use shared::ids::{CounterId, OfficerId, TicketId};
use shared::queue::{Estimate, Reason};
use shared::submission::SlipCode;
use shared::ticket::{
    self, Desk, PriorityGroup, Ticket, TicketClass, TicketNumber, TicketRequest, TicketState,
};

use super::super::place::{Errand, Place};
use super::super::ticket::{
    Asking, Buzz, TicketDraft, TicketStep, buzz, class_code, class_of, classes,
};
use super::*;

const ID: &str = "01a2074c-e091-7701-8999-9077eb03e832";

#[test]
fn every_address_leads_back_to_its_place() {
    let places = [
        Place::Home,
        Place::Find(Errand::Read),
        Place::Find(Errand::Ticket),
        Place::Find(Errand::Application),
        Place::Procedure("1.001193".into()),
        Place::TakeTicket("1.001193".into(), TicketStep::Papers),
        Place::Ticket(ID.parse().unwrap()),
        Place::Live(FollowToken::from_secret(&[7; 16])),
        Place::Apply("1.001193".into(), Step::Start),
        Place::Submission(ID.parse().unwrap()),
        Place::FollowUp(None),
        Place::FollowUp(SlipCode::read("7K3M-2QXP")),
        Place::Feedback,
    ];

    for place in places {
        assert_eq!(Place::of_path(&place.path()), place);
    }
}

#[test]
fn an_address_in_the_middle_of_an_application_leads_to_its_start() {
    let step = Step::Questions("child-name".into());
    let place = Place::Apply("1.001193".into(), step);

    assert_eq!(Place::of_path(&place.path()), Place::Apply("1.001193".into(), Step::Start));
}

#[test]
fn an_address_that_leads_nowhere_leads_home() {
    assert_eq!(Place::of_path("/ticket/not-a-ticket"), Place::Home);
    assert_eq!(Place::of_path("/somewhere/else"), Place::Home);
}

#[test]
fn a_ticket_is_asked_for_under_one_name_however_often() {
    let mut draft = TicketDraft::begin(ID.parse().unwrap(), "1.001193".into());
    draft.class = Some(TicketClass::Ordinary);
    let first = draft.ask();
    assert_eq!(draft.ask(), None);

    draft.asking = Asking::Unheard;

    assert_eq!(draft.ask(), first);
    assert!(!draft.is_open());
}

#[test]
fn every_class_has_a_choice_of_its_own() {
    for class in classes() {
        assert_eq!(class_of(class_code(class)), Some(class));
    }
    assert_eq!(classes().count(), 1 + PriorityGroup::ALL.len());
}

#[test]
fn a_phone_is_told_when_the_turn_is_near_and_at_every_call() {
    let far = view(3, waiting());
    let near = view(2, waiting());
    let once = view(0, called(1));
    let twice = view(0, called(2));

    assert_eq!(buzz(&far, &near), Buzz::Near);
    assert_eq!(buzz(&near, &near), Buzz::Still);
    assert_eq!(buzz(&near, &once), Buzz::Called);
    assert_eq!(buzz(&once, &twice), Buzz::Called);
    assert_eq!(buzz(&twice, &twice), Buzz::Still);
}

fn waiting() -> TicketState {
    TicketState::Waiting {
        place: ticket::Place::at_issue(&"A".into(), chrono::DateTime::UNIX_EPOCH),
    }
}

fn called(calls: u8) -> TicketState {
    let officer = OfficerId(ID.parse::<TicketId>().unwrap().0);
    let at = Desk { counter: CounterId(3), officer };
    let since = chrono::DateTime::UNIX_EPOCH;
    TicketState::Called { at, since, calls, reason: Reason::OrderOfArrival }
}

fn view(people_before: u32, state: TicketState) -> TicketView {
    let request = TicketRequest {
        procedure: "1.001193".into(),
        class: TicketClass::Ordinary,
        papers: Vec::new(),
    };
    let number = TicketNumber { series: "A".into(), sequence: 7 };
    let issued_at = chrono::DateTime::UNIX_EPOCH;
    let ticket = Ticket::issue(ID.parse().unwrap(), number, request, issued_at);
    let ticket = Ticket { state, ..ticket };
    let estimate = Estimate { low_minutes: 5, high_minutes: 10 };
    let follow = FollowToken::from_secret(&[7; 16]);
    TicketView { ticket, people_before, estimate, slip: PrintState::None, follow }
}
