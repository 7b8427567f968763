//! Ten thousand times four counters press *next* at the same moment: no ticket is called twice.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use hdrhistogram::Histogram;
use shared::hall::{ActDone, Verb};
use shared::ids::TicketId;
use shared::ticket::Ending;
use uuid::Uuid;

use super::connection::Connection;
use super::load::{self, Until};
use super::marks::Marks;
use super::process;
use super::tickets::Tickets;
use crate::counter::Counter;
use crate::patience::all_of;
use crate::program::KioskProgram;

const COUNTERS: u16 = 4;
const ROUNDS: u64 = 10_000;
const CLIENTS: usize = 16;
/// The longest answer that is told apart, in microseconds.
const LONGEST_US: u64 = 60_000_000;

/// What came of every press of *next*.
struct Called {
    doubles: usize,
    nobody: usize,
    took: Histogram<u64>,
}

/// Measures `calls.*` at a hall that does not run yet.
pub async fn measure(hall: &mut KioskProgram) -> Result<Marks> {
    process::start(hall).await?;
    let tickets = ROUNDS * u64::from(COUNTERS);
    let asking = Arc::new(Tickets::new()?);
    load::run(hall.address(), CLIENTS, Until::Requests(tickets), asking).await?;
    let mut desks = Vec::new();
    for counter in 1..=COUNTERS {
        desks.push(sit_down(hall, counter).await?);
    }
    let begun = Instant::now();
    let called = press_together(&mut desks).await?;
    let seconds = begun.elapsed().as_secs_f64();
    hall.stop();
    let mut marks = Marks::default();
    marks.set("calls.doubles", called.doubles as f64);
    marks.set("calls.left_out", called.nobody as f64);
    marks.set("calls.c4.per_s", tickets as f64 / seconds);
    marks.set("calls.c4.p99_ms", called.took.value_at_quantile(0.99) as f64 / 1_000.0);
    Ok(marks)
}

async fn sit_down(hall: &KioskProgram, counter: u16) -> Result<Connection> {
    let officer = Counter::open_at(hall, counter).await;
    let cookie = officer.visitor().cookie().context("who signs in gets a cookie")?;
    let mut desk = Connection::open(hall.address()).await?;
    desk.speak_as(&cookie);
    Ok(desk)
}

async fn press_together(desks: &mut [Connection]) -> Result<Called> {
    let (next, close) =
        (document(&Verb::Next)?, document(&Verb::Close { ending: Ending::Served })?);
    let mut known = BTreeSet::new();
    let took = Histogram::new_with_bounds(1, LONGEST_US, 3)?;
    let mut called = Called { doubles: 0, nobody: 0, took };
    for _ in 0..ROUNDS {
        let pressed = all_of(desks.iter_mut().map(|desk| timed_next(desk, &next))).await;
        for answer in pressed {
            let (ticket, micros) = answer?;
            called.took.saturating_record(micros);
            match ticket {
                Some(ticket) if known.insert(ticket) => {}
                Some(_) => called.doubles += 1,
                None => called.nobody += 1,
            }
        }
        for closed in all_of(desks.iter_mut().map(|desk| press(desk, &close))).await {
            closed?;
        }
    }
    Ok(called)
}

async fn timed_next(desk: &mut Connection, next: &[u8]) -> Result<(Option<TicketId>, u64)> {
    let begun = Instant::now();
    let done = press(desk, next).await?;
    Ok((done.ticket.map(|ticket| ticket.id), u64::try_from(begun.elapsed().as_micros())?))
}

async fn press(desk: &mut Connection, verb: &[u8]) -> Result<ActDone> {
    let path = format!("/api/counter/acts/{}", Uuid::now_v7());
    let reply = desk.put(&path, verb).await?;
    ensure!(reply.status == 200, "{}: {}", reply.status, String::from_utf8_lossy(&reply.body));
    Ok(serde_json::from_slice(&reply.body)?)
}

fn document(verb: &Verb) -> Result<Vec<u8>> {
    Ok(serde_json::to_vec(verb)?)
}
