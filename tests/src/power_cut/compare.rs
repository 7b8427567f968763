//! Whether a store holds exactly what a ledger says, and nothing else.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use kiosk::store::{OutboxItem, Store, StoreError};
use shared::hall::PrintState;
use shared::ids::SubmissionId;
use shared::journal::{HallEvent, Link, read_chain};
use shared::refusal::Refusal;
use shared::submission::Standing;

use super::breach::{Breach, BreachKind};
use super::ledger::{Given, Kept, Ledger};
use super::premises::{BEGINNING, now};
use super::request::Request;

use BreachKind::{Altered, Doubled, Lost, Partial};

/// Compares a store with a ledger. `links` are what the journal would hold in the end; `absent`
/// are requests that have left no trace.
pub(super) fn compare(
    store: &Store,
    ledger: &Ledger,
    links: &[Link],
    absent: &[&Request],
) -> Result<(), Breach> {
    journal(store, &links[..ledger.entries])?;
    for (id, kept) in &ledger.submissions {
        submission(store, *id, kept)?;
    }
    outbox(store, ledger)?;
    for given in ledger.tickets.values() {
        ticket(store, ledger, given)?;
    }
    absent.iter().try_for_each(|request| no_trace(store, request))
}

/// Begins with what was promised; after that, hall after hall may have started.
fn journal(store: &Store, promised: &[Link]) -> Result<(), Breach> {
    let found = store.journal_after(BEGINNING, usize::MAX).map_err(Lost.because())?;
    Lost.unless(found.len() >= promised.len(), || {
        format!("{} of {} entries are in the journal", found.len(), promised.len())
    })?;
    let (first, rest) = found.split_at(promised.len());
    Altered.unless(first == promised, || "the journal tells something else".to_owned())?;
    let tail = &found[promised.len().saturating_sub(1)..];
    let entries = read_chain(tail).map_err(Altered.because())?;
    for entry in entries.iter().rev().take(rest.len()) {
        let is_start = matches!(
            entry.event,
            HallEvent::Started { .. } | HallEvent::DatabaseSetAside { is_whole: true }
        );
        Partial.unless(is_start, || format!("{:?} is in the journal", entry.event))?;
    }
    Ok(())
}

fn submission(store: &Store, id: SubmissionId, kept: &Kept) -> Result<(), Breach> {
    let envelope = store.envelope(id).map_err(Lost.because())?;
    Altered.unless(*envelope == *kept.envelope, || format!("the envelope of {id}"))?;
    let view = store.submission(id).map_err(Lost.because())?;
    Altered.unless(view == kept.view, || format!("{view:?} instead of {:?}", kept.view))
}

fn outbox(store: &Store, ledger: &Ledger) -> Result<(), Breach> {
    let far = now() + TimeDelta::days(1);
    let owed = store.outbox_due(far, usize::MAX).map_err(Lost.because())?;
    let ids: BTreeSet<SubmissionId> = owed.iter().map(|item| item.submission).collect();
    Doubled.unless(ids.len() == owed.len(), || format!("owed twice: {:?}", sent(&owed)))?;
    for (id, kept) in ledger.standing(|is| *is == Standing::Pending) {
        let item = owed.iter().find(|item| item.submission == *id);
        let item = item.ok_or_else(|| Lost.found(format!("{id} is not owed")))?;
        Altered.unless(*item == kept.item, || format!("{item:?} instead of {:?}", kept.item))?;
    }
    let pending = ledger.standing(|is| *is == Standing::Pending).count();
    Doubled.unless(owed.len() == pending, || format!("owed too much: {:?}", sent(&owed)))?;
    let parked = store.parked().map_err(Lost.because())?;
    let parked: Vec<SubmissionId> = parked.into_iter().map(|item| item.submission).collect();
    let aside = ledger.standing(|is| *is == Standing::Parked);
    let aside: Vec<SubmissionId> = aside.map(|(id, _)| *id).collect();
    Altered.unless(parked == aside, || format!("parked: {parked:?}, not {aside:?}"))?;
    let counts = store.outbox_counts();
    let counted = (counts.pending, counts.parked);
    let expected = (pending as u64, aside.len() as u64);
    Altered.unless(counted == expected, || format!("{counted:?} are counted, not {expected:?}"))
}

fn ticket(store: &Store, ledger: &Ledger, given: &Given) -> Result<(), Breach> {
    let id = given.ticket.id;
    let view = store.ticket(id).map_err(Lost.because())?;
    Altered.unless(view.ticket == given.ticket, || {
        format!("{:?} instead of {:?}", view.ticket, given.ticket)
    })?;
    let slip = ledger.slips.get(&id.0).copied().unwrap_or(PrintState::None);
    Altered.unless(view.slip == slip, || format!("the slip of {id} is {:?}", view.slip))
}

fn no_trace(store: &Store, request: &Request) -> Result<(), Breach> {
    let (id, is_gone) = match request {
        Request::Submit(id, _) => {
            (id.0, is_unknown(&store.envelope(*id)) && is_unknown(&store.submission(*id)))
        }
        Request::Ticket(id, _) => (id.0, is_unknown(&store.ticket(*id))),
        Request::Press(..)
        | Request::Retry(..)
        | Request::Settle(..)
        | Request::Park(_)
        | Request::Unpark(_)
        | Request::Print(_)
        | Request::Printed(_) => return Ok(()),
    };
    Partial.unless(is_gone, || format!("a part of {id} is there"))
}

fn is_unknown<T>(answer: &Result<T, StoreError>) -> bool {
    matches!(answer, Err(StoreError::Refused(Refusal::NotFound)))
}

fn sent(owed: &[OutboxItem]) -> Vec<SubmissionId> {
    owed.iter().map(|item| item.submission).collect()
}
