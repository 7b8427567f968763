//! The hall's program at rest, and how soon it is there.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};

use super::connection::Connection;
use super::load::{self, Until};
use super::marks::{Marks, median};
use super::tickets::Tickets;
use crate::program::KioskProgram;

const STARTS: usize = 7;
const CLIENTS: usize = 8;
/// Tickets of a busy day in a large hall.
const BUSY_DAY: u64 = 5_000;
const LOOK_EVERY: Duration = Duration::from_millis(1);
const PATIENCE: Duration = Duration::from_secs(30);
/// Memory that grows less than this in a second is at rest.
const REST_KIB: u64 = 64;

/// Fills a store with a busy day.
pub async fn warm(hall: &mut KioskProgram) -> Result<()> {
    start(hall).await?;
    let asking = Arc::new(Tickets::new()?);
    load::run(hall.address(), CLIENTS, Until::Requests(BUSY_DAY), asking).await?;
    hall.stop();
    Ok(())
}

/// Measures `hall.*` over a store that was written to before; the program does not run yet.
pub async fn measure(hall: &mut KioskProgram) -> Result<Marks> {
    let mut starts = Vec::new();
    let mut resident = Vec::new();
    for _ in 0..STARTS {
        starts.push(start(hall).await?.as_secs_f64() * 1_000.0);
        resident.push(resident_at_rest(hall).await? as f64 / 1_024.0);
        hall.stop();
    }
    let mut marks = Marks::default();
    marks.set("hall.ready_ms", median(starts));
    marks.set("hall.rss_idle_mib", median(resident));
    Ok(marks)
}

/// Starts the program and waits, asking every millisecond, until it says that it is ready.
pub async fn start(hall: &mut KioskProgram) -> Result<Duration> {
    let begun = Instant::now();
    hall.start();
    loop {
        if let Ok(mut connection) = Connection::open(hall.address()).await
            && connection.get("/readyz").await.is_ok_and(|reply| reply.status == 200)
        {
            return Ok(begun.elapsed());
        }
        ensure!(begun.elapsed() < PATIENCE, "the hall's program is not ready in time");
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// What the program holds in memory, in KiB, once a screen has loaded the catalogue.
async fn resident_at_rest(hall: &KioskProgram) -> Result<u64> {
    let mut screen = Connection::open(hall.address()).await?;
    for path in ["/api/catalogue", "/api/hall", "/api/catalogue/1.001193"] {
        let reply = screen.get(path).await?;
        ensure!(reply.status == 200, "{path}: {}", reply.status);
    }
    let mut before = resident(hall)?;
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let now = resident(hall)?;
        if now.abs_diff(before) <= REST_KIB {
            return Ok(now);
        }
        before = now;
    }
}

fn resident(hall: &KioskProgram) -> Result<u64> {
    let process = hall.process().context("it runs")?;
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next()).context("no VmRSS")?;
    Ok(number.parse()?)
}
