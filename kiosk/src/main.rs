//! The hall's node as a program.

mod carrying;

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use carrying::CarryAct;
use clap::{Args, Parser, Subcommand, ValueEnum};
use kiosk::admin::{self, Order};
use kiosk::config::Config;
use kiosk::store::DevicePlan;
use kiosk::{Node, Ports, doctor};
use shared::device::{DeviceKind, IdleSettings};
use shared::ids::{PrinterName, SubmissionId};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

/// The hall's node: it keeps everything the hall accepts and forwards it exactly once.
#[derive(Parser)]
#[command(version)]
struct Program {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Serve the hall until told to stop.
    Serve(With),
    /// Enrol the hall at a centre with a one-time code.
    Enrol {
        #[command(flatten)]
        with: With,
        /// The address of the centre.
        #[arg(long)]
        centre: String,
        /// The one-time code.
        #[arg(long)]
        code: String,
    },
    /// Officers' accounts.
    #[command(subcommand)]
    Officer(OfficerAct),
    /// Submissions that wait for a person.
    #[command(subcommand)]
    Parked(ParkedAct),
    /// The hall's own screens.
    #[command(subcommand)]
    Device(DeviceAct),
    /// The printers.
    #[command(subcommand)]
    Printer(PrinterAct),
    /// Explain how the hall is; changes nothing. Ends with 0, 1 or 2: well, look, act.
    Doctor {
        #[command(flatten)]
        with: With,
        /// For a machine to read.
        #[arg(long)]
        json: bool,
    },
    #[command(flatten)]
    Carry(CarryAct),
}

#[derive(Subcommand)]
enum OfficerAct {
    /// Add an officer, or give a known one a fresh set-up link; prints the link.
    Add {
        #[command(flatten)]
        with: With,
        /// The sign-in name.
        #[arg(long)]
        name: String,
    },
}

#[derive(Subcommand)]
enum ParkedAct {
    /// List them.
    List(With),
    /// Send one again.
    Retry {
        #[command(flatten)]
        with: With,
        /// The submission.
        submission: SubmissionId,
    },
}

#[derive(Subcommand)]
enum DeviceAct {
    /// Add a screen, or change a known one and give it a fresh link; prints the link.
    Add {
        #[command(flatten)]
        with: With,
        /// The name the staff know it by.
        #[arg(long)]
        name: String,
        /// What it is for.
        #[arg(long)]
        kind: Kind,
        /// Where its slips come out; the usual printer when absent.
        #[arg(long)]
        printer: Option<String>,
        /// Silence after which a person at a touchscreen is asked.
        #[arg(long, default_value_t = IdleSettings::default().idle_seconds)]
        idle_seconds: u32,
        /// How long that question stands before the screen is wiped.
        #[arg(long, default_value_t = IdleSettings::default().countdown_seconds)]
        countdown_seconds: u32,
    },
    /// List them, and when each was heard.
    List(With),
    /// Take the key of a screen away.
    Revoke {
        #[command(flatten)]
        with: With,
        /// Its name.
        #[arg(long)]
        name: String,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Touchscreen,
    Display,
}

#[derive(Subcommand)]
enum PrinterAct {
    /// Ask each printer how it is.
    Status(With),
    /// Print a test page.
    Test {
        #[command(flatten)]
        with: With,
        /// The printer; the usual one when absent.
        #[arg(long)]
        name: Option<String>,
    },
}

#[derive(Args)]
struct With {
    /// The configuration.
    #[arg(long)]
    config: PathBuf,
}

fn main() -> Result<ExitCode> {
    let program = Program::parse();
    log();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let ended = runtime.block_on(run(program.act));
    // A printer that does not answer is not waited for.
    runtime.shutdown_background();
    ended
}

async fn run(act: Act) -> Result<ExitCode> {
    let done = match act {
        Act::Doctor { with, json } => return doctor(&with, json).await,
        Act::Serve(with) => serve(&with).await,
        Act::Enrol { with, centre, code } => give(&with, Order::Enrol { centre, code }).await,
        Act::Officer(OfficerAct::Add { with, name }) => {
            give(&with, Order::AddOfficer { name }).await
        }
        Act::Parked(ParkedAct::List(with)) => give(&with, Order::ListParked).await,
        Act::Parked(ParkedAct::Retry { with, submission }) => {
            give(&with, Order::Retry { submission }).await
        }
        Act::Device(act) => device(act).await,
        Act::Carry(act) => carrying::run(act).await,
        Act::Printer(PrinterAct::Status(with)) => give(&with, Order::ListPrinters).await,
        Act::Printer(PrinterAct::Test { with, name }) => {
            give(&with, Order::TestPrinter { printer: name.map(PrinterName) }).await
        }
    };
    done.map(|()| ExitCode::SUCCESS)
}

/// Prints what is found; the worst of it is how the program ends.
async fn doctor(with: &With, json: bool) -> Result<ExitCode> {
    let findings = doctor::examine(&Config::load(&with.config)?).await;
    let mut out = std::io::stdout().lock();
    if json {
        writeln!(out, "{}", serde_json::to_string_pretty(&findings)?)?;
    } else {
        for finding in &findings {
            writeln!(out, "{finding}")?;
        }
    }
    let worst = findings.iter().map(|finding| finding.mark).max();
    Ok(ExitCode::from(worst.map_or(0, doctor::Mark::exit_code)))
}

async fn device(act: DeviceAct) -> Result<()> {
    match act {
        DeviceAct::Add { with, name, kind, printer, idle_seconds, countdown_seconds } => {
            let kind = match kind {
                Kind::Touchscreen => DeviceKind::Touchscreen,
                Kind::Display => DeviceKind::Display,
            };
            let idle = IdleSettings { idle_seconds, countdown_seconds };
            let plan = DevicePlan { name, kind, printer: printer.map(PrinterName), idle };
            give(&with, Order::AddDevice { plan }).await
        }
        DeviceAct::List(with) => give(&with, Order::ListDevices).await,
        DeviceAct::Revoke { with, name } => give(&with, Order::RevokeDevice { name }).await,
    }
}

async fn serve(with: &With) -> Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let node = Node::start(Config::load(&with.config)?, Ports::default())
        .await
        .context("the node does not start")?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("stopping");
    node.stop().await;
    tracing::info!("stopped");
    Ok(())
}

async fn give(with: &With, order: Order) -> Result<()> {
    print(&admin::give(&Config::load(&with.config)?, order).await?)
}

fn print(lines: &[String]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Logs go to the error stream: lines for a person, JSON for a machine.
fn log() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        log.with_target(false).init();
    } else {
        log.json().init();
    }
}
