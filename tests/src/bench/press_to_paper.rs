//! From the press of a button to the last byte at the printer.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use hdrhistogram::Histogram;
use kiosk::config::Config;
use kiosk::node::{Node, Ports};
use kiosk::printer::{Bitmap, Printed, Printer, PrinterFault, escpos};
use shared::ids::PrintJobId;
use shared::printer::PrinterCondition;
use tokio::sync::mpsc;
use uuid::Uuid;

use super::connection::Connection;
use super::marks::Marks;
use crate::hall::ticket_request;
use crate::posted::{self, BIRTH};

const TICKETS: usize = 300;
const PATIENCE: Duration = Duration::from_secs(10);

/// Measures `ticket.*`.
pub async fn measure() -> Result<Marks> {
    let (room, copy) = (super::workroom()?, posted::Copy::with_many_numbers());
    let (printer, mut printed) = Stopwatch::new();
    let ports = Ports { printer: Some(Arc::new(printer)), ..Ports::default() };
    let node = Node::start(Config::local(room.path(), copy.path()), ports).await?;
    let mut screen = Connection::open(node.addr()).await?;
    let request = serde_json::to_vec(&ticket_request(BIRTH))?;
    let mut took = Histogram::<u64>::new(3)?;
    for _ in 0..TICKETS {
        let id = Uuid::now_v7();
        let begun = Instant::now();
        let reply = screen.put(&format!("/api/tickets/{id}?paper=true"), &request).await?;
        ensure!(reply.status == 200, "{}", reply.status);
        let slip = tokio::time::timeout(PATIENCE, printed.recv()).await?;
        let (job, at) = slip.context("the printer prints")?;
        ensure!(job.0 == id, "another slip came out");
        took.record(u64::try_from((at - begun).as_micros())?)?;
    }
    node.stop().await;
    let mut marks = Marks::default();
    let ms = |quantile| took.value_at_quantile(quantile) as f64 / 1_000.0;
    marks.set("ticket.press_to_printer_p50_ms", ms(0.5));
    marks.set("ticket.press_to_printer_p99_ms", ms(0.99));
    Ok(marks)
}

/// A printer that takes the bytes of a slip and says when it had the last.
struct Stopwatch(mpsc::UnboundedSender<(PrintJobId, Instant)>);

impl Stopwatch {
    fn new() -> (Self, mpsc::UnboundedReceiver<(PrintJobId, Instant)>) {
        let (sender, receiver) = mpsc::unbounded_channel();
        (Self(sender), receiver)
    }
}

impl Printer for Stopwatch {
    fn print(&self, job: PrintJobId, bitmap: &Bitmap) -> Result<Printed, PrinterFault> {
        std::hint::black_box(escpos::encode(bitmap));
        let said = self.0.send((job, Instant::now()));
        said.map_err(|error| PrinterFault::Unreachable(std::io::Error::other(error.to_string())))?;
        Ok(Printed::Confirmed)
    }

    fn condition(&self) -> PrinterCondition {
        PrinterCondition::Ready
    }
}
