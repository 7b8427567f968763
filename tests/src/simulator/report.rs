//! What came of a simulated day, as a table for people.

use std::fmt;
use std::time::Duration;

use chrono::TimeDelta;
use shared::figures::{HallFigures, Tally};
use shared::lang::Lang;
use shared::queue::QueueRules;
use shared::text::hall::figures as words;
use shared::ticket::ClassKind;

use super::plan::DayPlan;
use super::referee::Verdict;

const HEAD: &str = "\
| class       | issued | served | absent | waits | p50 min | p90 min | max min | beyond limit |
|-------------|-------:|-------:|-------:|------:|--------:|--------:|--------:|-------------:|
";

/// What came of a day.
#[derive(Debug, Clone)]
pub struct Report {
    /// The plan it went by.
    pub plan: DayPlan,
    /// The figures of the hall, as its officers get them.
    pub figures: HallFigures,
    /// What the referee counted.
    pub verdict: Verdict,
    /// How long it took.
    pub took: Duration,
    /// How long the figures of the running day took to come.
    pub figures_took: Duration,
    /// How long the day was.
    pub lasted: TimeDelta,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let DayPlan { visitors, rush, counters, speed, seed, .. } = self.plan;
        writeln!(
            f,
            "{visitors} visitors, {rush} of them in the first 15 minutes, {counters} counters, \
             seed {seed}, {speed} times as fast: {} minutes in {:.0} s",
            self.lasted.num_minutes(),
            self.took.as_secs_f64(),
        )?;
        writeln!(f)?;
        f.write_str(HEAD)?;
        for one in &self.figures.classes {
            let name = words::class_name(one.class).en;
            write_class(f, name, &one.tally, Some(one.class))?;
        }
        write_class(f, "All", &self.figures.whole, None)?;
        writeln!(f)?;
        for (what, count) in self.verdict.counts() {
            writeln!(f, "{count:>4}  {what}")?;
        }
        let figures_ms = self.figures_took.as_secs_f64() * 1_000.0;
        write!(f, "\nfigures of the running day, read from its journal: {figures_ms:.0} ms")
    }
}

fn write_class(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    tally: &Tally,
    class: Option<ClassKind>,
) -> fmt::Result {
    let waits = tally.waits;
    let minutes = |seconds: Option<u32>| words::minutes(seconds, Lang::En);
    let longest = waits.map(|waits| waits.max_s);
    let beyond = class.map_or(String::new(), |class| {
        minutes(longest.map(|longest| longest.saturating_sub(limit_s(class))))
    });
    writeln!(
        f,
        "| {name:<11} | {:>6} | {:>6} | {:>6} | {:>5} | {:>7} | {:>7} | {:>7} | {beyond:>12} |",
        tally.issued,
        tally.served,
        tally.no_shows,
        waits.map_or(0, |waits| waits.count),
        minutes(waits.map(|waits| waits.p50_s)),
        minutes(waits.map(|waits| waits.p90_s)),
        minutes(longest),
    )
}

/// After this wait a ticket of a class goes before any ratio.
fn limit_s(class: ClassKind) -> u32 {
    let rules = QueueRules::default();
    match class {
        ClassKind::Ordinary | ClassKind::Appointment => rules.ordinary_wait_max_minutes * 60,
        ClassKind::Priority => rules.priority_wait_max_minutes * 60,
    }
}

impl Verdict {
    /// Each promise, and how often it was not kept.
    pub fn counts(&self) -> [(&'static str, u32); 8] {
        [
            ("double numbers", self.double_numbers),
            ("gaps in the numbers", self.gaps),
            ("double calls", self.double_calls),
            ("calls to a counter that had somebody", self.full_counters),
            ("overtaken inside their class and series", self.overtaken),
            ("calls that overlooked who waited too long", self.overlooked),
            ("breaks of the ratio", self.ratio_breaks),
            ("figures that are not what the journal says", self.wrong_figures),
        ]
    }
}
