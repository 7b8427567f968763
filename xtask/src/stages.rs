//! Headlines and times, so that a long command shows where it is.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// Runs the stages of a command one after another, each under its headline.
pub(crate) struct Stages {
    begun: Instant,
    count: usize,
    reached: usize,
}

impl Stages {
    /// Begins a command of `count` stages.
    pub(crate) fn new(count: usize) -> Self {
        Self { begun: Instant::now(), count, reached: 0 }
    }

    /// Runs one stage, and names it in the error when it fails.
    pub(crate) fn run<T>(&mut self, title: &str, stage: impl FnOnce() -> Result<T>) -> Result<T> {
        self.reached += 1;
        println!("\n[{}/{}] {title}", self.reached, self.count);
        let begun = Instant::now();
        let outcome = stage();
        let verdict = if outcome.is_ok() { "done" } else { "failed" };
        println!("      {verdict} in {}", seconds(begun.elapsed()));
        outcome.with_context(|| format!("the stage \"{title}\" failed"))
    }

    /// Announces the last stage, whose own output ends the command.
    pub(crate) fn last(&mut self, title: &str) {
        self.reached += 1;
        println!(
            "\n[{}/{}] {title} ({} so far)",
            self.reached,
            self.count,
            seconds(self.begun.elapsed()),
        );
    }
}

/// Says one thing that happened inside a stage.
pub(crate) fn say(sentence: impl std::fmt::Display) {
    println!("      {sentence}");
}

/// A duration as a person reads it.
pub(crate) fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    if whole >= 60 {
        format!("{} min {:02} s", whole / 60, whole % 60)
    } else {
        format!("{:.1} s", duration.as_secs_f64())
    }
}
