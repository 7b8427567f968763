//! The line between a hall and the centre, in the hands of a test: it cuts, loses answers and lies.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How the line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// Bytes go both ways.
    Up,
    /// Connections end at once.
    Down,
    /// Goes down after this many bytes from the hall.
    DownAfter(u64),
    /// Each connection ends after this many bytes from the hall; the next one is carried again.
    DropsEvery(u64),
    /// The centre hears everything; the hall hears that it is the centre, and nothing else.
    AnswersLost,
    /// The centre hears everything; the hall hears everything but the answers to commits.
    AcknowledgementsLost,
    /// A captive portal answers 200 to everything.
    CaptivePortal,
}

/// A line to one centre; it ends with its handle.
pub struct Line {
    address: SocketAddr,
    condition: watch::Sender<Condition>,
    counts: Arc<Counts>,
    accepting: JoinHandle<()>,
}

/// What happened on the line so far.
#[derive(Debug, Default)]
struct Counts {
    carried: AtomicU64,
    dropped: AtomicU64,
    lost: AtomicU64,
    welcomed: AtomicU64,
}

impl Line {
    /// Opens a line to `centre`, in working order.
    pub async fn open(centre: SocketAddr) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a loopback port is free");
        let address = listener.local_addr().expect("it is bound");
        let (condition, watched) = watch::channel(Condition::Up);
        let counts = Arc::new(Counts::default());
        let (sender, counted) = (condition.clone(), Arc::clone(&counts));
        let accepting = tokio::spawn(async move {
            while let Ok((hall, _)) = listener.accept().await {
                let counted = Arc::clone(&counted);
                tokio::spawn(carry(hall, centre, watched.clone(), sender.clone(), counted));
            }
        });
        Self { address, condition, counts, accepting }
    }

    /// The address a hall takes for the centre's.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Changes the line; every connection that is open ends.
    pub fn set(&self, condition: Condition) {
        self.condition.send_replace(condition);
    }

    /// How the line is.
    pub fn condition(&self) -> Condition {
        *self.condition.borrow()
    }

    /// Bytes that went from the hall to the centre so far.
    pub fn carried_bytes(&self) -> u64 {
        self.counts.carried.load(Ordering::SeqCst)
    }

    /// Connections that ended because they had carried enough.
    pub fn dropped(&self) -> u64 {
        self.counts.dropped.load(Ordering::SeqCst)
    }

    /// Answers that were lost so far.
    pub fn answers_lost(&self) -> u64 {
        self.counts.lost.load(Ordering::SeqCst)
    }

    /// Requests that the captive portal answered so far.
    pub fn portal_answers(&self) -> u64 {
        self.counts.welcomed.load(Ordering::SeqCst)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn carry(
    hall: TcpStream,
    centre: SocketAddr,
    mut watched: watch::Receiver<Condition>,
    condition: watch::Sender<Condition>,
    counts: Arc<Counts>,
) {
    let present = *watched.borrow_and_update();
    let work = async {
        match present {
            Condition::Up => both_ways(hall, centre, None, &counts).await,
            Condition::Down => {}
            Condition::DownAfter(bytes) => {
                both_ways(hall, centre, Some(bytes), &counts).await;
                condition.send_if_modified(|now| {
                    let is_due = *now == present;
                    if is_due {
                        *now = Condition::Down;
                    }
                    is_due
                });
            }
            Condition::DropsEvery(bytes) => both_ways(hall, centre, Some(bytes), &counts).await,
            Condition::AnswersLost => lose(hall, centre, is_no_probe, &counts).await,
            Condition::AcknowledgementsLost => lose(hall, centre, is_commit, &counts).await,
            Condition::CaptivePortal => welcome(hall, &counts).await,
        }
    };
    tokio::select! {
        () = work => {}
        _ = watched.changed() => {}
    }
}

async fn both_ways(hall: TcpStream, centre: SocketAddr, budget: Option<u64>, counts: &Counts) {
    let Ok(centre) = TcpStream::connect(centre).await else { return };
    let (hall_reads, hall_writes) = hall.into_split();
    let (centre_reads, centre_writes) = centre.into_split();
    tokio::select! {
        () = copy(hall_reads, centre_writes, budget, Some(counts)) => {}
        () = copy(centre_reads, hall_writes, None, None) => {}
    }
}

/// Copies until an end, or until the budget is spent.
async fn copy(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    mut budget: Option<u64>,
    counts: Option<&Counts>,
) {
    let mut buffer = vec![0; 16 * 1024];
    while let Ok(read) = from.read(&mut buffer).await {
        let may = budget.map_or(read, |left| read.min(usize::try_from(left).unwrap_or(read)));
        if read == 0 || to.write_all(&buffer[..may]).await.is_err() {
            return;
        }
        if let Some(counts) = counts {
            counts.carried.fetch_add(may as u64, Ordering::SeqCst);
            counts.dropped.fetch_add(u64::from(may < read), Ordering::SeqCst);
        }
        if may < read {
            return;
        }
        budget = budget.map(|left| left - may as u64);
    }
}

/// Lets the centre hear everything; when it begins to answer a request that `is_lost`, the
/// connection ends.
async fn lose(
    mut hall: TcpStream,
    centre: SocketAddr,
    is_lost: impl Fn(&[u8]) -> bool,
    counts: &Counts,
) {
    let Ok(mut centre) = TcpStream::connect(centre).await else { return };
    let (mut asked, mut answered) = (vec![0; 16 * 1024], vec![0; 16 * 1024]);
    let (mut begins, mut loses) = (true, false);
    loop {
        tokio::select! {
            read = hall.read(&mut asked) => {
                let Ok(read @ 1..) = read else { return };
                loses |= begins && is_lost(&asked[..read]);
                begins = false;
                if centre.write_all(&asked[..read]).await.is_err() {
                    return;
                }
            }
            read = centre.read(&mut answered) => {
                let Ok(read @ 1..) = read else { return };
                if loses {
                    counts.lost.fetch_add(1, Ordering::SeqCst);
                    return;
                }
                begins = true;
                if hall.write_all(&answered[..read]).await.is_err() {
                    return;
                }
            }
        }
    }
}

fn is_no_probe(request: &[u8]) -> bool {
    !request.starts_with(b"HEAD ")
}

fn is_commit(request: &[u8]) -> bool {
    let line = request.split(|byte| *byte == b'\r').next().unwrap_or_default();
    line.ends_with(b"/commit HTTP/1.1")
}

async fn welcome(mut hall: TcpStream, counts: &Counts) {
    const PAGE: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 24\r\n\
        connection: close\r\n\r\n<h1>Free hotel WiFi</h1>";
    let mut buffer = vec![0; 64 * 1024];
    if !matches!(hall.read(&mut buffer).await, Ok(1..)) {
        return;
    }
    let _ = hall.write_all(PAGE).await;
    counts.welcomed.fetch_add(1, Ordering::SeqCst);
    let _ = hall.shutdown().await;
}
