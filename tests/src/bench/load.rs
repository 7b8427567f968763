//! Clients that ask one thing after the other, each as soon as the last was answered.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use hdrhistogram::Histogram;
use tokio::task::JoinSet;

use super::connection::{Connection, Reply};

/// The longest answer that is told apart, in microseconds.
const LONGEST_US: u64 = 60_000_000;

/// What is asked for, in turn.
pub trait Asking: Send + Sync + 'static {
    /// Path and document of the `n`th request.
    fn request(&self, n: u64) -> (String, &[u8]);

    /// Looks at what was answered.
    fn answered(&self, _reply: Reply) {}
}

/// When clients stop.
#[derive(Debug, Clone, Copy)]
pub enum Until {
    /// After this span.
    Span(Duration),
    /// After so many requests of all together.
    Requests(u64),
}

/// What was measured.
#[derive(Debug)]
pub struct Measured {
    /// Answers a second.
    pub per_s: f64,
    /// Half of the answers came sooner.
    pub p50_ms: f64,
    /// One answer in a hundred came later.
    pub p99_ms: f64,
}

/// Lets so many clients ask at once.
///
/// # Errors
/// When a request is not answered by a success.
pub async fn run(
    server: SocketAddr,
    clients: usize,
    until: Until,
    asking: Arc<impl Asking>,
) -> Result<Measured> {
    let mut connections = Vec::new();
    for _ in 0..clients {
        connections.push(Connection::open(server).await?);
    }
    let turn = Arc::new(AtomicU64::new(0));
    let begun = Instant::now();
    let mut asked = JoinSet::new();
    for connection in connections {
        asked.spawn(ask(connection, until, begun, Arc::clone(&turn), Arc::clone(&asking)));
    }
    let mut all = Histogram::<u64>::new_with_bounds(1, LONGEST_US, 3)?;
    while let Some(one) = asked.join_next().await {
        all.add(one??)?;
    }
    let seconds = begun.elapsed().as_secs_f64();
    let ms = |quantile| all.value_at_quantile(quantile) as f64 / 1_000.0;
    Ok(Measured { per_s: all.len() as f64 / seconds, p50_ms: ms(0.5), p99_ms: ms(0.99) })
}

async fn ask(
    mut connection: Connection,
    until: Until,
    begun: Instant,
    turn: Arc<AtomicU64>,
    asking: Arc<impl Asking>,
) -> Result<Histogram<u64>> {
    let mut took = Histogram::<u64>::new_with_bounds(1, LONGEST_US, 3)?;
    loop {
        let n = turn.fetch_add(1, Ordering::Relaxed);
        let is_over = match until {
            Until::Span(span) => begun.elapsed() >= span,
            Until::Requests(requests) => n >= requests,
        };
        if is_over {
            return Ok(took);
        }
        let (path, document) = asking.request(n);
        let asked_at = Instant::now();
        let reply = connection.put(&path, document).await?;
        took.saturating_record(u64::try_from(asked_at.elapsed().as_micros())?);
        ensure!(reply.status == 200, "{}: {}", reply.status, String::from_utf8_lossy(&reply.body));
        asking.answered(reply);
    }
}
