//! The keys of rows; big-endian, so that their order is the order of what they name.

use chrono::{DateTime, Datelike as _, Utc};
use shared::ids::{FileId, OfficerId, PrintJobId, PrinterName, SeriesCode, SubmissionId};
use shared::journal::Position;
use shared::time::{ServiceDay, Timestamp};
use uuid::Uuid;

pub(super) fn day(day: ServiceDay) -> [u8; 4] {
    day.0.num_days_from_ce().to_be_bytes()
}

pub(super) fn number(of: ServiceDay, series: &SeriesCode, sequence: u32) -> Vec<u8> {
    let sequence = sequence.to_be_bytes();
    [&day(of), series.as_str().as_bytes(), &[0], &sequence].concat()
}

pub(super) fn position(at: Position) -> Vec<u8> {
    [&at.epoch.to_be_bytes()[..], &at.seq.to_be_bytes()].concat()
}

pub(super) fn read_position(key: &[u8]) -> Option<Position> {
    let (epoch, rest) = key.split_first_chunk::<4>()?;
    let seq = rest.first_chunk::<8>()?;
    Some(Position { epoch: u32::from_be_bytes(*epoch), seq: u64::from_be_bytes(*seq) })
}

pub(super) fn file(submission: SubmissionId, file: FileId) -> Vec<u8> {
    [*submission.0.as_bytes(), *file.0.as_bytes()].concat()
}

pub(super) fn read_file(key: &[u8]) -> Option<(SubmissionId, FileId)> {
    let (submission, file) = key.split_at_checked(16)?;
    let submission = Uuid::from_slice(submission).ok()?;
    Some((SubmissionId(submission), FileId(Uuid::from_slice(file).ok()?)))
}

/// A moment and an id, in the order of moments.
pub(super) fn moment(at: Timestamp, id: Uuid) -> Vec<u8> {
    [&at.timestamp_millis().to_be_bytes()[..], id.as_bytes()].concat()
}

pub(super) fn read_moment(key: &[u8]) -> Option<(Timestamp, Uuid)> {
    let (at, id) = key.split_first_chunk::<8>()?;
    let at = DateTime::<Utc>::from_timestamp_millis(i64::from_be_bytes(*at))?;
    Some((at, Uuid::from_slice(id).ok()?))
}

/// What the places of one printer begin with.
pub(super) fn print_queue(printer: &PrinterName) -> Vec<u8> {
    [printer.as_str().as_bytes(), &[0]].concat()
}

/// The place of a job among those that wait for its printer.
pub(super) fn print_place(printer: &PrinterName, queued_at: Timestamp, id: PrintJobId) -> Vec<u8> {
    [print_queue(printer), moment(queued_at, id.0)].concat()
}

pub(super) fn read_print_place(key: &[u8]) -> Option<PrintJobId> {
    key.last_chunk::<16>().map(|id| PrintJobId(Uuid::from_bytes(*id)))
}

/// Whose turn it is in a group of series.
pub(super) fn turns(of: ServiceDay, group: &str) -> Vec<u8> {
    [&[b'r'][..], &day(of), group.as_bytes()].concat()
}

/// Counts the calls of a series.
pub(super) fn calls(of: ServiceDay, series: &str) -> Vec<u8> {
    [&[b'k'][..], &day(of), series.as_bytes()].concat()
}

/// What an officer did on a day.
pub(super) fn figures(of: ServiceDay, officer: OfficerId) -> Vec<u8> {
    [&figures_on(of)[..], officer.0.as_bytes()].concat()
}

/// What the keys of [`figures`] begin with.
pub(super) fn figures_on(of: ServiceDay) -> Vec<u8> {
    [&[b'o'][..], &day(of)].concat()
}

/// How long the latest matters of a series took, on whatever day.
pub(super) fn service_times(series: &str) -> Vec<u8> {
    [&[b's'][..], series.as_bytes()].concat()
}
