//! A hundred thousand numbers from sixteen clients: none twice, none left out.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use shared::hall::TicketView;
use uuid::Uuid;

use super::connection::Reply;
use super::load::{self, Asking, Until};
use super::marks::Marks;
use super::process;
use crate::hall::ticket_request;
use crate::posted::{BIRTH, BUSINESS};
use crate::program::KioskProgram;

const CLIENTS: usize = 16;
/// In two series, because a series ends at 65,535.
const TICKETS: u64 = 100_000;

/// Measures `tickets.*` at a hall that does not run yet.
pub async fn measure(hall: &mut KioskProgram) -> Result<Marks> {
    process::start(hall).await?;
    let asking = Arc::new(Tickets::new()?);
    let measured =
        load::run(hall.address(), CLIENTS, Until::Requests(TICKETS), Arc::clone(&asking)).await?;
    hall.stop();
    let (duplicates, gaps) = asking.count()?;
    let mut marks = Marks::default();
    marks.set("tickets.c16.per_s", measured.per_s);
    marks.set("tickets.c16.p50_ms", measured.p50_ms);
    marks.set("tickets.c16.p99_ms", measured.p99_ms);
    marks.set("tickets.duplicates", duplicates as f64);
    marks.set("tickets.gaps", gaps as f64);
    Ok(marks)
}

/// Requests for numbers of two series.
pub(super) struct Tickets {
    requests: [Vec<u8>; 2],
    answers: Mutex<Vec<Vec<u8>>>,
}

impl Tickets {
    pub(super) fn new() -> Result<Self> {
        let requests = [
            serde_json::to_vec(&ticket_request(BIRTH))?,
            serde_json::to_vec(&ticket_request(BUSINESS))?,
        ];
        Ok(Self { requests, answers: Mutex::default() })
    }

    /// Numbers that came twice, and numbers that never came.
    fn count(&self) -> Result<(usize, usize)> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let mut series: BTreeMap<_, Vec<u32>> = BTreeMap::new();
        for answer in answers.iter() {
            let view: TicketView = serde_json::from_slice(answer)?;
            let number = view.ticket.number;
            series
                .entry((view.ticket.service_day, number.series))
                .or_default()
                .push(number.sequence);
        }
        let (mut duplicates, mut gaps) = (0, 0);
        for numbers in series.values_mut() {
            numbers.sort_unstable();
            let all = numbers.len();
            numbers.dedup();
            duplicates += all - numbers.len();
            gaps += numbers.last().map_or(0, |last| *last as usize - numbers.len());
        }
        Ok((duplicates, gaps))
    }
}

impl Asking for Tickets {
    fn request(&self, n: u64) -> (String, &[u8]) {
        let document = &self.requests[(n % 2) as usize];
        (format!("/api/tickets/{}", Uuid::now_v7()), document)
    }

    fn answered(&self, reply: Reply) {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).push(reply.body);
    }
}
