//! What a citizen with a large file waits for while the hall has everything else to do: a backlog
//! on its way to the centre, fifty screens that follow, others who file.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use hdrhistogram::Histogram;
use shared::catalogue::Catalogue;
use shared::digest::Digest;
use shared::ids::{FileId, SubmissionId};
use shared::submission::Surface;
use uuid::Uuid;

use super::connection::Connection;
use super::display::follow;
use super::load;
use super::marks::Marks;
use super::outage::{Outage, pending};
use crate::forms::{self, Papers};
use crate::posted::{self, BIRTH};
use crate::program::KioskProgram;
use crate::sample_file::document;
use crate::visitor::Visitor;

const STREAMS: usize = 50;
const FILE_BYTES: usize = 2_000_000;
/// Citizens with a file, one after the other.
const FILED: u64 = 100;
/// Between two of them.
const PAUSE: Duration = Duration::from_millis(150);
/// Others who file meanwhile, without a file.
const MEANWHILE_PER_S: f64 = 20.0;

/// Measures `accept.loaded_*`.
pub async fn measure() -> Result<Marks> {
    let mut outage = Outage::begin().await?;
    let posted = posted::read(&posted::folder());
    let hall = outage.cut_off().await?;
    let mut hall = outage.end(hall).await?;
    let followers = follow(|| Visitor::of(hall.url()), STREAMS).await?;
    let is_over = Arc::<AtomicBool>::default();
    let others =
        load::paced(hall.address(), MEANWHILE_PER_S, Arc::clone(&is_over), outage.asking.clone());
    let others = tokio::spawn(others);
    let took = file_all(&hall, &posted).await?;
    let owed = pending(&mut Connection::open(hall.address()).await?).await?;
    ensure!(owed > 0, "the forwarder was busy to the end");
    is_over.store(true, Ordering::Relaxed);
    let others = others.await??;
    for follower in followers {
        ensure!(!follower.is_finished(), "a stream ended while it was measured");
        follower.abort();
    }
    hall.stop();
    outage.centre.stop();

    let mut marks = Marks::default();
    let ms = |quantile| took.value_at_quantile(quantile) as f64 / 1_000.0;
    marks.set("accept.loaded_p50_ms", ms(0.5));
    marks.set("accept.loaded_p99_ms", ms(0.99));
    marks.set("accept.loaded_others_p99_ms", others.p99_ms);
    Ok(marks)
}

/// Files one application after the other; from the first byte of the file to the durable answer.
async fn file_all(hall: &KioskProgram, posted: &Catalogue) -> Result<Histogram<u64>> {
    let mut connection = Connection::open(hall.address()).await?;
    let plain = document(FILE_BYTES, 7);
    let headers = format!("content-digest: {}\r\n", Digest::of(&plain).to_header());
    let mut took = Histogram::<u64>::new(3)?;
    for n in 0..FILED {
        let (id, file) = (SubmissionId(Uuid::now_v7()), FileId(Uuid::now_v7()));
        let papers = Papers::Attached(vec![file]);
        let application = forms::application(posted, BIRTH, n, &papers, Surface::Portal);
        let application = serde_json::to_vec(&application)?;
        let begun = Instant::now();
        let path = format!("/api/submissions/{id}/files/{file}");
        let kept = connection.ask("PUT", &path, &headers, &plain).await?;
        ensure!(kept.status == 200, "{}", String::from_utf8_lossy(&kept.body));
        let filed = connection.put(&format!("/api/submissions/{id}"), &application).await?;
        ensure!(filed.status == 200, "{}", String::from_utf8_lossy(&filed.body));
        took.record(u64::try_from(begun.elapsed().as_micros())?)?;
        tokio::time::sleep(PAUSE).await;
    }
    Ok(took)
}
