//! A test page: drawn, printed at once, and told how it went.

use std::sync::Arc;

use shared::catalogue::Catalogue;
use shared::ids::PrintJobId;
use shared::printer::PrinterCondition;
use shared::slip::{TestPage, layout_test_page};
use shared::time::Timestamp;
use uuid::Uuid;

use crate::printer::{Printed, PrinterFault, raster};
use crate::printers::Outlet;
use crate::prints;

/// Why a test page did not surely come out.
#[derive(Debug, thiserror::Error)]
#[error("no test page surely came out; the printer is told to be {}", condition.name())]
pub struct TestPageError {
    /// What happened.
    #[source]
    pub fault: PrinterFault,
    /// How the printer is after it.
    pub condition: PrinterCondition,
}

/// What a page of this unit says; the name of its printer is added when it is printed.
pub fn of(catalogue: &Catalogue, public_url: &str, now: Timestamp) -> TestPage {
    TestPage {
        unit: catalogue.unit.name.vi.clone(),
        printer: String::new(),
        address: public_url.to_owned(),
        printed_at: now,
    }
}

/// Prints a page; a printer that is busy with a slip finishes that first.
pub async fn print(
    outlet: &Arc<Outlet>,
    page: TestPage,
    now: Timestamp,
) -> Result<Printed, TestPageError> {
    let page = TestPage { printer: outlet.name().to_string(), ..page };
    let draw =
        move |paper| raster::draw(&layout_test_page(&page, paper, prints::font()), prints::font());
    match outlet.print(PrintJobId(Uuid::now_v7()), draw).await {
        Ok(printed) => Ok(printed),
        Err(fault) => Err(TestPageError { fault, condition: outlet.ask(now).await }),
    }
}
