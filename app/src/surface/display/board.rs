//! What of the hall's state stands on the board.

use chrono::NaiveDate;
use shared::hall::{CallView, HallSnapshot, SeriesWaiting};
use shared::lang::Lang;
use shared::text::hall::counter_name;

use crate::hall::PostedField;
use crate::ui::BoardCall;

/// Calls that stand beside the newest.
const BEFORE_MAX: usize = 5;

/// The calls of the day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Board {
    /// The newest.
    pub(super) newest: Option<Newest>,
    /// Those before it, newest first; places without a call are empty.
    pub(super) before: Vec<BoardCall>,
}

/// The newest call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Newest {
    /// What is read.
    pub(super) call: BoardCall,
    /// How often it was called.
    pub(super) calls: u8,
}

/// Puts the calls on the board; those of an earlier day are not shown, whoever kept them.
pub(super) fn board(hall: &HallSnapshot, today: NaiveDate, lang: Lang) -> Board {
    if hall.service_day.0 < today {
        return Board { newest: None, before: vec![BoardCall::default(); BEFORE_MAX] };
    }
    let mut calls = hall.calls.iter();
    let newest = calls.next().map(|call| Newest { call: read(call, lang), calls: call.calls });
    let mut before: Vec<_> = calls.take(BEFORE_MAX).map(|call| read(call, lang)).collect();
    before.resize_with(BEFORE_MAX, BoardCall::default);
    Board { newest, before }
}

/// How many wait in each field, in the order of the fields.
pub(super) fn waiting_by_field(
    fields: &[PostedField],
    waiting: &[SeriesWaiting],
    lang: Lang,
) -> Vec<(String, u32)> {
    let count = |field: &PostedField| {
        let known = waiting.iter().find(|one| one.series == field.series);
        known.map_or(0, |one| one.waiting.ordinary.saturating_add(one.waiting.priority))
    };
    fields.iter().map(|field| (field.name.get(lang).to_owned(), count(field))).collect()
}

fn read(call: &CallView, lang: Lang) -> BoardCall {
    BoardCall {
        sequence: call.at.timestamp_millis().unsigned_abs(),
        number: call.number.to_string(),
        counter: counter_name(call.counter).get(lang).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate};
    use shared::hall::LineState;
    use shared::ids::CounterId;
    use shared::ticket::TicketNumber;
    use shared::time::ServiceDay;

    use super::*;

    #[test]
    fn the_newest_call_stands_apart_from_those_before() {
        let hall = hall_with_calls(6);

        let board = board(&hall, hall.service_day.0, Lang::Vi);

        assert_eq!(board.newest.expect("there are calls").call.number, "A006");
        let before: Vec<_> = board.before.into_iter().map(|call| call.number).collect();
        assert_eq!(before, ["A005", "A004", "A003", "A002", "A001"]);
    }

    #[test]
    fn a_recall_of_the_same_number_is_another_call() {
        let hall = hall_with_calls(1);
        let mut again = hall.clone();
        again.calls[0].at += chrono::TimeDelta::seconds(20);
        again.calls[0].calls = 2;

        let (first, second) =
            (board(&hall, day(), Lang::Vi).newest, board(&again, day(), Lang::Vi).newest);

        assert_ne!(first, second);
    }

    #[test]
    fn calls_of_yesterday_are_not_shown() {
        let hall = hall_with_calls(3);

        let board = board(&hall, day().succ_opt().expect("days go on"), Lang::Vi);

        assert!(board.newest.is_none());
        assert!(board.before.iter().all(|call| call.number.is_empty()));
    }

    #[test]
    fn a_display_whose_clock_is_a_day_behind_still_shows_the_calls() {
        let hall = hall_with_calls(3);

        let board = board(&hall, day().pred_opt().expect("days went before"), Lang::Vi);

        assert!(board.newest.is_some());
    }

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).expect("this day exists")
    }

    fn hall_with_calls(count: u32) -> HallSnapshot {
        let call = |sequence| CallView {
            number: TicketNumber { series: "A".into(), sequence },
            is_priority: false,
            counter: CounterId(3),
            at: DateTime::UNIX_EPOCH + chrono::TimeDelta::minutes(i64::from(sequence)),
            calls: 1,
        };
        HallSnapshot {
            number: 1,
            service_day: ServiceDay(day()),
            calls: (1..=count).rev().map(call).collect(),
            waiting: Vec::new(),
            line: LineState::NotEnrolled,
        }
    }
}
