//! The hours of a day: counters that were open, and the most who waited at once.

use shared::figures::HourFigures;
use shared::ticket::{Outcome, TicketClass};

use crate::support::Day;

#[test]
fn counters_open_are_those_of_each_hour_on_average() {
    let mut day = Day::default();
    day.sit_down(0, 1);
    day.stand_up(120, 1);
    day.sit_down(30, 2);
    day.stand_up(90, 2);

    let hours = day.figures(240).hours;

    let open: Vec<_> = hours.iter().map(|one| (one.hour, one.open_counters_tenths())).collect();
    assert_eq!(open, [(7, Some(15)), (8, Some(15))]);
}

#[test]
fn the_running_hour_counts_what_has_passed_of_it() {
    let mut day = Day::default();
    day.sit_down(0, 1);
    day.sit_down(0, 2);

    let hours = day.figures(15).hours;

    assert_eq!(hours.len(), 1);
    assert_eq!((hours[0].elapsed_s, hours[0].open_counters_tenths()), (15 * 60, Some(20)));
}

#[test]
fn an_hour_that_has_not_begun_divides_by_nothing() {
    let hour = HourFigures {
        hour: 9,
        tally: Default::default(),
        open_s: 0,
        elapsed_s: 0,
        waiting_most: 0,
    };

    assert_eq!(hour.open_counters_tenths(), None);
}

#[test]
fn who_waits_when_an_hour_begins_counts_for_that_hour_too() {
    let mut day = Day::default();
    day.issue(10, 1, "A", TicketClass::Ordinary);
    day.issue(20, 2, "A", TicketClass::Ordinary);
    day.call(70, 1, 1);
    day.close(75, 1, 1, Outcome::NoShow);
    day.call(190, 2, 1);
    day.issue(190, 3, "A", TicketClass::Ordinary);

    let hours = day.figures(240).hours;

    let most: Vec<_> = hours.iter().map(|one| (one.hour, one.waiting_most)).collect();
    assert_eq!(most, [(7, 2), (8, 2), (9, 1), (10, 1)]);
}

#[test]
fn everything_counts_for_the_hour_in_which_it_began() {
    let mut day = Day::default();
    day.issue(50, 1, "A", TicketClass::Ordinary);
    day.call(65, 1, 1);
    day.serve(66, 1, 1);
    day.close(130, 1, 1, Outcome::Served);

    let hours = day.figures(240).hours;

    let told: Vec<_> = hours
        .iter()
        .map(|one| (one.hour, one.tally.issued, one.tally.waits.is_some(), one.tally.matters))
        .collect();
    assert_eq!(told, [(7, 1, true, 0), (8, 0, false, 1)]);
}
