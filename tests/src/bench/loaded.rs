//! What a citizen with a large file waits for while the hall has everything else to do: a backlog
//! on its way to the centre, fifty screens that follow, others who file.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use hdrhistogram::Histogram;
use reqwest::Method;
use shared::catalogue::Catalogue;
use shared::digest::Digest;
use shared::ids::{FileId, SubmissionId};
use shared::submission::Surface;
use uuid::Uuid;

use super::accepts::Applications;
use super::connection::Connection;
use super::load::{self, Until};
use super::marks::Marks;
use super::process;
use crate::central_program::CentralProgram;
use crate::cluster::{Cluster, Durability};
use crate::forms::{self, Papers};
use crate::posted::{self, BIRTH};
use crate::program::KioskProgram;
use crate::sample_file::document;
use crate::visitor::Visitor;

/// Enough that the forwarder is busy to the end.
const BACKLOG: u64 = 100_000;
const CLIENTS: usize = 32;
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
    let room = super::workroom()?;
    let cluster = Arc::new(Cluster::start(room.path(), Durability::Full)?);
    let catalogue = posted::folder();
    let mut centre = CentralProgram::configure_over(cluster, &catalogue).await;
    centre.start();
    centre.wait_until_ready().await;
    let home = room.path().join("hall");
    let posted = posted::read(&catalogue);
    let asking = Arc::new(Applications::new(&posted)?);
    let mut hall = KioskProgram::configure_in(&home, &catalogue, None);
    let code = centre.enrolment_code("Sảnh đo");
    hall.order(&["enrol", "--centre", &centre.url(), "--code", &code]);
    process::start(&mut hall).await?;
    load::run(hall.address(), CLIENTS, Until::Requests(BACKLOG), Arc::clone(&asking)).await?;
    hall.stop();

    let mut hall = KioskProgram::configure_in(&home, &catalogue, Some(&centre.url()));
    process::start(&mut hall).await?;
    let followers = follow(&hall).await?;
    let is_over = Arc::<AtomicBool>::default();
    let others = load::paced(hall.address(), MEANWHILE_PER_S, Arc::clone(&is_over), asking);
    let others = tokio::spawn(others);
    let took = file_all(&hall, &posted).await?;
    ensure!(pending(&hall).await? > 0, "the forwarder was busy to the end");
    is_over.store(true, Ordering::Relaxed);
    let others = others.await??;
    for follower in followers {
        ensure!(!follower.is_finished(), "a stream ended while it was measured");
        follower.abort();
    }
    hall.stop();
    centre.stop();

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

/// Opens streams and reads everything they say.
async fn follow(hall: &KioskProgram) -> Result<Vec<tokio::task::JoinHandle<()>>> {
    let mut followers = Vec::new();
    for _ in 0..STREAMS {
        let request = Visitor::of(hall.url()).request(Method::GET, "/api/events");
        let mut stream = request.send().await?.error_for_status()?;
        stream.chunk().await?.context("a stream begins")?;
        followers
            .push(tokio::spawn(async move { while let Ok(Some(_)) = stream.chunk().await {} }));
    }
    Ok(followers)
}

async fn pending(hall: &KioskProgram) -> Result<u64> {
    let status = Connection::open(hall.address()).await?.get("/status").await?;
    let status: serde_json::Value = serde_json::from_slice(&status.body)?;
    status["outbox"]["pending"].as_u64().context("the status tells it")
}
