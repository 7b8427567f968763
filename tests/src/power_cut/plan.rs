//! What happens in a hall before the power goes: drawn from a seed and what was promised so far.

use chrono::TimeDelta;
use rand::rngs::StdRng;
use rand::seq::IteratorRandom as _;
use rand::{Rng as _, RngExt as _};
use shared::hall::{PrintState, Verb};
use shared::ids::{ActId, SubmissionId, TicketId};
use shared::submission::Standing;
use shared::ticket::{Ending, Ticket, TicketState};
use uuid::{Builder, Uuid};

use super::ledger::Ledger;
use super::premises::now;
use super::request::{Line, Request};

/// The most requests that one commit holds here.
const TOGETHER_MAX: usize = 4;
/// The most attempts a try is said to be.
const ATTEMPTS_MAX: u32 = 90;

/// What is asked next: one request, or several that are to become one commit.
pub fn next(ledger: &Ledger, forms: usize, random: &mut StdRng) -> Vec<Request> {
    if random.random_bool(0.25) {
        let many = random.random_range(2..=TOGETHER_MAX);
        return (0..many).map(|_| arrival(forms, random)).collect();
    }
    vec![move_on(ledger, random).unwrap_or_else(|| arrival(forms, random))]
}

/// Somebody comes in.
pub fn arrival(forms: usize, random: &mut StdRng) -> Request {
    if random.random_bool(0.5) {
        Request::Submit(SubmissionId(id(random)), random.random_range(0..forms))
    } else {
        let line = if random.random_bool(0.7) { Line::Reception } else { Line::Business };
        Request::Ticket(TicketId(id(random)), line)
    }
}

/// An id of version 7 as a screen would mint it.
pub fn id(random: &mut StdRng) -> Uuid {
    let mut bits = [0; 10];
    random.fill_bytes(&mut bits);
    let millis = now().timestamp_millis().unsigned_abs() + u64::from(random.random::<u16>());
    Builder::from_unix_timestamp_millis(millis, &bits).into_uuid()
}

/// Something that is already here goes on; none when nothing can.
fn move_on(ledger: &Ledger, random: &mut StdRng) -> Option<Request> {
    match random.random_range(0..8) {
        0 => {
            let (id, _) = ledger.standing(|is| *is == Standing::Pending).choose(random)?;
            let at = now() + TimeDelta::seconds(random.random_range(1..300));
            Some(Request::Retry(*id, at, random.random_range(1..ATTEMPTS_MAX)))
        }
        1 => {
            let (id, kept) = ledger.standing(|is| *is == Standing::Pending).choose(random)?;
            Some(Request::Settle(*id, kept.item.manifest_digest))
        }
        2 => {
            let (id, _) = ledger.standing(|is| *is == Standing::Pending).choose(random)?;
            Some(Request::Park(*id))
        }
        3 => {
            let (id, _) = ledger.standing(|is| *is == Standing::Parked).choose(random)?;
            Some(Request::Unpark(*id))
        }
        4 => {
            let on_its_way = slip(ledger, PrintState::Sent, random).map(Request::Printed);
            on_its_way.or_else(|| slip(ledger, PrintState::Queued, random).map(Request::Print))
        }
        5 | 6 => Some(Request::Press(ActId(id(random)), verb(ledger, random))),
        _ => None,
    }
}

fn slip(ledger: &Ledger, state: PrintState, random: &mut StdRng) -> Option<Uuid> {
    let slips = ledger.slips.iter().filter(|(_, is)| **is == state);
    slips.map(|(id, _)| *id).choose(random)
}

fn verb(ledger: &Ledger, random: &mut StdRng) -> Verb {
    let rarely = random.random_bool(0.3);
    match ledger.at_hand().map(|ticket| &ticket.state) {
        Some(TicketState::Called { .. }) if rarely => Verb::Recall,
        Some(TicketState::Called { .. }) => Verb::Serve,
        Some(TicketState::Serving { .. }) if rarely => Verb::Hold { minutes: 10 },
        Some(TicketState::Serving { .. }) => Verb::Close { ending: Ending::Served },
        Some(
            TicketState::Waiting { .. } | TicketState::Held { .. } | TicketState::Closed { .. },
        )
        | None => held(ledger).map_or(Verb::Next, |ticket| Verb::Resume { ticket }),
    }
}

fn held(ledger: &Ledger) -> Option<TicketId> {
    let is_held = |ticket: &Ticket| matches!(ticket.state, TicketState::Held { .. });
    ledger
        .tickets
        .values()
        .map(|given| &given.ticket)
        .find(|ticket| is_held(ticket))
        .map(|one| one.id)
}
