//! The disk breaks or fills up at any act of a request: nothing false is acknowledged, and the
//! hall accepts again once the disk does.

use std::time::Duration;

use promises::power_cut::faults::{Sweep, fill_at_growth, sweep, sweep_opening};
use promises::power_cut::premises::Premises;
use promises::power_cut::request::{Line, Request};
use promises::power_cut::trouble::Fault;
use shared::ids::{SubmissionId, TicketId};
use uuid::Uuid;

/// In which a hall accepts again once its disk does.
const PATIENCE: Duration = Duration::from_secs(5);

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
fn a_disk_that_is_full_when_the_file_grows_is_named_and_loses_nothing() {
    let premises = Premises::furnish();

    for nth in 0..3 {
        let pause = fill_at_growth(&premises, nth);

        let pause = pause.unwrap_or_else(|breach| panic!("growth {nth}: {breach}"));
        assert!(pause < PATIENCE, "growth {nth}: {pause:?}");
    }
}

#[test]
fn whichever_act_of_an_opening_fails_the_next_one_finds_everything() {
    let swept = sweep_opening(&Premises::furnish());

    assert!(swept.breaches.is_empty(), "{swept:?}");
    assert_eq!(swept.failed[&Fault::Once], swept.acts, "{swept:?}");
    assert_eq!(swept.failed[&Fault::Lasting], swept.acts, "{swept:?}");
    assert!(swept.failed[&Fault::NoSpace] > 0, "{swept:?}");
    assert!(swept.failed[&Fault::NoGrowth] > 0, "{swept:?}");
    assert!(swept.failed[&Fault::Read] > 0, "{swept:?}");
}

fn swept(request: &Request) -> Sweep {
    let before = Request::Ticket(TicketId(Uuid::now_v7()), Line::Reception);
    sweep(&Premises::furnish(), &before, request)
}

fn assert_kept(swept: &Sweep) {
    assert!(swept.breaches.is_empty(), "{swept:?}");
    assert_eq!(swept.failed[&Fault::Once], swept.acts, "{swept:?}");
    assert_eq!(swept.failed[&Fault::Lasting], swept.acts, "{swept:?}");
    assert_eq!(swept.failed[&Fault::NoSpace], swept.acts, "{swept:?}");
    assert!(swept.longest < PATIENCE, "{swept:?}");
}
