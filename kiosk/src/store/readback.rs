//! Reads back from the rows what the writer keeps in memory, at the start and after a failure.

use std::sync::Arc;

use redb::ReadableDatabase as _;
use serde::de::DeserializeOwned;
use shared::digest::Digest;
use shared::hall::{CallView, HallSnapshot, LineState, RECENT_CALLS_MAX};
use shared::ids::{OfficerId, SeriesCode, SubmissionId, TicketId};
use shared::journal::{Entry, HallEvent, Position, next_epoch};
use shared::ticket::{Ticket, TicketState};
use shared::time::ServiceDay;
use uuid::Uuid;

use super::disk::FileIdentity;
use super::error::StoreFault;
use super::keys;
use super::opened::Opened;
use super::outbox::Due;
use super::put_back::PutBack;
use super::queues::{Move, Queues, Spot};
use super::rooms::{ReadRows, Room, Rows, WriteRows, parse};
use super::sessions::SessionRow;
use super::shared_state::Shared;
use super::tickets::TicketRow;
use super::work::{Head, Memory, Work};
use super::{day, expiry, journal, prints, put_back};

impl Head {
    /// The journal before its first entry.
    pub(super) const BEFORE_ALL: Self =
        Self { position: Position { epoch: 1, seq: 0 }, hash: Digest::ZERO, at: None };
}

/// What a start has to say beside the usual.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    /// The second journal is begun, over rows that it does not hold.
    pub(super) restates_everything: bool,
    /// Entries of the journal may be lost: its chain cannot go on.
    pub(super) begins_epoch: bool,
    /// The database was damaged, and this is another one.
    pub(super) is_made_anew: bool,
    /// No entry was lost.
    pub(super) is_whole: bool,
    /// Where the hall is, if that is to be remembered.
    pub(super) home: Option<FileIdentity>,
    /// The hall is put back from a copy.
    pub(super) put_back: Option<PutBack>,
}

/// Reads the memory back, then writes what a start means: the day may have changed, slips on
/// their way are unknown, and the journal says that the node started.
pub(super) fn begin(
    opened: &mut Opened,
    shared: &Shared,
    start: Start,
) -> Result<(Memory, HallSnapshot), StoreFault> {
    let now = shared.clock.now();
    let database = Arc::clone(&opened.database);
    let rows = ReadRows(database.begin_read()?);
    let mut memory = memory(&rows, ServiceDay::of(now))?;
    drop(rows);
    let transaction = opened.begin_write()?;
    let rows = WriteRows::new(&transaction);
    if start.begins_epoch {
        let epoch = next_epoch(memory.head.position.epoch, now);
        memory.head.position = Position { epoch, seq: 0 };
        memory.head.hash = Digest::ZERO;
    }
    let mut work = Work::new(rows, &mut memory, &shared.rules, &shared.secrets, now);
    day::begin(&mut work)?;
    expiry::pass(&mut work)?;
    let today = work.queues().day;
    // A cut at midnight may have left the key of the day before.
    work.secrets.day_keys.destroy_but(today)?;
    work.put(Room::Settings, day::OPEN_DAY, &today)?;
    prints::forget_what_was_sent(&mut work)?;
    if start.is_made_anew {
        work.journal(HallEvent::DatabaseSetAside { is_whole: start.is_whole })?;
    }
    if let Some(put_back) = start.put_back {
        put_back::begin(&mut work, put_back)?;
    }
    if let Some(home) = start.home {
        work.put(Room::Settings, put_back::HOME, &home)?;
    }
    work.journal(HallEvent::Started { version: env!("CARGO_PKG_VERSION").to_owned() })?;
    work.rows.restate(start.restates_everything)?;
    opened.record(&work.rows, now, work.kept_since())?;
    drop(work.finish());
    transaction.commit()?;
    let rows = ReadRows(database.begin_read()?);
    let snapshot = HallSnapshot {
        number: 0,
        service_day: memory.queues.day,
        calls: recent_calls(&rows, memory.queues.day)?,
        waiting: memory.queues.everyone_waiting(),
        line: LineState::NotEnrolled,
    };
    Ok((memory, snapshot))
}

fn memory(rows: &impl Rows, today: ServiceDay) -> Result<Memory, StoreFault> {
    let day = rows.row(Room::Settings, day::OPEN_DAY)?.unwrap_or(today);
    let mut queues = Queues::new(day);
    for ticket in tickets_of(rows, day)? {
        queues.apply(&Move::Ticket(Spot::of(&ticket)));
    }
    put_back::numbers(rows, &mut queues)?;
    tallies(rows, &mut queues)?;
    for (_, session) in sessions(rows)? {
        queues.apply(&Move::Seated { counter: session.counter, seat: session.seat() });
    }
    for (submission, due) in owed(rows)? {
        queues.apply(&Move::Owed { accepted_at: due.accepted_at, submission });
    }
    queues.parked = rows.keys(Room::Parked, &[], usize::MAX)?.len() as u64;
    Ok(Memory { head: head(rows)?, queues })
}

