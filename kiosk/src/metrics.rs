//! Figures for a machine that watches the node (Prometheus text format).

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeLabelSet, EncodeMetric, NoLabelSet};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::{ConstCounter, Counter};
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::Registry;
use shared::printer::PrinterCondition;

use crate::printers::Printers;
use crate::store::{COMMIT_BOUNDS_US, Health, Store};

/// The running counts of the node.
pub(crate) struct Metrics {
    registry: Mutex<Registry>,
    requests: Family<Answered, Counter>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: String,
    route: String,
    status: u16,
}

impl Metrics {
    pub(crate) fn new(store: Store, streams: Arc<AtomicU32>, printers: Printers) -> Self {
        let mut registry = Registry::with_prefix("kiosk");
        let requests = Family::<Answered, Counter>::default();
        registry.register("requests", "Requests answered", requests.clone());
        registry.register_collector(Box::new(StoreCollector { store, streams }));
        registry.register_collector(Box::new(PrinterCollector(printers)));
        Self { registry: Mutex::new(registry), requests }
    }

    /// Counts an answer. Routes are those of the router, so their number is bounded.
    pub(crate) fn count(&self, method: &str, route: &str, status: u16) {
        let answered = Answered { method: method.to_owned(), route: route.to_owned(), status };
        self.requests.get_or_create(&answered).inc();
    }

    /// The figures as text.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        let registry = self.registry.lock().unwrap_or_else(PoisonError::into_inner);
        prometheus_client::encoding::text::encode(&mut text, &registry)
            .expect("a string takes every text");
        text
    }
}

/// Reads the store when the figures are asked for.
struct StoreCollector {
    store: Store,
    streams: Arc<AtomicU32>,
}

impl std::fmt::Debug for StoreCollector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StoreCollector")
    }
}

impl Collector for StoreCollector {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), std::fmt::Error> {
        let figures = self.store.figures();
        let owed = self.store.outbox_counts();
        let (head, _) = self.store.journal_head();
        let disk = self.store.disk();
        let is_open = *self.store.health().borrow() == Health::Open;
        for (name, help, value) in [
            ("store_commits", "Batches made durable.", figures.commits),
            ("store_operations", "Operations in those batches.", figures.operations),
            ("journal_entries", "Entries of the journal.", head.seq),
        ] {
            let counter = ConstCounter::new(value);
            let metric =
                encoder.encode_descriptor(name, help, None, EncodeMetric::metric_type(&counter))?;
            counter.encode(metric)?;
        }
        for (name, help, value) in [
            ("store_open", "Whether the store accepts anything.", u64::from(is_open)),
            ("outbox_pending", "Submissions owed to the centre.", owed.pending),
            ("disk_free_bytes", "Bytes that may still be written.", disk.free_bytes),
            ("disk_reserve_bytes", "Bytes that are kept free.", disk.reserve_bytes),
            ("disk_admits", "What is taken in: 0 everything to 3 nothing.", disk.admits as u64),
            ("outbox_parked", "Submissions that wait for a person.", owed.parked),
            (
                "streams",
                "Screens that follow the hall.",
                u64::from(self.streams.load(Ordering::Relaxed)),
            ),
        ] {
            let gauge = ConstGauge::new(i64::try_from(value).unwrap_or(i64::MAX));
            let metric =
                encoder.encode_descriptor(name, help, None, EncodeMetric::metric_type(&gauge))?;
            gauge.encode(metric)?;
        }
        let mut before = 0;
        let mut buckets = Vec::new();
        for (bound, upto) in COMMIT_BOUNDS_US.iter().zip(figures.buckets) {
            buckets.push((seconds(*bound), upto.saturating_sub(before)));
            before = upto;
        }
        buckets.push((f64::MAX, figures.commits.saturating_sub(before)));
        let mut metric = encoder.encode_descriptor(
            "store_commit_seconds",
            "Time from the first operation of a batch until it is durable.",
            None,
            MetricType::Histogram,
        )?;
        let sum = seconds(figures.commit_us);
        metric.encode_histogram::<NoLabelSet>(sum, figures.commits, &buckets, None)
    }
}

/// Tells how each printer was when it was asked last: 1 for its condition, 0 for every other.
struct PrinterCollector(Printers);

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Conditioned {
    printer: String,
    condition: &'static str,
}

impl std::fmt::Debug for PrinterCollector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PrinterCollector")
    }
}

impl Collector for PrinterCollector {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), std::fmt::Error> {
        let (name, help) = ("printer_condition", "How each printer was when it was asked last.");
        let mut metric = encoder.encode_descriptor(name, help, None, MetricType::Gauge)?;
        for outlet in self.0.iter() {
            let heard = outlet.heard().condition;
            for condition in PrinterCondition::ALL {
                let printer = outlet.name().to_string();
                let labels = Conditioned { printer, condition: condition.name() };
                let gauge = ConstGauge::new(i64::from(condition == heard));
                gauge.encode(metric.encode_family(&labels)?)?;
            }
        }
        Ok(())
    }
}

#[expect(clippy::cast_precision_loss, reason = "a figure for a chart")]
fn seconds(microseconds: u64) -> f64 {
    microseconds as f64 / 1e6
}
