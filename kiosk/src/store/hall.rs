//! The hall as a citizen's screen needs it.

use shared::hall::{HallView, LineState, Offer, SeriesView};
use shared::printer::PrinterCondition;
use shared::ticket::TicketClass;
use shared::time::ServiceDay;

use super::error::StoreError;
use super::{Store, tickets};

impl Store {
    /// What is offered at this moment, and who waits.
    pub fn hall(&self, line: LineState) -> Result<HallView, StoreError> {
        let rules = &self.shared.rules;
        let now = self.shared.clock.now();
        let is_open = self.shared.is_open().is_ok();
        let submissions = if !is_open {
            Offer::StoreStopped
        } else if self.enrolment()?.is_none() {
            Offer::NotEnrolled
        } else {
            Offer::Open
        };
        let queues = self.shared.queues();
        let is_new_day = queues.day < ServiceDay::of(now);
        let series = rules.catalogue.fields.iter().map(|field| {
            let series = &field.series;
            let next = if is_new_day { 1 } else { queues.next_sequence(series) };
            let waiting = if is_new_day { Default::default() } else { queues.waiting(series) };
            let before = queues.people_before_new(series, TicketClass::Ordinary, &rules.queue);
            let before = if is_new_day { 0 } else { before };
            let offer = tickets::offer(rules, field, next, now);
            SeriesView {
                series: series.clone(),
                waiting,
                estimate: queues.estimate(series, before, field.matter_minutes),
                offer: if is_open { offer } else { Offer::StoreStopped },
            }
        });
        Ok(HallView {
            now,
            catalogue_version: rules.catalogue.version.to_string(),
            public_url: rules.public_url.clone(),
            submissions,
            line,
            printer: PrinterCondition::Unknown,
            series: series.collect(),
        })
    }
}
