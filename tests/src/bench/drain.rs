//! A long outage ends: how soon a hundred thousand applications are at the centre, and what those
//! who file meanwhile notice of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use super::accepts::Applications;
use super::connection::Connection;
use super::load::{self, Measured};
use super::marks::Marks;
use super::outage::{Outage, pending};
use crate::program::KioskProgram;

/// Applications a second of those who file meanwhile: more than the largest hall sees.
const MEANWHILE_PER_S: f64 = 20.0;
const IDLE_SPAN: Duration = Duration::from_secs(20);
const LOOK_EVERY: Duration = Duration::from_millis(50);
const PATIENCE: Duration = Duration::from_secs(400);
/// What is on its way while people go on filing.
const AFLOAT: u64 = 20;

/// Measures `drain.*`.
pub async fn measure() -> Result<Marks> {
    let mut outage = Outage::begin().await?;
    let hall = outage.cut_off().await?;
    let at_rest = async {
        tokio::time::sleep(IDLE_SPAN).await;
        Ok(())
    };
    let (idle, ()) = while_people_file(&hall, &outage.asking, at_rest).await?;
    let mut hall = outage.end(hall).await?;
    let (meanwhile, drained) = while_people_file(&hall, &outage.asking, drained(&hall)).await?;
    hall.stop();
    outage.centre.stop();

    let mut marks = Marks::default();
    marks.set("drain.1e5_envelopes_s", drained.as_secs_f64());
    marks.set("drain.accept_idle_p99_ms", idle.p99_ms);
    marks.set("drain.accept_meanwhile_p50_ms", meanwhile.p50_ms);
    marks.set("drain.accept_meanwhile_p99_ms", meanwhile.p99_ms);
    marks.set("drain.accept_slowdown", meanwhile.p99_ms / idle.p99_ms);
    Ok(marks)
}

/// Lets people file at a steady pace until something has happened.
async fn while_people_file<T>(
    hall: &KioskProgram,
    asking: &Arc<Applications>,
    happens: impl Future<Output = Result<T>>,
) -> Result<(Measured, T)> {
    let is_over = Arc::<AtomicBool>::default();
    let (flag, asking) = (Arc::clone(&is_over), Arc::clone(asking));
    let filing = tokio::spawn(load::paced(hall.address(), MEANWHILE_PER_S, flag, asking));
    let happened = happens.await;
    is_over.store(true, Ordering::Relaxed);
    let filed = filing.await??;
    Ok((filed, happened?))
}

/// From the moment the line is up until nothing of the backlog is owed.
async fn drained(hall: &KioskProgram) -> Result<Duration> {
    let mut connection = Connection::open(hall.address()).await?;
    let begun = Instant::now();
    loop {
        let owed = pending(&mut connection).await?;
        if owed <= AFLOAT {
            return Ok(begun.elapsed());
        }
        ensure!(begun.elapsed() < PATIENCE, "{owed} are owed still");
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
