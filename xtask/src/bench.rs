//! `cargo xtask bench`, `simulate` and `torture`: figures, a day in minutes, the slow proofs.

use anyhow::Result;

use crate::setup::{self, Need};
use crate::site::{self, Speed};
use crate::stages::Stages;
use crate::workspace::{Workspace, is_on_path, succeed};

/// Where the slow proofs are; built without the others, and fast to run.
const SLOW: [&str; 9] = [
    "--release",
    "-p",
    "promises",
    "--test",
    "power_cuts",
    "--test",
    "simulated_line",
    "--test",
    "hostile_halls",
];

/// Builds what is measured, then measures.
pub(crate) fn bench(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let mut stages = Stages::new(4);
    stages.run("What this machine needs", || {
        setup::wasm_target(workspace)?;
        setup::debian(workspace, &[Need::PostgreSql, Need::Chromium, Need::ChromeDriver])
    })?;
    stages.run("The site for the browsers", || site::build(workspace, Speed::Full))?;
    // One build, so that the servers and the benchmark share every compiled package.
    stages.run("The servers and the benchmark", || {
        let packages = ["-p", "kiosk", "-p", "central", "-p", "promises"];
        succeed(workspace.cargo().args(["build", "--release", "--bins"]).args(packages))
    })?;
    stages.last("The figures");
    succeed(workspace.program(workspace.target("release/bench")).args(arguments))
}

/// Builds the simulator and lets a day pass.
pub(crate) fn simulate(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let mut simulator = workspace.cargo();
    simulator.args(["run", "-p", "promises", "--bin", "simulate", "--"]);
    succeed(simulator.args(arguments))
}

/// Runs the proofs that are ignored because they take long, and shows their figures.
pub(crate) fn torture(workspace: &Workspace) -> Result<()> {
    setup::debian(workspace, &[Need::PostgreSql])?;
    let mut runner = workspace.cargo();
    if is_on_path("cargo-nextest") {
        let run = ["nextest", "run", "--run-ignored", "only", "--no-capture"];
        succeed(runner.args(run).args(SLOW))
    } else {
        succeed(runner.arg("test").args(SLOW).args(["--", "--ignored", "--nocapture"]))
    }
}