fn head(rows: &impl Rows) -> Result<Head, StoreFault> {
    let Some(last) = rows.last(Room::Journal)? else { return Ok(Head::BEFORE_ALL) };
    let link = journal::from_row(&last)?;
    let entry: Entry = parse(Room::Journal, link.body.as_bytes())?;
    Ok(Head { position: entry.position, hash: link.hash, at: Some(entry.at) })
}

fn tickets_of(rows: &impl Rows, day: ServiceDay) -> Result<Vec<Ticket>, StoreFault> {
    let ids = rows.collect(Room::Numbers, &keys::day(day), usize::MAX, |_, id| Ok(id.to_vec()))?;
    let mut tickets = Vec::with_capacity(ids.len());
    for id in ids {
        let row: Option<TicketRow> = rows.row(Room::Tickets, &id)?;
        tickets.extend(row.map(|row| row.ticket));
    }
    Ok(tickets)
}

fn tallies(rows: &impl Rows, queues: &mut Queues) -> Result<(), StoreFault> {
    let day = queues.day;
    for (group, turns) in by_name(rows, &keys::turns(day, ""))? {
        queues.apply(&Move::Turns { group, turns });
    }
    for (series, calls) in by_name(rows, &keys::calls(day, ""))? {
        queues.apply(&Move::Calls { series: SeriesCode(series), calls });
    }
    for (series, times) in by_name(rows, &keys::service_times(""))? {
        queues.apply(&Move::ServiceTimes { series: SeriesCode(series), times });
    }
    for (key, figures) in by_key(rows, &keys::figures_on(day))? {
        if let Ok(officer) = Uuid::from_slice(&key) {
            queues.apply(&Move::Figures { officer: OfficerId(officer), figures });
        }
    }
    Ok(())
}

fn by_name<T: DeserializeOwned>(
    rows: &impl Rows,
    prefix: &[u8],
) -> Result<Vec<(String, T)>, StoreFault> {
    let found = by_key(rows, prefix)?.into_iter();
    Ok(found.map(|(key, one)| (String::from_utf8_lossy(&key).into_owned(), one)).collect())
}

fn by_key<T: DeserializeOwned>(
    rows: &impl Rows,
    prefix: &[u8],
) -> Result<Vec<(Vec<u8>, T)>, StoreFault> {
    rows.collect(Room::Tallies, prefix, usize::MAX, |key, value| {
        Ok((key[prefix.len()..].to_vec(), parse(Room::Tallies, value)?))
    })
}

fn sessions(rows: &impl Rows) -> Result<Vec<(Vec<u8>, SessionRow)>, StoreFault> {
    rows.collect(Room::Sessions, &[], usize::MAX, |key, value| {
        Ok((key.to_vec(), parse(Room::Sessions, value)?))
    })
}

fn owed(rows: &impl Rows) -> Result<Vec<(SubmissionId, Due)>, StoreFault> {
    let found = rows.collect(Room::Due, &[], usize::MAX, |key, value| {
        let id = key.last_chunk::<16>().map(|id| SubmissionId(Uuid::from_bytes(*id)));
        Ok((id, parse::<Due>(Room::Due, value)?))
    })?;
    Ok(found.into_iter().filter_map(|(id, due)| Some((id?, due))).collect())
}

/// The latest calls of a day, newest first; a closed ticket no longer tells its counter.
fn recent_calls(rows: &impl Rows, day: ServiceDay) -> Result<Vec<CallView>, StoreFault> {
    let mut calls: Vec<(TicketId, CallView)> = Vec::new();
    for ticket in tickets_of(rows, day)? {
        let (desk, since, count) = match &ticket.state {
            TicketState::Called { at, since, calls, .. } => (at, since, *calls),
            TicketState::Serving { at, since, .. } => (at, since, 1),
            TicketState::Waiting { .. } | TicketState::Held { .. } | TicketState::Closed { .. } => {
                continue;
            }
        };
        let call = CallView {
            is_priority: ticket.request.class.is_priority(),
            number: ticket.number.clone(),
            counter: desk.counter,
            at: *since,
            calls: count,
        };
        calls.push((ticket.id, call));
    }
    calls.sort_by_key(|(id, call)| std::cmp::Reverse((call.at, *id)));
    Ok(calls.into_iter().map(|(_, call)| call).take(RECENT_CALLS_MAX).collect())
}
