//! What is well with a hall and what is not, in words, with the next command. Nothing is changed.

mod findings;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use shared::time::Timestamp;

use crate::admin::{self, Order};
use crate::centre_client::{self, Patience};
use crate::config::Config;
use crate::heartbeat::disk_free_bytes;
use crate::store::{DatabaseLook, FolderLook, RowsLook, Store, look_at_database, look_at_folder};

pub use findings::{Finding, Verdict, findings, worst};

/// Everything that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// When.
    pub now: Timestamp,
    /// Whether a node runs.
    pub is_running: bool,
    /// Why a node that runs did not tell, if it did not.
    pub silence: Option<String>,
    /// Free bytes on the disk.
    pub free_bytes: u64,
    /// Whether the disk takes no writes.
    pub is_read_only: bool,
    /// The files.
    pub folder: FolderLook,
    /// The database.
    pub database: DatabaseLook,
    /// Whether the centre answered; none where none is configured.
    pub line: Option<bool>,
    /// The printers, as the node that runs tells of them: name and whether it prints.
    pub printers: Vec<(String, bool)>,
}

/// What a running node tells of itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Told {
    rows: RowsLook,
    printers: Vec<(String, bool)>,
}

impl Told {
    /// Looks at the store of a running node. Blocks.
    pub(crate) fn of(
        store: &Store,
        printers: Vec<(String, bool)>,
    ) -> Result<Self, crate::store::StoreError> {
        Ok(Self { rows: store.look()?, printers })
    }
}

/// Looks at a hall, beside a node that runs or without one.
pub async fn look(config: &Config, now: Timestamp) -> Look {
    let data_dir = config.data_dir.clone();
    let folder = look_at_folder(&data_dir);
    let (mut is_running, mut silence, mut printers) = (false, None, Vec::new());
    let database = match admin::ask(config, Order::Examine).await {
        None => look_at_database(&data_dir),
        Some(answer) => {
            is_running = true;
            let told = answer.map_err(|error| error.to_string()).and_then(|lines| {
                serde_json::from_str::<Told>(&lines.concat()).map_err(|error| error.to_string())
            });
            match told {
                Ok(told) => {
                    printers = told.printers;
                    DatabaseLook::Whole(Box::new(told.rows))
                }
                Err(error) => {
                    silence = Some(error);
                    DatabaseLook::Unclosed
                }
            }
        }
    };
    let line = match &config.centre_url {
        Some(url) => {
            let probe = centre_client::probe(url, rand::random(), Patience::default()).await;
            Some(probe.unwrap_or(false))
        }
        None => None,
    };
    let is_read_only = rustix::fs::statvfs(&data_dir)
        .is_ok_and(|disk| disk.f_flag.contains(rustix::fs::StatVfsMountFlags::RDONLY));
    let free_bytes = disk_free_bytes(&data_dir);
    Look { now, is_running, silence, free_bytes, is_read_only, folder, database, line, printers }
}
