//! The command line of the centre.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use central::{Centre, Clock as _, Config, Ports, SystemClock, admin, import};
use clap::{Parser, Subcommand};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

#[derive(Parser)]
#[command(name = "central", version, about = "The one-stop system behind the halls.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves halls and officers until it is told to stop.
    Serve {
        /// The configuration.
        #[arg(long)]
        config: PathBuf,
    },
    /// Prints a one-time code with which a hall is enrolled.
    EnrolmentCode {
        /// The configuration.
        #[arg(long)]
        config: PathBuf,
        /// The name of the hall.
        #[arg(long)]
        hall_name: String,
    },
    /// Takes in what a hall exported to files, and writes the acknowledgements beside it.
    Import {
        /// The configuration.
        #[arg(long)]
        config: PathBuf,
        /// Folders that `kiosk export` made, or files of them.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
    /// Looks after the accounts of officers.
    Officer {
        #[command(subcommand)]
        act: OfficerAct,
    },
}

#[derive(Subcommand)]
enum OfficerAct {
    /// Adds an account, or finds it, and prints a one-time link to choose a password.
    Add {
        /// The configuration.
        #[arg(long)]
        config: PathBuf,
        /// The sign-in name.
        #[arg(long)]
        name: String,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    start_logs();
    match run(cli.command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where nobody reads the error stream, there is nobody to tell.
            let _ = writeln!(std::io::stderr(), "{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve { config } => serve(read(&config)?).await,
        Command::EnrolmentCode { config, hall_name } => {
            let config = read(&config)?;
            let code = admin::enrolment_code(&config, &hall_name, SystemClock.now()).await?;
            print_line(&code)
        }
        Command::Import { config, paths } => import_all(&read(&config)?, &paths).await,
        Command::Officer { act: OfficerAct::Add { config, name } } => {
            let config = read(&config)?;
            let link = admin::add_officer(&config, &name, SystemClock.now()).await?;
            print_line(&link)
        }
    }
}

async fn import_all(config: &Config, paths: &[PathBuf]) -> anyhow::Result<()> {
    let mut has_faults = false;
    for path in paths {
        let tell = |line: &str| drop(print_line(line));
        let clock = std::sync::Arc::new(SystemClock);
        let imported = import::import(config, clock, std::slice::from_ref(path), tell).await?;
        for fault in &imported.faults {
            has_faults = true;
            print_line(fault)?;
        }
        let (words, runs) = (imported.words.len(), imported.runs);
        print_line(&format!("{words} applications held, {runs} runs of the journal"))?;
        if words > 0 {
            let written = import::write_words(path, &imported.words);
            let written =
                written.context("the acknowledgements cannot be written; import again")?;
            print_line(&format!("take {} back to the hall", written.display()))?;
        }
    }
    anyhow::ensure!(!has_faults, "not everything could be taken in; the rest is held");
    Ok(())
}

async fn serve(config: Config) -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let centre = Centre::start(config, Ports::default()).await?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    centre.stop().await;
    Ok(())
}

fn read(path: &Path) -> anyhow::Result<Config> {
    Config::read(path).with_context(|| format!("{} cannot be used", path.display()))
}

/// Logs go to the error stream: for people at a terminal, else as JSON.
fn start_logs() {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        logs.init();
    } else {
        logs.json().init();
    }
}

fn print_line(line: &str) -> anyhow::Result<()> {
    writeln!(std::io::stdout(), "{line}").context("the line cannot be written")
}
