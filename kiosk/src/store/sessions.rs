//! Sessions: an officer sits at one counter, and a counter has one officer.

use serde::{Deserialize, Serialize};
use shared::credential::Token;
use shared::ids::{CounterId, OfficerId, SeriesCode};
use shared::journal::HallEvent;
use shared::refusal::Refusal;
use shared::ticket::Desk;
use shared::time::{ServiceDay, Timestamp};

use super::error::{StoreError, StoreFault};
use super::queues::{Move, Seat};
use super::rooms::{Room, Rows as _, parse};
use super::work::Work;
use super::{Store, counters};

/// The longest token that is looked up.
pub const SESSION_TOKEN_SIGNS_MAX: usize = 64;

/// Who sits where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The officer.
    pub officer: OfficerId,
    /// The sign-in name.
    pub name: String,
    /// The counter.
    pub counter: CounterId,
    /// The series the counter serves.
    pub series: Vec<SeriesCode>,
}

impl Session {
    /// The desk.
    pub fn desk(&self) -> Desk {
        Desk { counter: self.counter, officer: self.officer }
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct SessionRow {
    officer: OfficerId,
    name: String,
    pub(super) counter: CounterId,
    series: Vec<SeriesCode>,
    since: Timestamp,
}

impl SessionRow {
    pub(super) fn seat(&self) -> Seat {
        Seat { officer: self.officer, series: self.series.clone() }
    }
}

impl Store {
    /// Seats an officer whose password was right. An earlier session of the same officer ends.
    pub async fn begin_session(&self, session: Session, token: &Token) -> Result<(), StoreError> {
        let digest = token.digest();
        self.write(move |work| {
            let taken = work.queues().seat(session.counter);
            if taken.is_some_and(|seat| seat.officer != session.officer) {
                return Err(Refusal::CounterTaken { counter: session.counter }.into());
            }
            let desk = session.desk();
            let own = all(work)?.into_iter().filter(|(_, row)| row.officer == session.officer);
            for (key, row) in own {
                work.remove(Room::Sessions, &key)?;
                work.apply(Move::Left { counter: row.counter });
                counters::take_along(work, row.counter, desk)?;
            }
            let Session { officer, name, counter, series } = session;
            let row = SessionRow { officer, name, counter, series, since: work.now() };
            work.put(Room::Sessions, &digest.0, &row)?;
            work.journal(HallEvent::OfficerSignedIn { desk })?;
            work.apply(Move::Seated { counter, seat: row.seat() });
            Ok(())
        })
        .await
    }

    /// The session that a token belongs to; it lasts as long as its service day.
    pub fn session(&self, token: &Token) -> Result<Session, StoreError> {
        if token.reveal().len() > SESSION_TOKEN_SIGNS_MAX {
            return Err(Refusal::NotSignedIn.into());
        }
        let digest = token.digest();
        let row: Option<SessionRow> = self.read(|rows| Ok(rows.row(Room::Sessions, &digest.0)?))?;
        let today = ServiceDay::of(self.shared.clock.now());
        let row = row.filter(|row| ServiceDay::of(row.since) >= today);
        let SessionRow { officer, name, counter, series, .. } = row.ok_or(Refusal::NotSignedIn)?;
        Ok(Session { officer, name, counter, series })
    }

    /// Ends the session of a token.
    pub async fn end_session(&self, token: &Token) -> Result<(), StoreError> {
        let digest = token.digest();
        self.write(move |work| {
            let row: Option<SessionRow> = work.row(Room::Sessions, &digest.0)?;
            match row {
                Some(row) => Ok(end(work, &digest.0, &row)?),
                None => Ok(()),
            }
        })
        .await
    }
}

/// Ends every session, at the end of a day.
pub(super) fn end_all(work: &mut Work<'_>) -> Result<(), StoreFault> {
    for (key, row) in all(work)? {
        end(work, &key, &row)?;
    }
    Ok(())
}

/// Ends the sessions of one officer, when the password changes.
pub(super) fn end_of(work: &mut Work<'_>, officer: OfficerId) -> Result<(), StoreFault> {
    for (key, row) in all(work)? {
        if row.officer == officer {
            end(work, &key, &row)?;
        }
    }
    Ok(())
}

fn end(work: &mut Work<'_>, key: &[u8], row: &SessionRow) -> Result<(), StoreFault> {
    work.remove(Room::Sessions, key)?;
    work.journal(HallEvent::OfficerSignedOut { officer: row.officer })?;
    work.apply(Move::Left { counter: row.counter });
    Ok(())
}

fn all(work: &Work<'_>) -> Result<Vec<(Vec<u8>, SessionRow)>, StoreFault> {
    work.rows.collect(Room::Sessions, &[], usize::MAX, |key, value| {
        Ok((key.to_vec(), parse(Room::Sessions, value)?))
    })
}
