//! The printers of the hall, for those who mend them.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use chrono::{DateTime, Utc};
use serde::Serialize;
use shared::ids::PrinterName;
use shared::lang::Words;
use shared::printer::PrinterCondition;
use shared::refusal::{Refusal, Refused};
use shared::slip::PaperWidth;
use shared::text::printer as words;

use super::Hall;
use super::refusals::Problem;
use crate::printers::{Heard, Outlet};
use crate::test_page::{self, TestPageError};

/// Waiting slips that are counted; more are as bad.
const WAITING_COUNTED_MAX: usize = 100;

/// A printer as the staff see it.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct PrinterView {
    /// Its name.
    name: PrinterName,
    /// Its roll.
    #[schema(value_type = String)]
    paper: PaperWidth,
    /// How it was when it was asked last.
    condition: PrinterCondition,
    /// The same in a sentence, with what to do.
    words: Words,
    /// When it was asked last.
    heard_at: Option<DateTime<Utc>>,
    /// Slips that wait for it.
    waiting: usize,
}

/// Every printer, the usual one first.
pub(super) fn look(hall: &Hall) -> Vec<PrinterView> {
    hall.printers.iter().map(|outlet| view(hall, outlet)).collect()
}

/// How the printers are.
#[utoipa::path(get, path = "/api/printers", tag = "printers", responses(
    (status = 200, body = Vec<PrinterView>),
    (status = "default", body = Refused),
))]
pub(super) async fn read(State(hall): State<Arc<Hall>>) -> Json<Vec<PrinterView>> {
    Json(look(&hall))
}

/// Prints a test page, and says how the printer is afterwards.
#[utoipa::path(post, path = "/api/printers/{name}/test-pages", tag = "printers",
    params(("name" = String, Path, description = "The name of the printer.")),
    responses((status = 200, body = PrinterView), (status = "default", body = Refused)))]
pub(super) async fn test(
    State(hall): State<Arc<Hall>>,
    Path(name): Path<String>,
) -> Result<Json<PrinterView>, Problem> {
    let printer = PrinterName::from(name.as_str());
    let outlet = hall.printers.named(&printer).ok_or(Refusal::PrinterUnknown { printer })?;
    let page = test_page::of(&hall.catalogue, &hall.config.public_url, hall.clock.now());
    let printed = test_page::print(outlet, page, hall.clock.now()).await;
    printed.map_err(|TestPageError { condition, .. }| Refusal::PrinterNotReady { condition })?;
    Ok(Json(view(&hall, outlet)))
}

fn view(hall: &Hall, outlet: &Outlet) -> PrinterView {
    let Heard { condition, at } = outlet.heard();
    let waiting = hall.store.print_queued(outlet.name(), WAITING_COUNTED_MAX);
    PrinterView {
        name: outlet.name().clone(),
        paper: outlet.paper(),
        condition,
        words: words::condition(condition).into(),
        heard_at: at,
        waiting: waiting.map_or(0, |jobs| jobs.len()),
    }
}
