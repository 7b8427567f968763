//! `cargo xtask check` and `cargo xtask test`: what must hold before anything is pushed.

use std::process::Command;

use anyhow::Result;

use crate::setup::{self, Need};
use crate::site::{self, Speed};
use crate::stages::Stages;
use crate::workspace::{Workspace, is_on_path, succeed};

/// The stages of the quick part.
const QUICK: usize = 5;

/// Format, lints, documentation and the front end on its target.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let mut stages = Stages::new(QUICK);
    stages.run("What this machine needs", || set_up(workspace))?;
    quick(workspace, &mut stages)
}

/// Everything: the quick part, the site, and every test on real servers and browsers.
pub(crate) fn test(workspace: &Workspace) -> Result<()> {
    let mut stages = Stages::new(QUICK + 3);
    stages.run("What this machine needs", || {
        set_up(workspace)?;
        setup::debian(workspace, &[Need::PostgreSql, Need::Chromium, Need::ChromeDriver])?;
        setup::axe(workspace)
    })?;
    quick(workspace, &mut stages)?;
    stages.run("The site for the browsers", || site::build(workspace, Speed::Full))?;
    // All of the workspace in one build, so that nothing compiles twice for the test runner;
    // the proofs start the servers' own programs.
    stages.run("The servers and the tests", || {
        succeed(workspace.cargo().args(["build", "--workspace", "--bins", "--tests"]))
    })?;
    stages.last("The tests");
    succeed(&mut tests(workspace))
}

fn set_up(workspace: &Workspace) -> Result<()> {
    setup::wasm_target(workspace)?;
    setup::lint_tools(workspace)
}

fn quick(workspace: &Workspace, stages: &mut Stages) -> Result<()> {
    let lint = |words: &[&str]| {
        let mut clippy = workspace.cargo();
        succeed(clippy.arg("clippy").args(words).args(["--", "-D", "warnings"]))
    };
    stages.run("Format", || succeed(workspace.cargo().args(["fmt", "--all", "--check"])))?;
    stages.run("Lints", || lint(&["--workspace", "--all-targets"]))?;
    stages.run("Lints of the front end on its own target", || {
        lint(&["--package", "app", "--target", "wasm32-unknown-unknown"])
    })?;
    stages.run("Documentation", || {
        let mut doc = workspace.cargo();
        succeed(doc.args(["doc", "--no-deps", "--workspace"]).env("RUSTDOCFLAGS", "-D warnings"))
    })
}

/// The test runner, whose summary is the last thing printed.
fn tests(workspace: &Workspace) -> Command {
    let mut runner = workspace.cargo();
    if is_on_path("cargo-nextest") {
        runner.args(["nextest", "run"]);
    } else {
        runner.arg("test");
    }
    runner.arg("--workspace");
    runner
}
