//! What the centre counts, in the text form that Prometheus reads.

use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: String,
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    route: String,
}

/// The counters. Labels are route patterns, never paths with identifiers.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    answers: Family<Answered, Counter>,
    seconds: Family<Asked, Histogram>,
    pub(crate) submissions: Counter,
    pub(crate) journal_entries: Counter,
    pub(crate) incidents: Counter,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("central");
        let answers = Family::default();
        registry.register("answers", "Requests answered", answers.clone());
        let seconds: Family<Asked, Histogram> =
            Family::new_with_constructor(|| Histogram::new(exponential_buckets(0.0005, 2.0, 16)));
        registry.register("answer_seconds", "Time to answer a request", seconds.clone());
        let submissions = Counter::default();
        registry.register("submissions", "Submissions acknowledged", submissions.clone());
        let journal_entries = Counter::default();
        registry.register("journal_entries", "Journal entries received", journal_entries.clone());
        let incidents = Counter::default();
        registry.register("incidents", "Incidents written down", incidents.clone());
        Self { registry, answers, seconds, submissions, journal_entries, incidents }
    }

    /// Counts an answered request.
    pub(crate) fn answered(&self, method: &str, route: &str, status: u16, took: Duration) {
        let answered = Answered { method: method.to_owned(), route: route.to_owned(), status };
        self.answers.get_or_create(&answered).inc();
        let asked = Asked { route: route.to_owned() };
        self.seconds.get_or_create(&asked).observe(took.as_secs_f64());
    }

    /// Writes everything out.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        encode(&mut text, &self.registry).expect("writing to a string cannot fail");
        text
    }
}
