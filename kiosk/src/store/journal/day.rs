//! The journal of one service day.

use std::ops::ControlFlow;

use shared::journal::{Entry, HallEvent, Position};
use shared::time::{ServiceDay, Timestamp, from_wall_clock};

use super::from_row;
use crate::store::error::{StoreError, StoreFault};
use crate::store::rooms::{ReadRows, Room, Rows as _, parse};
use crate::store::{Store, keys};

/// What the journal holds of a service day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JournalDay {
    /// It begins after this day.
    NotHeld,
    /// The day is over; nothing will be added.
    Over(Vec<Entry>),
    /// The day goes on.
    Running(Vec<Entry>),
}

impl Store {
    /// The entries of a service day, from its midnight to its end.
    pub fn journal_of(&self, day: ServiceDay) -> Result<JournalDay, StoreError> {
        // Looked at first: what ended by now is in the journal by now.
        let is_over = day < self.shared.queues().day;
        let (head, _) = self.journal_head();
        self.read(|rows| {
            let first = Position { seq: 1, ..head };
            let begun = entry(rows, first)?.map(|entry| ServiceDay::of(entry.at));
            if begun.is_none_or(|begun| day < begun) {
                return Ok(JournalDay::NotHeld);
            }
            let entries = entries_from(rows, first_at(rows, head, midnight(day))?, day)?;
            Ok(if is_over { JournalDay::Over(entries) } else { JournalDay::Running(entries) })
        })
    }
}

/// The first position whose entry is not before a moment. Moments never go back in a journal.
fn first_at(rows: &ReadRows, head: Position, moment: Timestamp) -> Result<Position, StoreFault> {
    let (mut before, mut after) = (0, head.seq + 1);
    while after - before > 1 {
        let seq = before + (after - before) / 2;
        match entry(rows, Position { seq, ..head })? {
            Some(entry) if entry.at < moment => before = seq,
            Some(_) | None => after = seq,
        }
    }
    Ok(Position { seq: after, ..head })
}

/// The entries from a position on, up to the one that ends the day.
fn entries_from(
    rows: &ReadRows,
    first: Position,
    day: ServiceDay,
) -> Result<Vec<Entry>, StoreFault> {
    let (mut entries, mut fault) = (Vec::new(), None);
    let epoch = first.epoch.to_be_bytes();
    rows.visit(Room::Journal, &keys::position(first), &mut |key, value| {
        if !key.starts_with(&epoch) {
            return ControlFlow::Break(());
        }
        match read(value) {
            Ok(entry) => {
                let is_last = matches!(
                    entry.event,
                    HallEvent::DayEnded { service_day } if service_day >= day
                );
                entries.push(entry);
                if is_last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            }
            Err(error) => {
                fault = Some(error);
                ControlFlow::Break(())
            }
        }
    })?;
    fault.map_or(Ok(entries), Err)
}

fn entry(rows: &ReadRows, at: Position) -> Result<Option<Entry>, StoreFault> {
    let row = rows.bytes(Room::Journal, &keys::position(at))?;
    row.map(|row| read(&row)).transpose()
}

fn read(row: &[u8]) -> Result<Entry, StoreFault> {
    parse(Room::Journal, from_row(row)?.body.as_bytes())
}

fn midnight(day: ServiceDay) -> Timestamp {
    from_wall_clock(day.0.into())
}
