//! What a fresh machine lacks, and how it gets there.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::postgres;
use crate::stages::say;
use crate::workspace::{Workspace, answer, is_on_path, succeed};

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Something from Debian that a command needs.
#[derive(Clone, Copy)]
pub(crate) enum Need {
    PostgreSql,
    Chromium,
    ChromeDriver,
    Npm,
    EspeakNg,
    Sox,
    OpusTools,
}

impl Need {
    fn is_met(self) -> bool {
        match self {
            Self::PostgreSql => postgres::programs().is_some(),
            Self::Chromium => is_on_path("chromium"),
            Self::ChromeDriver => is_on_path("chromedriver"),
            Self::Npm => is_on_path("npm"),
            Self::EspeakNg => is_on_path("espeak-ng"),
            Self::Sox => is_on_path("sox"),
            Self::OpusTools => is_on_path("opusenc"),
        }
    }

    fn package(self) -> &'static str {
        match self {
            Self::PostgreSql => "postgresql",
            Self::Chromium => "chromium",
            Self::ChromeDriver => "chromium-driver",
            Self::Npm => "npm",
            Self::EspeakNg => "espeak-ng",
            Self::Sox => "sox",
            Self::OpusTools => "opus-tools",
        }
    }
}

/// Adds the WASM target to the toolchain when it is missing.
pub(crate) fn wasm_target(workspace: &Workspace) -> Result<()> {
    let sysroot = answer(workspace.program("rustc").args(["--print", "sysroot"]))?;
    if PathBuf::from(sysroot).join("lib/rustlib").join(WASM_TARGET).is_dir() {
        return Ok(());
    }
    say(format_args!("adding the Rust target {WASM_TARGET}"));
    succeed(workspace.program("rustup").args(["target", "add", WASM_TARGET])).with_context(|| {
        format!("the front end needs the Rust target: rustup target add {WASM_TARGET}")
    })
}

/// Adds the toolchain's parts that `check` and `test` call.
pub(crate) fn lint_tools(workspace: &Workspace) -> Result<()> {
    let answers = |words: [&str; 2]| {
        workspace.cargo().args(words).output().is_ok_and(|output| output.status.success())
    };
    if answers(["fmt", "--version"]) && answers(["clippy", "--version"]) {
        return Ok(());
    }
    succeed(workspace.program("rustup").args(["component", "add", "rustfmt", "clippy"]))
}

/// Brings axe-core, with which the browser journeys look for barriers, as `tests/axe` locks it.
pub(crate) fn axe(workspace: &Workspace) -> Result<()> {
    let tools = workspace.target("tools/axe");
    let lock = fs::read(workspace.path("tests/axe/package-lock.json"))?;
    let is_brought = tools.join("node_modules/axe-core/axe.min.js").is_file()
        && fs::read(tools.join("package-lock.json")).is_ok_and(|brought| brought == lock);
    if is_brought {
        return Ok(());
    }
    debian(workspace, &[Need::Npm])?;
    say("fetching axe-core");
    fs::create_dir_all(&tools)?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(workspace.path("tests/axe").join(name), tools.join(name))?;
    }
    let mut npm = workspace.program("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(&tools);
    answer(&mut npm).map(drop).context("npm could not bring axe-core")
}

/// Installs the missing Debian packages, or says which command does.
pub(crate) fn debian(workspace: &Workspace, needs: &[Need]) -> Result<()> {
    let missing: Vec<&str> =
        needs.iter().filter(|need| !need.is_met()).map(|need| need.package()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let command = format!("apt-get install {}", missing.join(" "));
    let Some(prefix) = administrator(workspace) else {
        bail!("please run: sudo {command}");
    };
    say(format_args!("installing {}", missing.join(", ")));
    let apt = |words: &[&str]| {
        let (program, before) = prefix.split_first().expect("every prefix has a program");
        let mut apt = workspace.program(program);
        apt.args(before).args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]).args(words);
        answer(&mut apt)
    };
    let install = [&["install", "-y", "--no-install-recommends"], missing.as_slice()].concat();
    apt(&["update"])
        .and_then(|_| apt(&install))
        .with_context(|| format!("please run: {command}"))?;
    Ok(())
}

/// The words before `apt-get` that let it install: `env` as root, `sudo` where it asks nothing.
fn administrator(workspace: &Workspace) -> Option<&'static [&'static str]> {
    if !is_on_path("apt-get") {
        return None;
    }
    if rustix::process::geteuid().is_root() {
        return Some(&["env"]);
    }
    let sudo = workspace.program("sudo").args(["-n", "true"]).output();
    sudo.is_ok_and(|output| output.status.success()).then_some(&["sudo", "-n", "env"])
}
