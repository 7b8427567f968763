//! Orders of an administrator on the same machine: to a running node through a socket that only
//! its account can open, or straight to the store while no node runs.

mod desk;

use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use shared::ids::{PrinterName, SubmissionId};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::unix::OwnedWriteHalf;
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::mpsc::unbounded_channel;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::backup::Passphrase;
use crate::clock::{Clock, SystemClock};
use crate::config::Config;
use crate::node;
use crate::printers::Printers;
use crate::store::{DevicePlan, Nobody, Store, StoreFacts};

pub(crate) use desk::Desk;

/// The longest order and the longest reply.
const LINE_BYTES_MAX: u64 = 1024 * 1024;
/// How long an order may take to arrive.
const ORDER_WAIT: Duration = Duration::from_secs(5);

/// What an administrator can ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "order", rename_all = "snake_case")]
pub enum Order {
    /// Adds an officer, or gives a known one a fresh set-up link.
    AddOfficer {
        /// The sign-in name.
        name: String,
    },
    /// Enrols the hall at a centre.
    Enrol {
        /// Where the centre is.
        centre: String,
        /// The one-time code.
        code: String,
    },
    /// Lists what waits for a person.
    ListParked,
    /// Sends a parked submission again.
    Retry {
        /// The submission.
        submission: SubmissionId,
    },
    /// Adds a screen, or gives a known one a fresh registration link.
    AddDevice {
        /// What it is to be.
        plan: DevicePlan,
    },
    /// Lists the screens and when they were heard.
    ListDevices,
    /// Takes the key of a screen away.
    RevokeDevice {
        /// Its name.
        name: String,
    },
    /// Says how the printers are.
    ListPrinters,
    /// Looks at the store.
    Examine,
    /// Copies everything that the hall must not lose to a file.
    BackUp {
        /// The file; it is not there yet.
        to: PathBuf,
        /// What opens it.
        passphrase: Passphrase,
    },
    /// Writes everything that is owed to a folder.
    Export {
        /// The folder; it is not there yet.
        to: PathBuf,
    },
    /// Takes the centre's words back.
    TakeAcknowledgements {
        /// The file that the centre wrote.
        from: PathBuf,
    },
    /// Prints a test page.
    TestPrinter {
        /// Its name; none is the usual printer.
        printer: Option<PrinterName>,
    },
}

/// What came of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reply", rename_all = "snake_case")]
enum Reply {
    Underway { word: String },
    Done { lines: Vec<String> },
    NotDone { why: String },
}

/// Why an order was not carried out.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NotDone(pub String);

/// Carries out an order, through the running node where there is one.
pub async fn give(config: &Config, order: Order) -> Result<Vec<String>, NotDone> {
    match UnixStream::connect(socket(config)).await {
        Ok(stream) => exchange(stream, &order).await.unwrap_or_else(|error| {
            Err(NotDone(format!("the running node did not answer: {error}")))
        }),
        Err(_) => give_to_store(config, order).await,
    }
}

/// What a running node sees of its store; none where no node answers.
pub(crate) async fn examine_running(config: &Config) -> Option<StoreFacts> {
    let stream = UnixStream::connect(socket(config)).await.ok()?;
    match exchange(stream, &Order::Examine).await {
        Ok(Ok(lines)) => serde_json::from_str(lines.first()?).ok(),
        Ok(Err(NotDone(_))) | Err(_) => None,
    }
}

/// Takes orders for a running node.
pub(crate) fn listen(config: &Config, desk: Desk, stop: CancellationToken, tasks: &TaskTracker) {
    let path = socket(config);
    match open(&path) {
        Ok(listener) => {
            tasks.spawn(async move {
                tokio::select! {
                    () = serve(listener, desk) => {}
                    () = stop.cancelled() => {}
                }
                // A socket that stays behind is replaced at the next start.
                let _ = std::fs::remove_file(path);
            });
        }
        Err(error) => tracing::warn!(%error, "orders can be given only while the node is stopped"),
    }
}

async fn serve(listener: UnixListener, desk: Desk) {
    let desk = Arc::new(desk);
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(ORDER_WAIT).await;
            continue;
        };
        let desk = Arc::clone(&desk);
        tokio::spawn(async move {
            if let Err(error) = answer(stream, &desk).await {
                tracing::warn!(%error, "an order could not be answered");
            }
        });
    }
}

async fn answer(stream: UnixStream, desk: &Desk) -> io::Result<()> {
    let (reading, mut writing) = stream.into_split();
    let mut line = String::new();
    let mut reading = BufReader::new(reading.take(LINE_BYTES_MAX));
    tokio::time::timeout(ORDER_WAIT, reading.read_line(&mut line)).await??;
    let order: Order = serde_json::from_str(&line)?;
    let (words, mut said) = unbounded_channel();
    let mut done = std::pin::pin!(desk.carry_out(order, words));
    let reply = loop {
        tokio::select! {
            biased;
            Some(word) = said.recv() => write(&mut writing, &Reply::Underway { word }).await?,
            done = &mut done => break done,
        }
    };
    let reply = match reply {
        Ok(lines) => Reply::Done { lines },
        Err(NotDone(why)) => Reply::NotDone { why },
    };
    write(&mut writing, &reply).await
}

async fn write(to: &mut OwnedWriteHalf, reply: &Reply) -> io::Result<()> {
    let mut reply = serde_json::to_string(reply)?;
    reply.push('\n');
    to.write_all(reply.as_bytes()).await
}

async fn exchange(stream: UnixStream, order: &Order) -> io::Result<Result<Vec<String>, NotDone>> {
    let (reading, mut writing) = stream.into_split();
    let mut line = serde_json::to_string(order)?;
    line.push('\n');
    writing.write_all(line.as_bytes()).await?;
    let mut reading = BufReader::new(reading);
    loop {
        let mut answer = String::new();
        (&mut reading).take(LINE_BYTES_MAX).read_line(&mut answer).await?;
        match serde_json::from_str(&answer)? {
            Reply::Underway { word } => tracing::info!("{word}"),
            Reply::Done { lines } => return Ok(Ok(lines)),
            Reply::NotDone { why } => return Ok(Err(NotDone(why))),
        }
    }
}

async fn give_to_store(config: &Config, order: Order) -> Result<Vec<String>, NotDone> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let options = node::options(config, &clock, Arc::new(Nobody), None).map_err(said)?;
    let catalogue = Arc::clone(&options.rules.catalogue);
    let printers = Printers::open(&config.printers).map_err(said)?;
    let opening = tokio::task::spawn_blocking(move || Store::open(options)).await.map_err(said)?;
    let store = opening.map_err(said)?;
    let desk = Desk {
        store: store.clone(),
        catalogue,
        printers,
        presence: Arc::default(),
        clock,
        public_url: config.public_url.clone(),
    };
    let (words, mut said_words) = unbounded_channel();
    let telling = tokio::spawn(async move {
        while let Some(word) = said_words.recv().await {
            tracing::info!("{word}");
        }
    });
    let done = desk.carry_out(order, words).await;
    telling.await.map_err(said)?;
    tokio::task::spawn_blocking(move || store.close()).await.map_err(said)?;
    done
}

fn open(path: &PathBuf) -> io::Result<UnixListener> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let listener = UnixListener::bind(path)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
    Ok(listener)
}

fn socket(config: &Config) -> PathBuf {
    config.data_dir.join("node.sock")
}

fn said(error: impl std::error::Error) -> NotDone {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text = format!("{text}: {error}");
        source = error.source();
    }
    NotDone(text)
}
