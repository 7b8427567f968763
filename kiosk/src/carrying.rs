//! The commands that carry a hall from one place to another: back up, put back.

use std::fs;
use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::{self, Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail, ensure};
use clap::Subcommand;
use kiosk::admin::Order;
use kiosk::backup::Passphrase;
use kiosk::clock::{Clock, SystemClock};
use kiosk::config::Config;
use kiosk::store::{Nobody, PutBack, Store, StoreOptions};
use kiosk::{node, restore};
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

use super::{With, give, print};

/// What carries a hall.
#[derive(Subcommand)]
pub(super) enum CarryAct {
    /// Copy everything that the hall must not lose to one file; the node may run.
    Backup {
        #[command(flatten)]
        with: With,
        /// The file; it is not there yet.
        #[arg(long)]
        to: PathBuf,
        /// A file whose first line is the passphrase; asked for at the terminal when absent.
        #[arg(long)]
        passphrase_file: Option<PathBuf>,
    },
    /// Write everything that is owed to a folder, for a stick; the node may run.
    Export {
        #[command(flatten)]
        with: With,
        /// The folder; it is not there yet.
        #[arg(long)]
        to: PathBuf,
    },
    /// Take back what the centre wrote when it imported.
    ImportAcknowledgements {
        #[command(flatten)]
        with: With,
        /// The file.
        #[arg(long)]
        from: PathBuf,
    },
    /// Make a hall from a copy, in a folder that is empty or not there; or, with --in-place, from
    /// a folder that was copied by hand.
    Restore {
        #[command(flatten)]
        with: With,
        /// The copy.
        #[arg(long, required_unless_present = "in_place")]
        from: Option<PathBuf>,
        /// The configured data folder is itself the copy.
        #[arg(long, conflicts_with_all = ["from", "passphrase_file"])]
        in_place: bool,
        /// A file whose first line is the passphrase; asked for at the terminal when absent.
        #[arg(long)]
        passphrase_file: Option<PathBuf>,
        /// A number known to have been given out today, where the hall is put back again: the
        /// numbers of every series go on after it.
        #[arg(long)]
        numbers_after: Option<u32>,
    },
}

/// Does what was asked.
pub(super) async fn run(act: CarryAct) -> Result<()> {
    match act {
        CarryAct::Backup { with, to, passphrase_file } => {
            let passphrase = passphrase(passphrase_file.as_deref(), true)?;
            give(&with, Order::BackUp { to: path::absolute(to)?, passphrase }).await
        }
        CarryAct::Export { with, to } => {
            give(&with, Order::Export { to: path::absolute(to)? }).await
        }
        CarryAct::ImportAcknowledgements { with, from } => {
            give(&with, Order::TakeAcknowledgements { from: path::absolute(from)? }).await
        }
        CarryAct::Restore { with, from, in_place: _, passphrase_file, numbers_after } => {
            let options = options(&Config::load(&with.config)?)?;
            match from {
                Some(from) => {
                    let passphrase = passphrase(passphrase_file.as_deref(), false)?;
                    blocking(move || put_back(options, &from, &passphrase, numbers_after)).await
                }
                None => blocking(move || begin_in_place(options, numbers_after)).await,
            }
        }
    }
}

fn put_back(
    options: StoreOptions,
    from: &Path,
    passphrase: &Passphrase,
    numbers_after: Option<u32>,
) -> Result<()> {
    tracing::info!("verifying the copy");
    let restored = restore::restore(options, from, passphrase, numbers_after)?;
    let restore::Restored { copied_at, copied, pending, damaged } = restored;
    print(&[
        format!("the hall is as it was at {copied_at}: {} parts, all verified", copied.parts),
        format!("{pending} applications are owed to the centre and will be sent again"),
    ])?;
    if damaged > 0 {
        print(&[format!("{damaged} of them lack sealed bytes: look at them with kiosk doctor")])?;
    }
    print(&begun())
}

fn begin_in_place(options: StoreOptions, numbers_after: Option<u32>) -> Result<()> {
    ensure!(options.data_dir.join("hall.key").is_file(), "there is no hall in the data folder");
    let store = Store::put_back(options, PutBack { copied_at: None, numbers_after })?;
    store.close();
    print(&begun())
}

fn begun() -> [String; 2] {
    [
        "its journal begins another epoch, and today's numbers go on after a gap".to_owned(),
        "leave the old machine off, then start this one with: kiosk serve".to_owned(),
    ]
}

fn options(config: &Config) -> Result<StoreOptions> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    Ok(node::options(config, &clock, Arc::new(Nobody), None)?)
}

async fn blocking(work: impl FnOnce() -> Result<()> + Send + 'static) -> Result<()> {
    tokio::task::spawn_blocking(work).await?
}

/// Reads a passphrase: from a file, or from the terminal without showing it.
fn passphrase(file: Option<&Path>, is_new: bool) -> Result<Passphrase> {
    if let Some(file) = file {
        let text = fs::read_to_string(file);
        let text = text.with_context(|| format!("{} cannot be read", file.display()))?;
        return Ok(Passphrase::from(text.lines().next().unwrap_or_default().to_owned()));
    }
    if !io::stdin().is_terminal() {
        bail!("nobody can be asked for the passphrase; name a file: --passphrase-file FILE");
    }
    let typed = ask("passphrase: ")?;
    ensure!(!is_new || typed == ask("once more: ")?, "these were two; nothing was written");
    Ok(typed)
}

fn ask(question: &str) -> Result<Passphrase> {
    let stdin = io::stdin();
    let mut terminal = io::stderr().lock();
    write!(terminal, "{question}")?;
    terminal.flush()?;
    let shown = tcgetattr(&stdin)?;
    let mut hidden = shown.clone();
    hidden.local_modes -= LocalModes::ECHO;
    tcsetattr(&stdin, OptionalActions::Flush, &hidden)?;
    let mut line = String::new();
    let read = stdin.lock().read_line(&mut line);
    tcsetattr(&stdin, OptionalActions::Flush, &shown)?;
    writeln!(terminal)?;
    read?;
    Ok(Passphrase::from(line.trim_end_matches(['\r', '\n']).to_owned()))
}
