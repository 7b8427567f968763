//! The figures of the house: measured in one run on one machine, beside what the disk can do.

pub mod accepts;
pub mod bundles;
pub mod calls;
pub mod connection;
pub mod display;
pub mod drain;
pub mod forwarding;
pub mod load;
pub mod loaded;
pub mod marks;
mod outage;
pub mod peers;
pub mod press_to_paper;
pub mod process;
pub mod raw_disk;
pub mod restart;
pub mod slips;
pub mod sqlite_node;
mod sqlite_store;
pub mod tickets;

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use tempfile::TempDir;

/// A folder on the disk of the project, so that every figure is of the same disk.
pub fn workroom() -> Result<TempDir> {
    let parent: PathBuf = crate::program::project().join("target/bench");
    std::fs::create_dir_all(&parent)?;
    tempfile::Builder::new().prefix("run-").tempdir_in(parent).context("there is no room")
}
