//! For whoever runs the node: whether it lives, whether it is ready, and how it is.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use shared::device::DeviceKind;
use shared::ids::{DeviceId, PrinterName};
use shared::refusal::{Refusal, Refused};
use shared::time::wall_clock;

use super::Hall;
use super::printers::{self, PrinterView};
use super::refusals::Problem;
use crate::devices::Seen;
use crate::store::{Device, DiskView, Health};

/// Whether the process lives.
#[utoipa::path(get, path = "/healthz", tag = "operations", responses((status = 200)))]
pub(super) async fn health() -> &'static str {
    "alive\n"
}

/// Whether requests can be accepted.
#[utoipa::path(get, path = "/readyz", tag = "operations", responses(
    (status = 200),
    (status = "default", body = Refused),
))]
pub(super) async fn readiness(State(hall): State<Arc<Hall>>) -> Result<&'static str, Problem> {
    let health = *hall.store.health().borrow();
    match health {
        Health::Open => Ok("ready\n"),
        Health::DiskFull => Err(Refusal::DiskFull.into()),
        Health::Failed => Err(Refusal::StoreStopped.into()),
    }
}

/// Figures in the text format of Prometheus.
#[utoipa::path(get, path = "/metrics", tag = "operations", responses(
    (status = 200, content_type = "text/plain", body = String),
))]
pub(super) async fn metrics(State(hall): State<Arc<Hall>>) -> Response {
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], hall.metrics.text()).into_response()
}

/// How the node is, for a person who looks.
#[utoipa::path(get, path = "/status", tag = "operations", responses(
    (status = 200, content_type = "application/json", body = serde_json::Value),
))]
pub(super) async fn status(State(hall): State<Arc<Hall>>) -> Response {
    let asked = Arc::clone(&hall);
    let looked = tokio::task::spawn_blocking(move || look(&asked)).await;
    let status = looked.map(|status| serde_json::to_string_pretty(&status).unwrap_or_default());
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (headers, status.unwrap_or_default() + "\n").into_response()
}

fn look(hall: &Hall) -> Status {
    let now = hall.clock.now();
    let owed = hall.store.outbox_counts();
    let (head, head_hash) = hall.store.journal_head();
    let disk = hall.store.disk();
    let today = wall_clock(now).date();
    let health = *hall.store.health().borrow();
    let warnings = hall.catalogue.warnings(today).len();
    let site = match &hall.config.site_dir {
        Some(folder) if folder.join("pages").is_dir() => "served",
        Some(_) => "missing: site_dir has no pages; the API alone is served",
        None => "none: the API alone is served",
    };
    Status {
        version: env!("CARGO_PKG_VERSION"),
        now,
        started_at: hall.started_at,
        store: match health {
            Health::Open => "open",
            Health::DiskFull => "stopped: the disk is full",
            Health::Failed => "stopped: the database failed",
        },
        set_aside: hall.store.set_aside(),
        enrolled: hall.store.enrolment().is_ok_and(|enrolment| enrolment.is_some()),
        line: hall.line.state(),
        outbox: Outbox {
            pending: owed.pending,
            parked: owed.parked,
            oldest_pending_at: owed.oldest_pending_at,
        },
        journal: Journal { epoch: head.epoch, entries: head.seq, hash: head_hash.to_string() },
        printers: printers::look(hall),
        devices: devices(hall),
        streams: hall.stream.followers().load(Ordering::Relaxed),
        disk_free_bytes: disk.free_bytes,
        disk,
        site,
        catalogue: Posted { version: hall.catalogue.version, warnings },
    }
}

fn devices(hall: &Hall) -> Vec<DeviceAt> {
    let known = hall.store.devices().unwrap_or_default();
    let at = |device: Device| DeviceAt {
        standing: match (device.revoked_at, device.is_registered) {
            (Some(_), _) => "revoked",
            (None, true) => "registered",
            (None, false) => "waits for its link to be opened",
        },
        printer: hall.printers.named_or_usual(device.plan.printer.as_ref()).name().clone(),
        seen: hall.presence.of(device.id),
        id: device.id,
        name: device.plan.name,
        kind: device.plan.kind,
    };
    known.into_iter().map(at).collect()
}

#[derive(Serialize)]
struct Status {
    version: &'static str,
    now: shared::time::Timestamp,
    started_at: shared::time::Timestamp,
    store: &'static str,
    /// What was damaged and lies aside; a person is to look at it.
    set_aside: Vec<String>,
    enrolled: bool,
    line: shared::hall::LineState,
    outbox: Outbox,
    journal: Journal,
    printers: Vec<PrinterView>,
    devices: Vec<DeviceAt>,
    streams: u32,
    disk_free_bytes: u64,
    /// What is kept free, and what is taken in.
    disk: DiskView,
    site: &'static str,
    catalogue: Posted,
}

#[derive(Serialize)]
struct DeviceAt {
    id: DeviceId,
    name: String,
    kind: DeviceKind,
    printer: PrinterName,
    standing: &'static str,
    seen: Option<Seen>,
}

#[derive(Serialize)]
struct Outbox {
    pending: u64,
    parked: u64,
    oldest_pending_at: Option<shared::time::Timestamp>,
}

#[derive(Serialize)]
struct Journal {
    epoch: u32,
    entries: u64,
    hash: String,
}

#[derive(Serialize)]
struct Posted {
    version: u32,
    /// Points an administrator should look at.
    warnings: usize,
}
