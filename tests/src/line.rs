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
    /// The centre hears everything, the hall hears nothing.
    AnswersLost,
    /// A captive portal answers 200 to everything.
    CaptivePortal,
}

/// A line to one centre; it ends with its handle.
pub struct Line {
    address: SocketAddr,
    condition: watch::Sender<Condition>,
    lost: Arc<AtomicU64>,
    accepting: JoinHandle<()>,
}

impl Line {
    /// Opens a line to `centre`, in working order.
    pub async fn open(centre: SocketAddr) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a loopback port is free");
        let address = listener.local_addr().expect("it is bound");
        let (condition, watched) = watch::channel(Condition::Up);
        let lost = Arc::new(AtomicU64::new(0));
        let sender = condition.clone();
        let counter = Arc::clone(&lost);
        let accepting = tokio::spawn(async move {
            while let Ok((hall, _)) = listener.accept().await {
                let carry = carry(hall, centre, watched.clone(), sender.clone(), counter.clone());
                tokio::spawn(carry);
            }
        });
        Self { address, condition, lost, accepting }
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

    /// Answers that were lost so far.
    pub fn answers_lost(&self) -> u64 {
        self.lost.load(Ordering::SeqCst)
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
    lost: Arc<AtomicU64>,
) {
    let present = *watched.borrow_and_update();
    let work = async {
        match present {
            Condition::Up => both_ways(hall, centre, None).await,
            Condition::Down => {}
            Condition::DownAfter(bytes) => {
                both_ways(hall, centre, Some(bytes)).await;
                condition.send_if_modified(|now| {
                    let is_due = *now == present;
                    if is_due {
                        *now = Condition::Down;
                    }
                    is_due
                });
            }
            Condition::AnswersLost => {
                if lose_answer(hall, centre).await {
                    lost.fetch_add(1, Ordering::SeqCst);
                }
            }
            Condition::CaptivePortal => welcome(hall).await,
        }
    };
    tokio::select! {
        () = work => {}
        _ = watched.changed() => {}
    }
}

async fn both_ways(hall: TcpStream, centre: SocketAddr, budget: Option<u64>) {
    let Ok(centre) = TcpStream::connect(centre).await else { return };
    let (hall_reads, hall_writes) = hall.into_split();
    let (centre_reads, centre_writes) = centre.into_split();
    tokio::select! {
        () = copy(hall_reads, centre_writes, budget) => {}
        () = copy(centre_reads, hall_writes, None) => {}
    }
}

/// Copies until an end, or until the budget is spent.
async fn copy(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    mut budget: Option<u64>,
) {
    let mut buffer = vec![0; 16 * 1024];
    while let Ok(read) = from.read(&mut buffer).await {
        let may = budget.map_or(read, |left| read.min(usize::try_from(left).unwrap_or(read)));
        if read == 0 || to.write_all(&buffer[..may]).await.is_err() || may < read {
            return;
        }
        budget = budget.map(|left| left - may as u64);
    }
}

/// Lets the centre hear the request, and ends the connection when it begins to answer.
async fn lose_answer(hall: TcpStream, centre: SocketAddr) -> bool {
    let Ok(centre) = TcpStream::connect(centre).await else { return false };
    let (hall_reads, _hall_writes) = hall.into_split();
    let (mut centre_reads, centre_writes) = centre.into_split();
    let mut answer = [0; 1024];
    tokio::select! {
        () = copy(hall_reads, centre_writes, None) => false,
        read = centre_reads.read(&mut answer) => read.is_ok_and(|bytes| bytes > 0),
    }
}

async fn welcome(mut hall: TcpStream) {
    const PAGE: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 24\r\n\
        connection: close\r\n\r\n<h1>Free hotel WiFi</h1>";
    let mut buffer = vec![0; 64 * 1024];
    let _ = hall.read(&mut buffer).await;
    let _ = hall.write_all(PAGE).await;
    let _ = hall.shutdown().await;
}
