//! The commands of the project: build, run, check, test, bench, torture, voice.

#![allow(clippy::print_stdout, reason = "a command talks to the person at the terminal")]

mod bench;
mod check;
mod postgres;
mod run;
mod setup;
mod site;
mod stages;
mod voice;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::site::Speed;
use crate::workspace::Workspace;

/// Builds, runs and proves the hall.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds the site that the browsers get into `target/site`.
    Build {
        /// Leaves out wasm-opt and compresses lightly.
        #[arg(long)]
        fast: bool,
    },
    /// Brings up a hall and a centre on this machine, until Ctrl-C.
    Run {
        /// Builds the site as `build --fast` does.
        #[arg(long)]
        fast: bool,
    },
    /// Checks format, lints, documentation and the WASM build.
    Check,
    /// Proves everything: what `check` does, then every test on real servers and browsers.
    Test,
    /// Measures, prints, and writes `target/marks.json`.
    Bench {
        /// Handed on to the benchmark.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Lets a day of a large hall pass in a few minutes and says what came of it.
    Simulate {
        /// Handed on to the simulator, such as `visitors=1200 speed=240`.
        arguments: Vec<String>,
    },
    /// Runs the slow proofs that `test` leaves out.
    Torture,
    /// Makes the clips of the hall's voice and measures that each one sounds.
    Voice {
        /// Only measures the clips that are there.
        #[arg(long)]
        measure: bool,
    },
}

fn main() -> ExitCode {
    match carry_out(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("\n{fault:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(command: Command) -> anyhow::Result<()> {
    let workspace = Workspace::locate()?;
    match command {
        Command::Build { fast } => site::build(&workspace, Speed::of(fast)),
        Command::Run { fast } => run::run(&workspace, Speed::of(fast)),
        Command::Check => check::check(&workspace),
        Command::Test => check::test(&workspace),
        Command::Bench { arguments } => bench::bench(&workspace, &arguments),
        Command::Simulate { arguments } => bench::simulate(&workspace, &arguments),
        Command::Torture => bench::torture(&workspace),
        Command::Voice { measure: false } => voice::make(&workspace),
        Command::Voice { measure: true } => voice::measure(&workspace),
    }
}
