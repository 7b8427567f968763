//! Clients that ask one thing after the other, each as soon as the last was answered.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
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
    Ok(measured(&all, begun))
}

/// Lets people press at a steady pace, whether or not the one before was answered, until the
/// flag is set or the span is over.
///
/// # Errors
/// When a request is not answered by a success.
pub async fn paced(
    server: SocketAddr,
    per_s: f64,
    is_over: Arc<AtomicBool>,
    asking: Arc<impl Asking>,
) -> Result<Measured> {
    let mut presses = tokio::time::interval(Duration::from_secs_f64(1.0 / per_s));
    let begun = Instant::now();
    let mut asked = JoinSet::new();
    let mut all = Histogram::<u64>::new_with_bounds(1, LONGEST_US, 3)?;
    let (mut idle, mut n) = (Vec::new(), 0);
    while !is_over.load(Ordering::Relaxed) {
        tokio::select! {
            _ = presses.tick() => {
                let mut connection = match idle.pop() {
                    Some(connection) => connection,
                    None => Connection::open(server).await?,
                };
                let (asking, pressed) = (Arc::clone(&asking), Instant::now());
                asked.spawn(async move {
                    ask_once(&mut connection, n, &*asking).await?;
                    anyhow::Ok((connection, pressed.elapsed()))
                });
                n += 1;
            }
            Some(answered) = asked.join_next() => {
                let (connection, took) = answered??;
                idle.push(connection);
                all.saturating_record(u64::try_from(took.as_micros())?);
            }
        }
    }
    Ok(measured(&all, begun))
}

fn measured(all: &Histogram<u64>, begun: Instant) -> Measured {
    let seconds = begun.elapsed().as_secs_f64();
    let ms = |quantile| all.value_at_quantile(quantile) as f64 / 1_000.0;
    Measured { per_s: all.len() as f64 / seconds, p50_ms: ms(0.5), p99_ms: ms(0.99) }
}

async fn ask_once(connection: &mut Connection, n: u64, asking: &impl Asking) -> Result<()> {
    let (path, document) = asking.request(n);
    let reply = connection.put(&path, document).await?;
    ensure!(reply.status == 200, "{}: {}", reply.status, String::from_utf8_lossy(&reply.body));
    asking.answered(reply);
    Ok(())
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
        let asked_at = Instant::now();
        ask_once(&mut connection, n, &*asking).await?;
        took.saturating_record(u64::try_from(asked_at.elapsed().as_micros())?);
    }
}
