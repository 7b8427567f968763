//! A whole day of a hall in a few minutes: visitors and officers at the real node, over HTTP and
//! a database on the disk, by a clock that is hurried. Everything that people do is drawn from a
//! seed beforehand; only who is quicker of two at the same moment is left to the machine.

mod officer;
mod plan;
mod referee;
mod replay;
mod report;
mod script;
mod visitors;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use shared::figures::HallFigures;
use shared::ids::{SeriesCode, TicketId};
use shared::ticket::TicketNumber;
use shared::time::{Timestamp, from_wall_clock, wall_clock};
use tokio::sync::Notify;

pub use plan::DayPlan;
pub use referee::Verdict;
pub use report::Report;

use crate::clock::{TestClock, working_morning};
use crate::hall::{HallPlan, TestHall};
use crate::patience::all_of;
use crate::posted;
use crate::visitor::Visitor;
use officer::Officer;
use script::Person;

/// What visitors and officers of one day share.
struct Day {
    clock: Arc<TestClock>,
    people: BTreeMap<TicketId, Person>,
    fields: BTreeMap<SeriesCode, Notify>,
    left: AtomicUsize,
}

impl Day {
    /// Says in a field that somebody waits.
    fn ring(&self, series: &SeriesCode) {
        if let Some(bell) = self.fields.get(series) {
            bell.notify_one();
        }
    }

    /// Somebody has gone home.
    fn has_gone(&self) {
        self.left.fetch_sub(1, Ordering::AcqRel);
    }

    fn is_over(&self) -> bool {
        self.left.load(Ordering::Acquire) == 0
    }
}

/// Lets a day pass at a hall of its own and says what came of it.
///
/// # Panics
/// When the hall refuses what it should not.
pub async fn simulate(plan: DayPlan) -> Report {
    let copy = posted::Copy::with_counters(plan.counters);
    let clock = Arc::new(early_clock());
    let hall = HallPlan::default().catalogue(copy.path()).clock(&clock).alone().await;
    let passed = pass(&hall, plan).await;
    let asked = Instant::now();
    let figures: HallFigures = passed.visitor().get("/api/figures").await.json();
    let figures_took = asked.elapsed();
    clock.hurry_from(opening() + TimeDelta::days(1), 1);
    hall.store().begin_day().await.expect("the store is open");
    let verdict = referee::judge(&hall, &passed.seats(), &passed.heard, &figures);
    let Passed { took, lasted, .. } = passed;
    Report { plan, figures, verdict, took, figures_took, lasted }
}

/// A day that has passed, and whose officers still sit at their counters.
pub struct Passed {
    officers: Vec<Officer>,
    heard: Vec<TicketNumber>,
    took: Duration,
    lasted: TimeDelta,
}

impl Passed {
    /// The officer of the first counter.
    pub fn visitor(&self) -> &Visitor {
        self.officers[0].visitor()
    }

    fn seats(&self) -> referee::Seats {
        self.officers.iter().map(|one| (one.counter, one.series.clone())).collect()
    }
}

/// A clock of a hall in which a day can pass: before its hours begin.
pub fn early_clock() -> TestClock {
    TestClock::from(opening() - TimeDelta::hours(1))
}

/// Lets a day pass at a hall that goes by an [`early_clock`] and posts the counters of the plan.
///
/// # Panics
/// When the hall refuses what it should not.
pub async fn pass(hall: &TestHall, plan: DayPlan) -> Passed {
    let officers = officer::sit_down(hall, plan.counters).await;
    let people = plan.people(hall.catalogue(), opening());
    let fields = hall.catalogue().fields.iter();
    let day = Arc::new(Day {
        clock: Arc::clone(hall.clock()),
        fields: fields.map(|field| (field.series.clone(), Notify::new())).collect(),
        left: AtomicUsize::new(people.len()),
        people: people.into_iter().map(|person| (person.ticket, person)).collect(),
    });
    day.clock.hurry_from(opening(), plan.speed);
    let begun = Instant::now();
    let coming = visitors::come(hall, officers[0].visitor(), &day);
    let (heard, ()) = tokio::join!(coming, work(&officers, &day));
    let (took, lasted) = (begun.elapsed(), day.clock.now() - opening());
    Passed { officers, heard, took, lasted }
}

async fn work(officers: &[Officer], day: &Arc<Day>) {
    all_of(officers.iter().map(|officer| officer.work(day))).await;
}

/// Seven in the morning, when the posted hours begin.
fn opening() -> Timestamp {
    let day = wall_clock(working_morning()).date();
    from_wall_clock(day.and_hms_opt(7, 0, 0).expect("it is a time of day"))
}
