//! What a touchscreen says while a field gives out no numbers.

use std::sync::Arc;

use chrono::TimeDelta;
use promises::browser::{Browser, Screen};
use promises::clock::TestClock;
use promises::hall::{HallPlan, TestHall};
use promises::posted::{BIRTH, Copy};

#[tokio::test(flavor = "multi_thread")]
async fn a_touchscreen_says_that_the_numbers_are_spent_and_when_there_are_new_ones() {
    let copy = Copy::with_numbers(1);
    let (hall, _clock) = hall(&copy).await;
    hall.take_ticket(BIRTH).await;
    let kiosk = Browser::open(Screen::KIOSK).await.unwrap();

    go_to_the_papers(&kiosk, &hall).await;

    kiosk.wait_for_words("no-number", "Hôm nay đã hết số").await.unwrap();
    kiosk.wait_for_words("no-number", "từ 07:00 ngày mai").await.unwrap();
    assert!(!kiosk.shows("continue").await, "nobody goes on in vain");
    kiosk.photograph("kiosk-spent").await.unwrap();
    kiosk.has_no_barriers().await.unwrap();
    kiosk.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_touchscreen_says_at_noon_when_numbers_are_given_out_again() {
    let copy = Copy::with_many_numbers();
    let (hall, clock) = hall(&copy).await;
    clock.turn(TimeDelta::hours(3));
    let kiosk = Browser::open(Screen::KIOSK).await.unwrap();

    kiosk.go(&format!("{}/kiosk", hall.url())).await.unwrap();
    kiosk.tap("begin").await.unwrap();
    kiosk.wait_for_words("tile-ticket", "13:30").await.unwrap();
    kiosk.photograph("kiosk-closed-home").await.unwrap();
    kiosk.has_no_barriers().await.unwrap();
    go_to_the_papers(&kiosk, &hall).await;

    kiosk.wait_for_words("no-number", "từ 13:30 hôm nay").await.unwrap();
    kiosk.photograph("kiosk-closed").await.unwrap();
    kiosk.has_no_barriers().await.unwrap();
    kiosk.close().await.unwrap();
}

async fn hall(copy: &Copy) -> (TestHall, Arc<TestClock>) {
    let clock = Arc::new(TestClock::on_a_working_morning());
    let plan = HallPlan::default().clock(&clock).site(&crate::site()).catalogue(copy.path());
    (plan.alone().await, clock)
}

async fn go_to_the_papers(kiosk: &Browser, hall: &TestHall) {
    kiosk.go(&format!("{}/kiosk", hall.url())).await.unwrap();
    kiosk.tap("begin").await.unwrap();
    kiosk.tap("tile-ticket").await.unwrap();
    kiosk.tap(&format!("procedure-{BIRTH}")).await.unwrap();
}
