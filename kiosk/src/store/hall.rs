//! The hall as a citizen's screen needs it.

use shared::hall::{HallView, LineState, Offer, SeriesView};
use shared::printer::PrinterCondition;
use shared::reserve::Asked;
use shared::ticket::TicketClass;
use shared::time::ServiceDay;

use super::error::StoreError;
use super::{Store, offers};

impl Store {
    /// What is offered at this moment, and who waits.
    pub fn hall(&self, line: LineState) -> Result<HallView, StoreError> {
        let rules = &self.shared.rules;
        let now = self.shared.clock.now();
        let is_open = self.shared.is_open().is_ok();
        let admits = self.shared.ledger.look().admits;
        let is_open = is_open && Asked::Ticket.is_admitted(admits);
        let submissions = if !is_open {
            Offer::StoreStopped
        } else if self.enrolment()?.is_none() {
            Offer::NotEnrolled
        } else if !Asked::Application.is_admitted(admits) {
            Offer::NoRoom
        } else {
            Offer::Open
        };
        let published = self.shared.queues();
        let today = ServiceDay::of(now);
        // Until the first write of a new day the queues are those of the day before.
        let begun = if published.day < today { Some(published.of_next_day(today)) } else { None };
        let queues = begun.as_ref().unwrap_or(&*published);
        let series = rules.catalogue.fields.iter().map(|field| {
            let series = &field.series;
            let before = queues.people_before_new(series, TicketClass::Ordinary, &rules.queue);
            let offer = offers::of_field(rules, field, queues, now);
            SeriesView {
                series: series.clone(),
                waiting: queues.waiting(series),
                estimate: queues.estimate(series, before, field.matter_minutes),
                offer: if is_open { offer } else { Offer::StoreStopped },
            }
        });
        let series = series.collect();
        Ok(HallView {
            now,
            catalogue_version: rules.catalogue.version.to_string(),
            public_url: rules.public_url.clone(),
            submissions,
            admits,
            line,
            printer: PrinterCondition::Unknown,
            series,
        })
    }
}
