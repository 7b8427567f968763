//! Looks at a hall: at its files, at its running node, at the centre. Nothing is written.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use rustix::fs::StatVfsMountFlags;
use shared::signature::Signer;

use super::facts::{ClockFacts, DiskFacts, Facts, KeyFacts, LineFacts, PrinterFacts};
use crate::admin;
use crate::centre_client::{self, CentreClient, Knock, Patience, Speaker};
use crate::clock::{Clock, SystemClock};
use crate::config::Config;
use crate::printers::Printers;
use crate::store::{self, StoreFacts};

const KEY: &str = "hall.key";

/// Looks at everything.
pub(super) async fn look(config: &Config) -> Facts {
    let running = admin::examine_running(config).await;
    let is_running = running.is_some();
    let store = match running {
        Some(store) => store,
        None => {
            let data_dir = config.data_dir.clone();
            let looked = tokio::task::spawn_blocking(move || store::examine(&data_dir)).await;
            looked.unwrap_or_else(|error| StoreFacts::unreadable(error.to_string()))
        }
    };
    let (line, clock) = line(config, &store).await;
    Facts {
        now: SystemClock.now(),
        is_running,
        disk: disk(&config.data_dir),
        key: key(&config.data_dir),
        store,
        clock,
        line,
        printers: printers(config).await,
    }
}

/// The disk of the folder, or of the nearest one that is there.
fn disk(folder: &Path) -> Option<DiskFacts> {
    let there = folder.ancestors().find(|folder| folder.exists())?;
    let seen = rustix::fs::statvfs(there).ok()?;
    Some(DiskFacts {
        total: seen.f_blocks.saturating_mul(seen.f_frsize),
        free: seen.f_bavail.saturating_mul(seen.f_frsize),
        is_read_only: seen.f_flag.contains(StatVfsMountFlags::RDONLY),
    })
}

fn key(data_dir: &Path) -> KeyFacts {
    let path = data_dir.join(KEY);
    let Ok(seen) = path.metadata() else { return KeyFacts::Missing };
    let is_key = std::fs::read(&path).is_ok_and(|bytes| bytes.len() == 32);
    match (is_key, seen.permissions().mode() & 0o077) {
        (false, _) => KeyFacts::Unreadable,
        (true, 0) => KeyFacts::Kept,
        (true, _) => KeyFacts::Open,
    }
}

async fn line(config: &Config, store: &StoreFacts) -> (LineFacts, ClockFacts) {
    let Some(centre) = &config.centre_url else { return (LineFacts::NoCentre, None) };
    let Ok(knock) = centre_client::knock(centre, rand::random(), Patience::default()).await else {
        return (LineFacts::CannotBeSetUp, None);
    };
    let date = match knock {
        Knock::Silent => return (LineFacts::Silent, None),
        Knock::SomebodyElse => return (LineFacts::NotTheCentre, None),
        Knock::Centre { date } => date,
    };
    let clock = date.map(|date| SystemClock.now() - date);
    (accepted(config, centre, store).await, clock)
}

/// Whether the centre accepts the hall's key: it asks for news that there cannot be.
async fn accepted(config: &Config, centre: &str, store: &StoreFacts) -> LineFacts {
    let Some(hall) = store.hall else { return LineFacts::NotEnrolled };
    let seed = std::fs::read(config.data_dir.join(KEY)).ok();
    let Some(seed) = seed.and_then(|seed| <[u8; 32]>::try_from(seed).ok()) else {
        return LineFacts::NotEnrolled;
    };
    let speaker = Speaker { hall, signer: Signer::from_seed(&seed) };
    let clock = std::sync::Arc::new(SystemClock);
    match CentreClient::new(centre, speaker, clock, Patience::default()) {
        Ok(client) => match client.feed(u64::from(u32::MAX)).await {
            Ok(_) => LineFacts::Accepted,
            Err(_) => LineFacts::Refused,
        },
        Err(_) => LineFacts::CannotBeSetUp,
    }
}

async fn printers(config: &Config) -> Vec<PrinterFacts> {
    let Ok(printers) = Printers::open(&config.printers) else {
        let named = config.printers.iter();
        return named
            .map(|one| PrinterFacts { name: one.name.to_string(), condition: None })
            .collect();
    };
    let mut facts = Vec::new();
    for outlet in printers.iter() {
        let condition = Some(outlet.ask(SystemClock.now()).await);
        facts.push(PrinterFacts { name: outlet.name().to_string(), condition });
    }
    facts
}
