//! A long outage ends: how soon a hundred thousand applications are at the centre, and what those
//! who file meanwhile notice of it.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};

use super::accepts::Applications;
use super::connection::Connection;
use super::load::{self, Measured, Until};
use super::marks::Marks;
use super::process;
use crate::central_program::CentralProgram;
use crate::cluster::{Cluster, Durability};
use crate::posted;
use crate::program::KioskProgram;

const BACKLOG: u64 = 100_000;
const CLIENTS: usize = 32;
/// Applications a second of those who file meanwhile: more than the largest hall sees.
const MEANWHILE_PER_S: f64 = 20.0;
const IDLE_SPAN: Duration = Duration::from_secs(20);
const LOOK_EVERY: Duration = Duration::from_millis(50);
const PATIENCE: Duration = Duration::from_secs(400);
/// What is on its way while people go on filing.
const AFLOAT: u64 = 20;

/// Measures `drain.*`.
pub async fn measure() -> Result<Marks> {
    let room = super::workroom()?;
    let cluster = Arc::new(Cluster::start(room.path(), Durability::Full)?);
    let catalogue = posted::folder();
    let mut centre = CentralProgram::configure_over(cluster, &catalogue).await;
    centre.start();
    centre.wait_until_ready().await;
    let home = room.path().join("hall");
    let asking = Arc::new(Applications::new(&posted::read(&catalogue))?);
    let idle = fill(&home, &centre, &catalogue, &asking).await?;

    let mut hall = KioskProgram::configure_in(&home, &catalogue, Some(&centre.url()));
    process::start(&mut hall).await?;
    let is_over = Arc::<AtomicBool>::default();
    let filing =
        load::paced(hall.address(), MEANWHILE_PER_S, Arc::clone(&is_over), Arc::clone(&asking));
    let filing = tokio::spawn(filing);
    let drained = drained(&hall).await;
    is_over.store(true, Ordering::Relaxed);
    let (drained, meanwhile) = (drained?, filing.await??);
    hall.stop();
    centre.stop();

    let mut marks = Marks::default();
    marks.set("drain.1e5_envelopes_s", drained.as_secs_f64());
    marks.set("drain.accept_idle_p99_ms", idle.p99_ms);
    marks.set("drain.accept_meanwhile_p50_ms", meanwhile.p50_ms);
    marks.set("drain.accept_meanwhile_p99_ms", meanwhile.p99_ms);
    marks.set("drain.accept_slowdown", meanwhile.p99_ms / idle.p99_ms);
    Ok(marks)
}

/// Measures a hall at rest, then lets it owe the backlog; the line is down all the while.
async fn fill(
    home: &Path,
    centre: &CentralProgram,
    catalogue: &Path,
    asking: &Arc<Applications>,
) -> Result<Measured> {
    let mut hall = KioskProgram::configure_in(home, catalogue, None);
    let code = centre.enrolment_code("Sảnh đo");
    hall.order(&["enrol", "--centre", &centre.url(), "--code", &code]);
    process::start(&mut hall).await?;
    let is_over = Arc::<AtomicBool>::default();
    let idle =
        load::paced(hall.address(), MEANWHILE_PER_S, Arc::clone(&is_over), Arc::clone(asking));
    let idle = tokio::spawn(idle);
    tokio::time::sleep(IDLE_SPAN).await;
    is_over.store(true, Ordering::Relaxed);
    let idle = idle.await??;
    load::run(hall.address(), CLIENTS, Until::Requests(BACKLOG), Arc::clone(asking)).await?;
    hall.stop();
    Ok(idle)
}

/// From the moment the line is up until nothing of the backlog is owed.
async fn drained(hall: &KioskProgram) -> Result<Duration> {
    let mut connection = Connection::open(hall.address()).await?;
    let begun = Instant::now();
    loop {
        let status = connection.get("/status").await?;
        let status: serde_json::Value = serde_json::from_slice(&status.body)?;
        let pending = status["outbox"]["pending"].as_u64().context("the status tells it")?;
        if pending <= AFLOAT {
            return Ok(begun.elapsed());
        }
        ensure!(begun.elapsed() < PATIENCE, "{pending} are owed still");
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
