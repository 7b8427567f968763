//! A centre and a hall that its line was cut from: what both figures of an outage begin with.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use tempfile::TempDir;

use super::accepts::Applications;
use super::connection::Connection;
use super::load::{self, Until};
use super::process;
use crate::central_program::CentralProgram;
use crate::cluster::{Cluster, Durability};
use crate::posted;
use crate::program::KioskProgram;

/// Applications that are owed when the line comes back.
const BACKLOG: u64 = 100_000;
const CLIENTS: usize = 32;

/// A centre on a durable database, and the place of a hall.
pub(super) struct Outage {
    pub(super) centre: CentralProgram,
    pub(super) asking: Arc<Applications>,
    catalogue: PathBuf,
    home: PathBuf,
    _room: TempDir,
}

impl Outage {
    /// Starts the centre.
    pub(super) async fn begin() -> Result<Self> {
        let room = super::workroom()?;
        let cluster = Arc::new(Cluster::start(room.path(), Durability::Full)?);
        let catalogue = posted::folder();
        let mut centre = CentralProgram::configure_over(cluster, &catalogue).await;
        centre.start();
        centre.wait_until_ready().await;
        let asking = Arc::new(Applications::new(&posted::read(&catalogue))?);
        let home = room.path().join("hall");
        Ok(Self { centre, asking, catalogue, home, _room: room })
    }

    /// An enrolled hall that runs without its line.
    pub(super) async fn cut_off(&self) -> Result<KioskProgram> {
        let mut hall = KioskProgram::configure_in(&self.home, &self.catalogue, None);
        let code = self.centre.enrolment_code("Sảnh đo");
        hall.order(&["enrol", "--centre", &self.centre.url(), "--code", &code]);
        process::start(&mut hall).await?;
        Ok(hall)
    }

    /// Lets it owe the backlog, and starts it anew with its line.
    pub(super) async fn end(&self, mut hall: KioskProgram) -> Result<KioskProgram> {
        let backlog = Until::Requests(BACKLOG);
        load::run(hall.address(), CLIENTS, backlog, Arc::clone(&self.asking)).await?;
        hall.stop();
        let url = self.centre.url();
        let mut hall = KioskProgram::configure_in(&self.home, &self.catalogue, Some(&url));
        process::start(&mut hall).await?;
        Ok(hall)
    }
}

/// What a hall owes.
pub(super) async fn pending(connection: &mut Connection) -> Result<u64> {
    let status = connection.get("/status").await?;
    let status: serde_json::Value = serde_json::from_slice(&status.body)?;
    status["outbox"]["pending"].as_u64().context("the status tells it")
}
