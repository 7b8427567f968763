//! What is promised about queues.

mod choice;
mod day;
mod waits;

use chrono::{TimeDelta, TimeZone, Utc};
use shared::ids::TicketId;
use shared::queue::{Candidate, Wait};
use shared::ticket::{PriorityGroup, TicketClass};
use shared::time::Timestamp;
use uuid::Uuid;

const PRIORITY: TicketClass = TicketClass::Priority(PriorityGroup::Elderly);
const ORDINARY: TicketClass = TicketClass::Ordinary;

fn candidate(n: u32, class: TicketClass, waited_minutes: i64) -> Candidate {
    Candidate {
        ticket: ticket(n),
        class,
        since: now() - TimeDelta::minutes(waited_minutes),
        sequence: n,
        wait: Wait::InTurn,
    }
}

fn ticket(n: u32) -> TicketId {
    TicketId(Uuid::from_u128(n.into()))
}

/// An appointment so many minutes from now.
fn booked_in(minutes: i64) -> TicketClass {
    TicketClass::Appointment { booked_for: now() + TimeDelta::minutes(minutes) }
}

fn now() -> Timestamp {
    Utc.with_ymd_and_hms(2026, 11, 23, 3, 0, 0).unwrap()
}
