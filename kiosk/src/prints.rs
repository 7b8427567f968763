//! The print loop: what was promised on paper comes out once, soon, or not at all.
//!
//! Each printer has a loop of its own, so that a slow one never delays another. While nothing waits
//! the loop asks its printer how it is, and its screens know that before they offer paper.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use chrono::TimeDelta;
use shared::ids::PrintJobId;
use shared::slip::{PaperWidth, Slip};
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::printer::{Bitmap, PaperFont, Printed, PrinterFault, render};
use crate::printers::Outlet;
use crate::store::{PrintJob, Store, StoreError};

/// A slip older than this is not printed: its citizen has gone with the number on the screen.
pub const LATE_AFTER: TimeDelta = TimeDelta::minutes(2);
/// Jobs read at once.
const READ_AT_ONCE: usize = 16;
/// Between two questions to a printer that is well.
const ASK_EVERY: Duration = Duration::from_secs(5);
/// Between two questions to a printer in trouble: someone may be putting in a roll.
const ASK_IN_TROUBLE_EVERY: Duration = Duration::from_secs(1);
/// How long a node that ends waits for the slip at hand; after that the slip is unknown.
const LAST_SLIP_MAX: Duration = Duration::from_secs(3);

/// Draws a slip for the usual roll.
pub fn draw(slip: &Slip) -> Bitmap {
    draw_on(slip, PaperWidth::default())
}

/// Draws a slip for a roll of this width.
pub fn draw_on(slip: &Slip, paper: PaperWidth) -> Bitmap {
    render(slip, paper, font())
}

/// The type of paper slips, read once.
pub fn font() -> &'static PaperFont {
    static FONT: OnceLock<PaperFont> = OnceLock::new();
    FONT.get_or_init(PaperFont::embedded)
}

/// The loop that hands slips to one printer.
pub(crate) struct PrintLoop {
    pub(crate) store: Store,
    pub(crate) outlet: Arc<Outlet>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) stop: CancellationToken,
}

/// What became of a slip.
enum Came {
    Out,
    Perhaps(PrinterFault),
    NotOut(PrinterFault),
    /// The node ends and the printer has not said a word.
    LeftBehind,
}

/// Whether the printer can be trusted with the next slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    Full,
    /// It failed; nothing is handed over until it says that it is well.
    Lost,
}

impl PrintLoop {
    /// Runs until the node stops.
    pub(crate) async fn run(self) {
        let mut news = self.store.prints_changed();
        let mut trust = self.ask().await;
        while !self.stop.is_cancelled() {
            news.mark_unchanged();
            trust = match self.print_all(trust).await {
                Ok(trust) => trust,
                Err(error) => {
                    tracing::error!(%error, "the store does not give the print jobs");
                    Trust::Lost
                }
            };
            let pause = match trust {
                Trust::Full => ASK_EVERY,
                Trust::Lost => ASK_IN_TROUBLE_EVERY,
            };
            tokio::select! {
                Ok(()) = news.changed(), if trust == Trust::Full => {}
                () = tokio::time::sleep(pause) => trust = self.ask().await,
                () = self.stop.cancelled() => {}
            }
        }
    }

    async fn ask(&self) -> Trust {
        let condition = tokio::select! {
            condition = self.outlet.ask(self.clock.now()) => condition,
            () = self.stop.cancelled() => return Trust::Lost,
        };
        if condition.promises_paper() { Trust::Full } else { Trust::Lost }
    }

    async fn print_all(&self, mut trust: Trust) -> Result<Trust, StoreError> {
        loop {
            let jobs = self.store.print_queued(self.outlet.name(), READ_AT_ONCE)?;
            if jobs.is_empty() {
                return Ok(trust);
            }
            for job in jobs {
                if self.stop.is_cancelled() {
                    return Ok(trust);
                }
                if self.is_late(&job) {
                    tracing::warn!(job = %job.id, "a slip came too late for paper");
                    self.store.print_failed(job.id).await?;
                } else if trust == Trust::Full {
                    trust = self.print_one(job).await?;
                }
            }
            if trust == Trust::Lost {
                return Ok(trust);
            }
        }
    }

    fn is_late(&self, job: &PrintJob) -> bool {
        self.clock.now() - job.queued_at > LATE_AFTER
    }

    async fn print_one(&self, job: PrintJob) -> Result<Trust, StoreError> {
        let (id, printer) = (job.id, self.outlet.name());
        self.store.print_sent(id).await?;
        match self.hand_over(id, job.slip).await {
            Came::Out => {
                self.store.print_confirmed(id).await?;
                return Ok(Trust::Full);
            }
            Came::Perhaps(fault) => {
                tracing::warn!(job = %id, %printer, %fault, "nobody knows whether a slip came out");
                self.store.print_unknown(id).await?;
            }
            Came::NotOut(fault) => {
                tracing::warn!(job = %id, %printer, %fault, "a slip did not come out");
                self.store.print_again(id).await?;
                self.ask().await;
                // Whatever it says now, it is not asked to print at once what it just did not.
                return Ok(Trust::Lost);
            }
            Came::LeftBehind => {
                tracing::warn!(job = %id, %printer, "the node ends while a slip is printed");
                return Ok(Trust::Lost);
            }
        }
        Ok(self.ask().await)
    }

    /// Draws and prints. A printer that does not tell whether the slip exists is asked how it is:
    /// if it says that it is well, the slip is out; if it tells nothing, nobody knows.
    async fn hand_over(&self, id: PrintJobId, slip: Slip) -> Came {
        let printing = self.outlet.print(id, move |paper| draw_on(&slip, paper));
        let printed = tokio::select! {
            printed = printing => printed,
            () = self.end_of_patience() => return Came::LeftBehind,
        };
        match printed {
            Ok(Printed::Confirmed) => Came::Out,
            Ok(Printed::Sent) if self.outlet.ask(self.clock.now()).await.says_it_prints() => {
                Came::Out
            }
            Ok(Printed::Sent) => Came::Perhaps(gone_after_the_slip()),
            Err(fault) if fault.may_have_printed() => Came::Perhaps(fault),
            Err(fault) => Came::NotOut(fault),
        }
    }

    async fn end_of_patience(&self) {
        self.stop.cancelled().await;
        tokio::time::sleep(LAST_SLIP_MAX).await;
    }
}

fn gone_after_the_slip() -> PrinterFault {
    PrinterFault::Interrupted(std::io::Error::other("no answer after the slip"))
}
