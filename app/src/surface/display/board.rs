//! What of the hall's state stands on the board.

use chrono::TimeDelta;
use shared::hall::{CallView, HallSnapshot, SeriesWaiting};
use shared::lang::Lang;
use shared::text::hall::counter_name;
use shared::time::{ServiceDay, Timestamp};

use crate::hall::PostedField;
use crate::ui::{BoardCall, FieldWaiting};

/// Calls that stand beside the newest.
const BEFORE_MAX: usize = 5;
/// How long a call stays large when none follows; then it stands first among those before.
const LARGE_FOR: TimeDelta = TimeDelta::minutes(2);
/// Fields whose queues fit the foot.
const FIELDS_MAX: usize = 6;

/// The calls of the day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Board {
    /// The newest, while it is news.
    pub newest: Option<Newest>,
    /// Those before it, newest first; places without a call are empty.
    pub before: Vec<BoardCall>,
}

/// The newest call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newest {
    /// What is read.
    pub call: BoardCall,
    /// How often it was called.
    pub calls: u8,
}

/// Puts the calls on the board; those of an earlier day are not shown, whoever kept them.
pub fn board(hall: &HallSnapshot, now: Timestamp, lang: Lang) -> Board {
    if hall.service_day < ServiceDay::of(now) {
        return Board { newest: None, before: vec![BoardCall::default(); BEFORE_MAX] };
    }
    let mut calls = hall.calls.iter().peekable();
    let newest = calls.next_if(|call| now - call.at <= LARGE_FOR);
    let newest = newest.map(|call| Newest { call: read(call, lang), calls: call.calls });
    let mut before: Vec<_> = calls.take(BEFORE_MAX).map(|call| read(call, lang)).collect();
    before.resize_with(BEFORE_MAX, BoardCall::default);
    Board { newest, before }
}

/// How many wait in each field, in the order of the fields; of very many fields the longest
/// queues.
pub fn waiting_by_field(
    fields: &[PostedField],
    waiting: &[SeriesWaiting],
    lang: Lang,
) -> Vec<FieldWaiting> {
    let count = |field: &PostedField| {
        let known = waiting.iter().find(|one| one.series == field.series);
        known.map_or(0, |one| one.waiting.ordinary.saturating_add(one.waiting.priority))
    };
    let mut counts: Vec<(&PostedField, u32)> =
        fields.iter().map(|field| (field, count(field))).collect();
    while counts.len() > FIELDS_MAX {
        drop_the_shortest(&mut counts);
    }
    let shown = counts.into_iter().map(|(field, count)| FieldWaiting {
        letter: field.series.to_string(),
        field: field.name.get(lang).to_owned(),
        waiting: count.to_string(),
    });
    shown.collect()
}

fn drop_the_shortest(counts: &mut Vec<(&PostedField, u32)>) {
    // Of equal queues the last goes, so that the first fields keep their place.
    let shortest = counts.iter().enumerate().rev().min_by_key(|(_, (_, count))| *count);
    if let Some((place, _)) = shortest {
        counts.remove(place);
    }
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
    use shared::hall::LineState;
    use shared::ids::CounterId;
    use shared::lang::Words;
    use shared::queue::Waiting;
    use shared::ticket::TicketNumber;

    use super::*;

    #[test]
    fn the_newest_call_stands_apart_from_those_before() {
        let board = board(&hall_with_calls(6), noon(), Lang::Vi);

        assert_eq!(board.newest.expect("there are calls").call.number, "A006");
        let before: Vec<_> = board.before.into_iter().map(|call| call.number).collect();
        assert_eq!(before, ["A005", "A004", "A003", "A002", "A001"]);
    }

    #[test]
    fn a_call_that_is_no_news_any_more_stands_first_among_those_before() {
        let (hall, later) = (hall_with_calls(6), noon() + TimeDelta::seconds(121));

        let board = board(&hall, later, Lang::Vi);

        assert_eq!(board.newest, None);
        let before: Vec<_> = board.before.into_iter().map(|call| call.number).collect();
        assert_eq!(before, ["A006", "A005", "A004", "A003", "A002"]);
    }

    #[test]
    fn a_recall_of_the_same_number_is_another_call() {
        let hall = hall_with_calls(1);
        let mut again = hall.clone();
        again.calls[0].at += TimeDelta::seconds(20);
        again.calls[0].calls = 2;

        let (first, second) =
            (board(&hall, noon(), Lang::Vi).newest, board(&again, noon(), Lang::Vi).newest);

        assert_ne!(first, second);
    }

    #[test]
    fn calls_of_yesterday_are_not_shown() {
        let board = board(&hall_with_calls(3), noon() + TimeDelta::days(1), Lang::Vi);

        assert!(board.newest.is_none());
        assert!(board.before.iter().all(|call| call.number.is_empty()));
    }

    #[test]
    fn a_display_whose_clock_is_a_day_behind_still_shows_the_calls() {
        let board = board(&hall_with_calls(3), noon() - TimeDelta::days(1), Lang::Vi);

        assert!(board.newest.is_some());
    }

    #[test]
    fn of_very_many_fields_the_longest_queues_are_shown_in_their_order() {
        let letters = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"];
        let field = |letter: &&str| PostedField {
            series: (**letter).into(),
            name: Words { vi: (*letter).to_owned(), en: String::new() },
        };
        let fields: Vec<PostedField> = letters.iter().map(field).collect();
        let queue = |letter: &&str| SeriesWaiting {
            series: (**letter).into(),
            waiting: Waiting { ordinary: 3, priority: 1 },
        };
        let waiting: Vec<SeriesWaiting> = letters[4..].iter().map(queue).collect();

        let shown = waiting_by_field(&fields, &waiting, Lang::Vi);

        let names: Vec<&str> = shown.iter().map(|field| field.letter.as_str()).collect();
        assert_eq!(names, letters[4..]);
        assert!(shown.iter().all(|field| field.waiting == "4"));
    }

    fn noon() -> Timestamp {
        Timestamp::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::hours(5)
    }

    fn hall_with_calls(count: u32) -> HallSnapshot {
        let call = |sequence| CallView {
            number: TicketNumber { series: "A".into(), sequence },
            is_priority: false,
            counter: CounterId(3),
            at: noon() - TimeDelta::minutes(i64::from(count - sequence)),
            calls: 1,
        };
        HallSnapshot {
            number: 1,
            service_day: ServiceDay::of(noon()),
            calls: (1..=count).rev().map(call).collect(),
            waiting: Vec::new(),
            line: LineState::NotEnrolled,
        }
    }
}
