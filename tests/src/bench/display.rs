//! From the press at a counter to the paint on the display, while fifty screens follow.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result, ensure};
use hdrhistogram::Histogram;

use super::marks::Marks;
use crate::browser::{Browser, Screen, target};
use crate::counter::Counter;
use crate::hall::{HallPlan, TestHall};
use crate::posted::{self, BIRTH};
use crate::visitor::Visitor;

const STREAMS: usize = 50;
const CALLS: u32 = 120;
/// Calls that fill the caches of browser and node before the clock runs.
const WARM_UP: u32 = 10;
const PATIENCE: Duration = Duration::from_secs(10);

/// Notes for every number when it stood on the glass: a frame is painted before the next one
/// begins.
const WATCH: &str = "
    window.painted = {};
    new MutationObserver(() => {
        const number = document.querySelector('[data-testid=display-number]')?.textContent;
        if (!number || number in window.painted) return;
        window.painted[number] = null;
        requestAnimationFrame(() => requestAnimationFrame(() => {
            window.painted[number] = performance.timeOrigin + performance.now();
        }));
    }).observe(document.body, { subtree: true, childList: true, characterData: true });";

/// Measures `display.*`.
pub async fn measure() -> Result<Marks> {
    let (copy, site) = (posted::Copy::with_many_numbers(), target().join("site"));
    let hall = HallPlan::default().catalogue(copy.path()).site(&site).alone().await;
    let counter = Counter::open(&hall, 1).await;
    let display = Browser::open_sounding(Screen::DISPLAY).await?;
    display.go(&format!("{}/display?voice=off", hall.url())).await?;
    display.see("connection").await?;
    display.script(WATCH).await?;
    let followers = follow(|| hall.new_visitor(), STREAMS - 1).await?;
    let mut took = Histogram::<u64>::new(3)?;
    for call in 1..=CALLS + WARM_UP {
        let waited_ms = call_one(&hall, &counter, &display).await?;
        if call > WARM_UP {
            took.record((waited_ms * 1_000.0) as u64)?;
        }
    }
    for follower in followers {
        ensure!(!follower.is_finished(), "a stream ended while it was measured");
        follower.abort();
    }
    display.close().await?;
    let mut marks = Marks::default();
    let ms = |quantile| took.value_at_quantile(quantile) as f64 / 1_000.0;
    marks.set("display.call_to_paint_p50_ms", ms(0.5));
    marks.set("display.call_to_paint_p99_ms", ms(0.99));
    Ok(marks)
}

/// Opens streams and reads everything they say.
pub(super) async fn follow(
    new_visitor: impl Fn() -> Visitor,
    streams: usize,
) -> Result<Vec<tokio::task::JoinHandle<()>>> {
    let mut followers = Vec::new();
    for _ in 0..streams {
        let request = new_visitor().request(reqwest::Method::GET, "/api/events");
        let mut stream = request.send().await?.error_for_status()?;
        stream.chunk().await?.context("a stream begins")?;
        followers
            .push(tokio::spawn(async move { while let Ok(Some(_)) = stream.chunk().await {} }));
    }
    Ok(followers)
}

/// A citizen takes a number; how long after the press it stood on the display.
async fn call_one(hall: &TestHall, counter: &Counter, display: &Browser) -> Result<f64> {
    let number = hall.take_ticket(BIRTH).await.ticket.number.to_string();
    let pressed_ms = now_ms()?;
    counter.next().await;
    let script = format!("return window.painted['{number}'] ?? null;");
    let begun = tokio::time::Instant::now();
    let painted_ms = loop {
        if let Some(painted_ms) = display.script(&script).await?.as_f64() {
            break painted_ms;
        }
        ensure!(begun.elapsed() < PATIENCE, "{number} is not painted");
        // Asking all the time would make the browser late.
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    counter.close().await;
    Ok(painted_ms - pressed_ms)
}

fn now_ms() -> Result<f64> {
    Ok(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs_f64() * 1_000.0)
}
