//! For any day, the figures are what counting by hand gives.

use proptest::prelude::*;
use shared::figures::{Spread, Tally};
use shared::ticket::{ClassKind, Outcome, PriorityGroup, TicketClass};

use crate::support::Day;

/// What happens to one ticket, in minutes.
#[derive(Debug, Clone)]
struct Fate {
    series: &'static str,
    class: TicketClass,
    issued: i64,
    waits: i64,
    comes_after: i64,
    serving: i64,
    counter: u16,
    ending: Ending,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    StillWaits,
    Serving,
    Closed(Outcome),
}

proptest! {
    #[test]
    fn the_figures_are_what_counting_by_hand_gives(fates in prop::collection::vec(fate(), 0..40)) {
        let figures = day_of(&fates).figures(900);

        prop_assert_eq!(figures.whole, counted(&fates, |_| true, |_| true, |_| true));
        for one in &figures.series {
            let is_own = |fate: &Fate| one.series.as_str() == fate.series;
            prop_assert_eq!(one.tally, counted(&fates, is_own, is_own, is_own));
        }
        for one in &figures.classes {
            let is_own = |fate: &Fate| one.class == kind(fate.class);
            prop_assert_eq!(one.tally, counted(&fates, is_own, is_own, is_own));
        }
        for one in &figures.counters {
            let is_own = |fate: &Fate| one.counter.0 == fate.counter;
            let is_there = |fate: &Fate| is_own(fate) && fate.ending != Ending::StillWaits;
            prop_assert_eq!(one.tally, counted(&fates, is_there, is_own, is_own));
        }
        for one in &figures.hours {
            let hour = i64::from(one.hour) - 7;
            let in_hour = |minute: i64| minute.div_euclid(60) == hour;
            let issued = |fate: &Fate| in_hour(fate.issued);
            let served = |fate: &Fate| in_hour(fate.served_at());
            prop_assert_eq!(one.tally, counted(&fates, issued, issued, served));
        }
        let in_hours: u32 = figures.hours.iter().map(|one| one.tally.issued).sum();
        prop_assert_eq!(in_hours as usize, fates.len());
    }

    #[test]
    fn every_number_has_exactly_one_standing(fates in prop::collection::vec(fate(), 1..30)) {
        let whole = day_of(&fates).figures(900).whole;

        prop_assert_eq!(
            whole.issued,
            whole.served + whole.no_shows + whole.not_served + whole.open
        );
    }
}

impl Fate {
    fn called_at(&self) -> i64 {
        self.issued + self.waits
    }

    fn served_at(&self) -> i64 {
        self.called_at() + self.comes_after
    }

    fn ended_at(&self) -> i64 {
        self.served_at() + self.serving
    }

    fn is_at_counter(&self) -> bool {
        self.ending != Ending::StillWaits
    }

    fn is_served(&self) -> bool {
        matches!(self.ending, Ending::Closed(outcome) if outcome.is_attended())
    }
}

/// Counts by hand those tickets, waits and services that belong to a group.
fn counted(
    fates: &[Fate],
    ticket: impl Fn(&Fate) -> bool,
    wait: impl Fn(&Fate) -> bool,
    service: impl Fn(&Fate) -> bool,
) -> Tally {
    let count = |is: &dyn Fn(&Fate) -> bool| {
        u32::try_from(fates.iter().filter(|fate| ticket(fate) && is(fate)).count()).unwrap()
    };
    let seconds = |minutes: i64| u32::try_from(minutes * 60).unwrap();
    let waits = fates.iter().filter(|fate| fate.is_at_counter() && wait(fate));
    let services: Vec<&Fate> =
        fates.iter().filter(|fate| fate.is_served() && service(fate)).collect();
    Tally {
        issued: count(&|_| true),
        served: count(&Fate::is_served),
        no_shows: count(&|fate| fate.ending == Ending::Closed(Outcome::NoShow)),
        not_served: 0,
        open: count(&|fate| matches!(fate.ending, Ending::StillWaits | Ending::Serving)),
        matters: u32::try_from(services.len()).unwrap(),
        waits: Spread::of(waits.map(|fate| seconds(fate.waits)).collect()),
        services: Spread::of(services.iter().map(|fate| seconds(fate.serving)).collect()),
    }
}

fn day_of(fates: &[Fate]) -> Day {
    let mut day = Day::default();
    for (ticket, fate) in (1..).zip(fates) {
        day.issue(fate.issued, ticket, fate.series, fate.class);
        if fate.is_at_counter() {
            day.call(fate.called_at(), ticket, fate.counter);
        }
        if fate.is_served() || fate.ending == Ending::Serving {
            day.serve(fate.served_at(), ticket, fate.counter);
        }
        if let Ending::Closed(outcome) = fate.ending {
            day.close(fate.ended_at(), ticket, fate.counter, outcome);
        }
    }
    day
}

fn fate() -> impl Strategy<Value = Fate> {
    let class = prop_oneof![
        Just(TicketClass::Ordinary),
        Just(TicketClass::Priority(PriorityGroup::Pregnant)),
    ];
    let ending = prop_oneof![
        1 => Just(Ending::StillWaits),
        1 => Just(Ending::Serving),
        1 => Just(Ending::Closed(Outcome::NoShow)),
        3 => Just(Ending::Closed(Outcome::Served)),
        1 => Just(Ending::Closed(Outcome::Withdrawn)),
    ];
    let series = prop_oneof![Just("A"), Just("B"), Just("C")];
    (series, class, 0_i64..500, 0_i64..90, 0_i64..4, 0_i64..40, 1_u16..5, ending).prop_map(
        |(series, class, issued, waits, comes_after, serving, counter, ending)| Fate {
            series,
            class,
            issued,
            waits,
            comes_after,
            serving,
            counter,
            ending,
        },
    )
}

fn kind(class: TicketClass) -> ClassKind {
    match class {
        TicketClass::Ordinary => ClassKind::Ordinary,
        TicketClass::Priority(_) => ClassKind::Priority,
        TicketClass::Appointment { .. } => ClassKind::Appointment,
    }
}
