//! The disk breaks or fills up at any act of a request: nothing false is acknowledged, and the
//! hall accepts again once the disk does.

use std::time::Duration;

use promises::power_cut::faults::{Sweep, sweep, sweep_opening};
use promises::power_cut::premises::Premises;
use promises::power_cut::request::{Line, Request};
use shared::ids::{SubmissionId, TicketId};
use uuid::Uuid;

#[test]
fn whichever_act_of_a_submission_fails_nothing_false_is_acknowledged() {
    let swept = swept(&Request::Submit(SubmissionId(Uuid::now_v7()), 0));

    assert_kept(&swept);
}

#[test]
fn whichever_act_of_a_ticket_fails_nothing_false_is_acknowledged() {
    let swept = swept(&Request::Ticket(TicketId(Uuid::now_v7()), Line::Reception));

    assert_kept(&swept);
}

#[test]
fn whichever_act_of_an_opening_fails_the_next_one_finds_everything() {
    let swept = sweep_opening(&Premises::furnish());

    assert!(swept.breaches.is_empty(), "{swept:?}");
    assert!(swept.failed > 20, "{swept:?}");
}

fn swept(request: &Request) -> Sweep {
    let before = Request::Ticket(TicketId(Uuid::now_v7()), Line::Reception);
    sweep(&Premises::furnish(), &before, request)
}

fn assert_kept(swept: &Sweep) {
    assert!(swept.breaches.is_empty(), "{swept:?}");
    assert!(swept.failed > 20, "{swept:?}");
    assert!(swept.longest < Duration::from_secs(5), "{swept:?}");
    eprintln!("{swept:?}");
}
