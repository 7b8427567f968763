//! How fast a hall gets rid of what it owes, at a centre whose database is durable.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use sqlx::PgPool;

use super::accepts::Applications;
use super::load::{self, Until};
use super::marks::Marks;
use super::process;
use crate::centre::TestCentre;
use crate::clock::TestClock;
use crate::cluster::{Cluster, Durability};
use crate::posted;
use crate::program::KioskProgram;

const SUBMISSIONS: u64 = 5_000;
const CLIENTS: usize = 32;
const LOOK_EVERY: Duration = Duration::from_millis(5);
const PATIENCE: Duration = Duration::from_secs(120);

/// Measures `forward.*`.
pub async fn measure() -> Result<Marks> {
    let room = super::workroom()?;
    let cluster = Arc::new(Cluster::start(room.path(), Durability::Full)?);
    let clock = Arc::new(TestClock::from(chrono::Utc::now()));
    let (catalogue, no_site) = (posted::folder(), Path::new("no-site"));
    let centre = TestCentre::start_over(cluster, clock, &catalogue, no_site).await;
    let home = room.path().join("hall");
    let mut hall = KioskProgram::configure_in(&home, &catalogue, None);
    let code = centre.enrolment_code("Sảnh đo").await;
    hall.order(&["enrol", "--centre", &centre.url(), "--code", &code]);
    process::start(&mut hall).await?;
    let asking = Arc::new(Applications::new(&posted::read(&catalogue))?);
    load::run(hall.address(), CLIENTS, Until::Requests(SUBMISSIONS), asking).await?;
    hall.stop();

    let mut hall = KioskProgram::configure_in(&home, &catalogue, Some(&centre.url()));
    hall.start();
    let rate = settled_per_s(centre.database()).await?;
    hall.stop();
    centre.stop().await;
    let mut marks = Marks::default();
    marks.set("forward.per_s", rate);
    Ok(marks)
}

/// Reckons from the first acknowledgement that is seen to the last.
async fn settled_per_s(centre: &PgPool) -> Result<f64> {
    let asked = Instant::now();
    let mut first = None;
    loop {
        let settled = "SELECT count(*) FROM acknowledgements";
        let settled: i64 = sqlx::query_scalar(settled).fetch_one(centre).await?;
        let settled = u64::try_from(settled)?;
        match first {
            None if settled > 0 => first = Some((settled, Instant::now())),
            Some((before, since)) if settled == SUBMISSIONS => {
                return Ok((settled - before) as f64 / since.elapsed().as_secs_f64());
            }
            None | Some(_) => {}
        }
        ensure!(asked.elapsed() < PATIENCE, "only {settled} were settled in time");
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
