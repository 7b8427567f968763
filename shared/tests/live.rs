//! What the slip of a ticket tells, and what it keeps to itself.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use shared::hall::{FollowToken, LiveStanding, LiveTicket, PrintState, TicketView};
use shared::ids::{CounterId, OfficerId, TicketId};
use shared::lang::Words;
use shared::queue::{Estimate, Reason};
use shared::text::citizen::live;
use shared::ticket::{
    Desk, Outcome, Place, Ticket, TicketClass, TicketNumber, TicketRequest, TicketState,
};
use uuid::Uuid;

const NEVER_TOLD: [&str; 4] = ["2.000815", "giay-to", "11111111-", "22222222-"];

#[test]
fn a_standing_follows_the_ticket() {
    let estimate = Estimate { low_minutes: 15, high_minutes: 30 };
    let counter = CounterId(3);
    let closed = |outcome| TicketState::Closed { outcome, since: morning(), at: Some(desk()) };
    let called = TicketState::Called {
        at: desk(),
        since: morning(),
        calls: 2,
        reason: Reason::OrderOfArrival,
    };
    let serving =
        TicketState::Serving { at: desk(), since: morning(), reason: Reason::OrderOfArrival };
    let until = morning() + TimeDelta::minutes(20);
    let table = [
        (waiting(), LiveStanding::Waiting { people_before: 4, estimate }),
        (called, LiveStanding::Called { counter, calls: 2 }),
        (serving, LiveStanding::Serving { counter }),
        (TicketState::Held { at: desk(), since: morning(), until }, LiveStanding::Held { until }),
        (closed(Outcome::Served), LiveStanding::Served),
        (closed(Outcome::Incomplete), LiveStanding::Incomplete),
        (closed(Outcome::Withdrawn), LiveStanding::Withdrawn),
        (closed(Outcome::NoShow), LiveStanding::Missed { may_return: true }),
        (closed(Outcome::NotServed), LiveStanding::DayOver),
    ];

    for (state, expected) in table {
        let told = LiveTicket::of(&view(state.clone()), field(), morning());

        assert_eq!(told.standing, expected, "{state:?}");
    }
}

#[test]
fn a_number_that_came_back_once_does_not_come_back_again() {
    let closed =
        TicketState::Closed { outcome: Outcome::NoShow, since: morning(), at: Some(desk()) };
    let mut missed = view(closed);
    missed.ticket.was_returned = true;

    let told = LiveTicket::of(&missed, field(), morning());

    assert_eq!(told.standing, LiveStanding::Missed { may_return: false });
}

#[test]
fn a_slip_of_yesterday_is_over_whatever_became_of_it() {
    let told = LiveTicket::of(&view(waiting()), field(), morning() + TimeDelta::days(1));

    assert_eq!(told.standing, LiveStanding::DayOver);
}

#[test]
fn a_slip_tells_nothing_of_the_matter_or_of_who_serves_it() {
    let called = TicketState::Called {
        at: desk(),
        since: morning(),
        calls: 1,
        reason: Reason::OrderOfArrival,
    };

    let told = serde_json::to_string(&LiveTicket::of(&view(called), field(), morning())).unwrap();

    for secret in NEVER_TOLD {
        assert!(!told.contains(secret), "{told}");
    }
}

#[test]
fn a_token_reads_back_and_is_never_printed() {
    let token = FollowToken::from_secret(&[7; 16]);

    assert_eq!(FollowToken::read(token.reveal()), Some(token.clone()));
    assert!(!format!("{token:?}").contains(token.reveal()));
    for broken in ["", "short", &"A".repeat(44), "0193a9ba-3000-7000-8000-000000000000"] {
        assert_eq!(FollowToken::read(broken), None, "{broken}");
    }
}

#[test]
fn every_standing_says_what_it_means_and_what_to_do() {
    let estimate = Estimate { low_minutes: 15, high_minutes: 30 };
    let standings = [
        LiveStanding::Waiting { people_before: 4, estimate },
        LiveStanding::Called { counter: CounterId(3), calls: 1 },
        LiveStanding::Serving { counter: CounterId(3) },
        LiveStanding::Held { until: morning() },
        LiveStanding::Missed { may_return: true },
        LiveStanding::Served,
        LiveStanding::Incomplete,
        LiveStanding::Withdrawn,
        LiveStanding::DayOver,
    ];

    let said: BTreeSet<String> = standings.iter().map(|one| live::standing(*one).vi).collect();

    assert_eq!(said.len(), standings.len());
    assert!(standings.iter().all(|one| live::to_do(*one, false).vi.ends_with('.')));
    assert_eq!(live::tab("A007", standings[1], false).vi, "A007 · Mời đến quầy 3");
    assert_eq!(live::tab("A007", standings[0], true).vi, "A007 · Sắp đến lượt Ông/Bà");
}

fn view(state: TicketState) -> TicketView {
    let request = TicketRequest {
        procedure: "2.000815".into(),
        class: TicketClass::Ordinary,
        papers: vec!["giay-to".into()],
    };
    let number = TicketNumber { series: "A".into(), sequence: 7 };
    let id = TicketId(uuid(1));
    let ticket = Ticket { state, ..Ticket::issue(id, number, request, morning()) };
    TicketView {
        ticket,
        people_before: 4,
        estimate: Estimate { low_minutes: 15, high_minutes: 30 },
        slip: PrintState::None,
        follow: FollowToken::from_secret(&[7; 16]),
    }
}

fn waiting() -> TicketState {
    TicketState::Waiting { place: Place::at_issue(&"A".into(), morning()) }
}

fn desk() -> Desk {
    Desk { counter: CounterId(3), officer: OfficerId(uuid(2)) }
}

fn uuid(digit: u128) -> Uuid {
    Uuid::from_u128(digit * 0x1111_1111_1111_1111_1111_1111_1111_1111)
}

fn field() -> Words {
    Words { vi: "Hộ tịch - Chứng thực".to_owned(), en: "Civil status".to_owned() }
}

fn morning() -> DateTime<Utc> {
    "2026-11-25T02:00:00Z".parse().expect("it is a moment")
}
