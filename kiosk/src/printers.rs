//! The printers of the hall: each with its name, its roll, its driver, and how it was last.

use std::io;
use std::sync::Arc;

use shared::ids::{PrintJobId, PrinterName};
use shared::printer::PrinterCondition;
use shared::slip::PaperWidth;
use shared::time::Timestamp;
use tokio::sync::watch;

use crate::config::{PrinterConfig, PrinterKind};
use crate::printer::{
    Bitmap, IppPrinter, PngFolder, Printed, Printer, PrinterFault, ThermalPrinter,
};

/// A place where slips come out.
pub struct Outlet {
    name: PrinterName,
    paper: PaperWidth,
    driver: Arc<dyn Printer>,
    heard: watch::Sender<Heard>,
}

/// How a printer was when it was asked last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Heard {
    /// How it was.
    pub condition: PrinterCondition,
    /// When; none while it was never asked.
    pub at: Option<Timestamp>,
}

impl Outlet {
    fn new(name: PrinterName, paper: PaperWidth, driver: Arc<dyn Printer>) -> Arc<Self> {
        Arc::new(Self { name, paper, driver, heard: watch::Sender::new(Heard::default()) })
    }

    /// The name the staff know it by.
    pub fn name(&self) -> &PrinterName {
        &self.name
    }

    /// The roll.
    pub fn paper(&self) -> PaperWidth {
        self.paper
    }

    /// How it was when it was asked last; does not wait for the printer.
    pub fn heard(&self) -> Heard {
        *self.heard.borrow()
    }

    /// Asks the printer and remembers what it says.
    pub(crate) async fn ask(self: &Arc<Self>, now: Timestamp) -> PrinterCondition {
        let driver = Arc::clone(&self.driver);
        let asked = tokio::task::spawn_blocking(move || driver.condition()).await;
        let condition = asked.unwrap_or(PrinterCondition::Failing);
        self.remember(condition, now);
        condition
    }

    /// Prints where blocking is allowed.
    pub(crate) async fn print(
        self: &Arc<Self>,
        job: PrintJobId,
        draw: impl FnOnce(PaperWidth) -> Bitmap + Send + 'static,
    ) -> Result<Printed, PrinterFault> {
        let (driver, paper) = (Arc::clone(&self.driver), self.paper);
        let printing = tokio::task::spawn_blocking(move || driver.print(job, &draw(paper)));
        let printed = printing.await;
        printed.unwrap_or_else(|error| Err(PrinterFault::Interrupted(io::Error::other(error))))
    }

    fn remember(&self, condition: PrinterCondition, now: Timestamp) {
        let before = self.heard.send_replace(Heard { condition, at: Some(now) });
        if before.condition != condition {
            let (printer, condition) = (&self.name, condition.name());
            tracing::info!(%printer, condition, "a printer is told to be otherwise");
        }
    }
}

/// Every printer of the hall, the usual one first. Clones share them.
#[derive(Clone)]
pub struct Printers(Arc<[Arc<Outlet>]>);

impl Printers {
    /// Makes the drivers of a configuration, which names one printer or more.
    pub fn open(configured: &[PrinterConfig]) -> io::Result<Self> {
        let outlet =
            |one: &PrinterConfig| Ok(Outlet::new(one.name.clone(), one.paper, driver(&one.kind)?));
        configured.iter().map(outlet).collect::<io::Result<Arc<[_]>>>().map(Self)
    }

    /// The one printer of a hall, behind a driver of the caller's own.
    pub fn only(driver: Arc<dyn Printer>, paper: PaperWidth) -> Self {
        Self(Arc::new([Outlet::new(PrinterName::usual(), paper, driver)]))
    }

    /// Where the slips of screens go that have no printer of their own.
    pub fn usual(&self) -> &Arc<Outlet> {
        self.0.first().expect("a hall has one printer or more")
    }

    /// The printer of this name.
    pub fn named(&self, name: &PrinterName) -> Option<&Arc<Outlet>> {
        self.0.iter().find(|outlet| outlet.name == *name)
    }

    /// The printer of this name; the usual one when none is named or it is gone.
    pub fn named_or_usual(&self, name: Option<&PrinterName>) -> &Arc<Outlet> {
        name.and_then(|name| self.named(name)).unwrap_or_else(|| self.usual())
    }

    /// Each printer.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Outlet>> {
        self.0.iter()
    }

    /// The names, the usual one first.
    pub fn names(&self) -> Vec<PrinterName> {
        self.iter().map(|outlet| outlet.name.clone()).collect()
    }

    /// Whether every printer prints, as far as it is known.
    pub fn all_promise_paper(&self) -> bool {
        self.iter().all(|outlet| outlet.heard().condition.promises_paper())
    }
}

fn driver(kind: &PrinterKind) -> io::Result<Arc<dyn Printer>> {
    Ok(match kind {
        PrinterKind::Png { folder } => Arc::new(PngFolder::open(folder)?),
        PrinterKind::Thermal(way) => Arc::new(ThermalPrinter::new(way.clone())),
        PrinterKind::Ipp { address } => Arc::new(IppPrinter::new(address.clone())),
    })
}
