//! The print loop: what was promised on paper comes out once, soon, or not at all.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use chrono::TimeDelta;
use shared::ids::PrintJobId;
use shared::slip::{PaperWidth, Slip};
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::printer::{Bitmap, PaperFont, Printed, Printer, PrinterFault, render};
use crate::store::{PrintJob, Store, StoreError};

/// A slip older than this is not printed: its citizen has gone with the number on the screen.
pub const LATE_AFTER: TimeDelta = TimeDelta::minutes(2);
/// Jobs read at once.
const READ_AT_ONCE: usize = 16;
/// The pause before a printer in trouble is asked again.
const PAUSE: Duration = Duration::from_secs(1);

/// Draws a slip for the usual roll.
pub fn draw(slip: &Slip) -> Bitmap {
    draw_on(slip, PaperWidth::default())
}

/// Draws a slip for a roll of this width.
pub fn draw_on(slip: &Slip, paper: PaperWidth) -> Bitmap {
    static FONT: OnceLock<PaperFont> = OnceLock::new();
    render(slip, paper, FONT.get_or_init(PaperFont::embedded))
}

/// The loop that hands slips to the printer.
pub(crate) struct PrintLoop {
    pub(crate) store: Store,
    pub(crate) printer: Arc<dyn Printer>,
    pub(crate) paper: PaperWidth,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) stop: CancellationToken,
}

/// What became of a slip.
enum Came {
    Out,
    Perhaps(PrinterFault),
    NotOut(PrinterFault),
}

/// Whether the printer can be trusted with the next slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    Full,
    /// It failed; it is asked how it is before anything is handed over.
    Lost,
}

impl PrintLoop {
    /// Runs until the node stops; the slip at hand is finished.
    pub(crate) async fn run(self) {
        let mut trust = Trust::Full;
        while !self.stop.is_cancelled() {
            trust = match self.print_all(trust).await {
                Ok(trust) => trust,
                Err(error) => {
                    tracing::error!(%error, "the store does not give the print jobs");
                    Trust::Lost
                }
            };
            let pause = async {
                match trust {
                    Trust::Full => self.store.prints_changed().notified().await,
                    Trust::Lost => std::future::pending().await,
                }
            };
            tokio::select! {
                () = pause => {}
                () = tokio::time::sleep(PAUSE) => {}
                () = self.stop.cancelled() => {}
            }
        }
    }

    async fn print_all(&self, mut trust: Trust) -> Result<Trust, StoreError> {
        loop {
            let jobs = self.store.print_queued(READ_AT_ONCE)?;
            if jobs.is_empty() {
                return Ok(trust);
            }
            for job in jobs {
                if self.stop.is_cancelled() {
                    return Ok(trust);
                }
                trust = self.print_one(job, trust).await?;
            }
            if trust == Trust::Lost {
                return Ok(trust);
            }
        }
    }

    async fn print_one(&self, job: PrintJob, trust: Trust) -> Result<Trust, StoreError> {
        let id = job.id;
        if self.clock.now() - job.queued_at > LATE_AFTER {
            tracing::warn!(job = %id, "a slip came too late for paper");
            self.store.print_failed(id).await?;
            return Ok(trust);
        }
        if trust == Trust::Lost && !self.can_print().await {
            return Ok(Trust::Lost);
        }
        self.store.print_sent(id).await?;
        match self.hand_over(id, job.slip).await {
            Came::Out => {
                self.store.print_confirmed(id).await?;
                Ok(Trust::Full)
            }
            Came::Perhaps(fault) => {
                tracing::warn!(job = %id, %fault, "nobody knows whether a slip came out");
                self.store.print_unknown(id).await?;
                Ok(Trust::Lost)
            }
            Came::NotOut(fault) => {
                tracing::warn!(job = %id, %fault, "a slip did not come out");
                self.store.print_again(id).await?;
                Ok(Trust::Lost)
            }
        }
    }

    /// Draws and prints where blocking is allowed. A printer that does not tell whether the slip
    /// exists is asked how it is: if it still could print, the slip is out.
    async fn hand_over(&self, id: PrintJobId, slip: Slip) -> Came {
        let (printer, paper) = (Arc::clone(&self.printer), self.paper);
        let printing =
            tokio::task::spawn_blocking(move || match printer.print(id, &draw_on(&slip, paper)) {
                Ok(Printed::Confirmed) => Came::Out,
                Ok(Printed::Sent) if printer.status().can_print() => Came::Out,
                Ok(Printed::Sent) => Came::Perhaps(gone_after_the_slip()),
                Err(fault) if fault.may_have_printed() => Came::Perhaps(fault),
                Err(fault) => Came::NotOut(fault),
            });
        match printing.await {
            Ok(came) => came,
            Err(error) => Came::Perhaps(PrinterFault::Interrupted(std::io::Error::other(error))),
        }
    }

    async fn can_print(&self) -> bool {
        let printer = Arc::clone(&self.printer);
        let asking = tokio::task::spawn_blocking(move || printer.status().can_print());
        asking.await.unwrap_or(false)
    }
}

fn gone_after_the_slip() -> PrinterFault {
    PrinterFault::Interrupted(std::io::Error::other("no answer after the slip"))
}
