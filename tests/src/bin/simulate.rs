//! Lets a day of a hall pass in a few minutes and says what came of it.
//!
//! `cargo xtask simulate [visitors=1200] [rush=300] [counters=70] [speed=240] [seed=1]`

#![allow(clippy::print_stdout, reason = "a command talks to the person at the terminal")]

use anyhow::{Context as _, Result, bail, ensure};
use promises::simulator::{DayPlan, Verdict, simulate};

#[tokio::main]
async fn main() -> Result<()> {
    let mut plan = DayPlan::LARGE;
    for word in std::env::args().skip(1) {
        set(&mut plan, &word)?;
    }
    ensure!(plan.rush <= plan.visitors, "more come at first than at all");
    ensure!(plan.counters > 0 && plan.speed > 0, "counters and speed begin at one");
    let report = simulate(plan).await;
    println!("{report}");
    ensure!(report.verdict == Verdict::default(), "a promise was not kept");
    Ok(())
}

fn set(plan: &mut DayPlan, word: &str) -> Result<()> {
    let (name, value) = word.split_once('=').with_context(|| format!("{word} sets nothing"))?;
    match name {
        "visitors" => plan.visitors = value.parse()?,
        "rush" => plan.rush = value.parse()?,
        "counters" => plan.counters = value.parse()?,
        "speed" => plan.speed = value.parse()?,
        "seed" => plan.seed = value.parse()?,
        _ => bail!("nothing is called {name}"),
    }
    Ok(())
}
