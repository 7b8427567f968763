//! Journeys by touch through real pages: at the touchscreen, on a phone, at the counter, at the
//! office. What is seen lands in `target/screens/`.

#![allow(clippy::unwrap_used, reason = "a test says what must not fail by failing")]

#[path = "journeys/application.rs"]
mod application;
#[path = "journeys/counter.rs"]
mod counter;
#[path = "journeys/display.rs"]
mod display;
#[path = "journeys/figures.rs"]
mod figures;
#[path = "journeys/incidents.rs"]
mod incidents;
#[path = "journeys/live.rs"]
mod live;
#[path = "journeys/offer.rs"]
mod offer;
#[path = "journeys/scan.rs"]
mod scan;
#[path = "journeys/screens.rs"]
mod screens;
#[path = "journeys/ticket.rs"]
mod ticket;
#[path = "journeys/voice.rs"]
mod voice;
#[path = "journeys/wing.rs"]
mod wing;

use std::path::PathBuf;
use std::sync::Arc;

use promises::browser::target;
use promises::centre::TestCentre;
use promises::clock::TestClock;
use promises::hall::{HallPlan, TestHall};

/// A hall and a centre that serve the built site.
async fn house() -> (TestCentre, TestHall) {
    let site = site();
    let clock = Arc::new(TestClock::on_a_working_morning());
    let centre = TestCentre::start_with_site(clock, &site).await;
    let hall = HallPlan::default().site(&site).enrolled_at(&centre).await;
    (centre, hall)
}

fn site() -> PathBuf {
    let site = target().join("site");
    assert!(site.join("pages").is_dir(), "the site is not built: cargo xtask build");
    site
}
