//! A day written down as the journal writes it: minutes after seven in the morning.

use chrono::{TimeDelta, TimeZone, Utc};
use shared::figures::{DayBook, HallFigures, Period};
use shared::ids::{ActId, CounterId, OfficerId, TicketId};
use shared::journal::{Entry, HallEvent, Position};
use shared::queue::Reason;
use shared::ticket::{Desk, Outcome, Place, Precedence, TicketClass, TicketNumber};
use shared::time::{ServiceDay, Timestamp};
use uuid::Uuid;

/// A day of entries, in any order until it is read.
#[derive(Default)]
pub(crate) struct Day(Vec<(i64, HallEvent)>);

impl Day {
    pub(crate) fn issue(&mut self, minute: i64, ticket: u32, series: &str, class: TicketClass) {
        self.push(
            minute,
            HallEvent::TicketIssued {
                ticket: id(ticket),
                number: number(ticket, series),
                class,
                procedure: "1.001193".into(),
                service_day: today(),
            },
        );
    }

    pub(crate) fn call(&mut self, minute: i64, ticket: u32, counter: u16) {
        self.push(
            minute,
            HallEvent::TicketCalled {
                ticket: id(ticket),
                number: number(ticket, "A"),
                desk: desk(counter),
                calls: 1,
                reason: Reason::OrderOfArrival,
                act: ActId(Uuid::nil()),
            },
        );
    }

    pub(crate) fn serve(&mut self, minute: i64, ticket: u32, counter: u16) {
        let (ticket, number, desk) = (id(ticket), number(ticket, "A"), desk(counter));
        self.push(minute, HallEvent::TicketServed { ticket, number, desk });
    }

    pub(crate) fn go_on(&mut self, minute: i64, ticket: u32, counter: u16) {
        let (ticket, number, desk) = (id(ticket), number(ticket, "A"), desk(counter));
        let next = "2.000815".into();
        self.push(minute, HallEvent::MatterEnded { ticket, number, desk, next });
    }

    pub(crate) fn transfer(&mut self, minute: i64, ticket: u32, counter: u16, series: &str) {
        let (ticket, number, desk) = (id(ticket), number(ticket, "A"), desk(counter));
        let place = Place::in_series(&series.into(), at(minute), Precedence::First);
        self.push(minute, HallEvent::TicketTransferred { ticket, number, desk, place });
    }

    pub(crate) fn reserve(&mut self, minute: i64, ticket: u32, counter: u16) {
        let (ticket, number, desk) = (id(ticket), number(ticket, "A"), desk(counter));
        let place = Place::at_counter(CounterId(9), at(minute), at(minute + 30));
        self.push(minute, HallEvent::TicketTransferred { ticket, number, desk, place });
    }

    pub(crate) fn release(&mut self, minute: i64, ticket: u32, series: &str) {
        let place = Place::in_series(&series.into(), at(minute), Precedence::InTurn);
        let (ticket, number) = (id(ticket), number(ticket, "A"));
        self.push(minute, HallEvent::TicketReleased { ticket, number, place });
    }

    pub(crate) fn close(&mut self, minute: i64, ticket: u32, counter: u16, outcome: Outcome) {
        let (ticket, number, desk) = (id(ticket), number(ticket, "A"), Some(desk(counter)));
        self.push(minute, HallEvent::TicketClosed { ticket, number, outcome, desk });
    }

    /// The end of the day closes a ticket.
    pub(crate) fn leave(&mut self, minute: i64, ticket: u32) {
        let (ticket, number) = (id(ticket), number(ticket, "A"));
        let outcome = Outcome::NotServed;
        self.push(minute, HallEvent::TicketClosed { ticket, number, outcome, desk: None });
    }

    pub(crate) fn end(&mut self, minute: i64) {
        self.push(minute, HallEvent::DayEnded { service_day: today() });
    }

    pub(crate) fn sit_down(&mut self, minute: i64, counter: u16) {
        self.sit_down_at(minute, desk(counter));
    }

    pub(crate) fn sit_down_at(&mut self, minute: i64, desk: Desk) {
        self.push(minute, HallEvent::OfficerSignedIn { desk });
    }

    pub(crate) fn stand_up(&mut self, minute: i64, counter: u16) {
        self.push(minute, HallEvent::OfficerSignedOut { officer: desk(counter).officer });
    }

    /// The figures as they are at a minute.
    pub(crate) fn figures(mut self, as_of: i64) -> HallFigures {
        self.0.sort_by_key(|(minute, _)| *minute);
        let entry = |(seq, (minute, event)): (u64, (i64, HallEvent))| Entry {
            position: Position { epoch: 1, seq },
            at: at(minute),
            event,
        };
        let entries: Vec<Entry> = (1..).zip(self.0).map(entry).collect();
        let book = DayBook::of(today(), &entries, at(as_of));
        HallFigures::of(Period::day(today()), Vec::new(), [&book], at(as_of))
    }

    fn push(&mut self, minute: i64, event: HallEvent) {
        self.0.push((minute, event));
    }
}

pub(crate) fn at(minute: i64) -> Timestamp {
    // Seven in the morning in Viet Nam.
    Utc.with_ymd_and_hms(2026, 11, 23, 0, 0, 0).unwrap() + TimeDelta::minutes(minute)
}

pub(crate) fn today() -> ServiceDay {
    ServiceDay::of(at(0))
}

/// Minutes until midnight, and a little more.
pub(crate) const AFTER_MIDNIGHT: i64 = 17 * 60 + 1;

pub(crate) fn id(ticket: u32) -> TicketId {
    TicketId(Uuid::from_u128(ticket.into()))
}

/// A counter whose officer has its number.
pub(crate) fn desk(counter: u16) -> Desk {
    let officer = OfficerId(Uuid::from_u128(u128::from(counter)));
    Desk { counter: CounterId(counter), officer }
}

fn number(sequence: u32, series: &str) -> TicketNumber {
    TicketNumber { series: series.into(), sequence }
}
