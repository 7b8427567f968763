//! A phone follows the ticket whose slip it scanned, until it is called and after.

use std::sync::Arc;

use chrono::TimeDelta;
use promises::browser::{Browser, Screen};
use promises::clock::TestClock;
use promises::counter::Counter;
use promises::hall::{HallPlan, TestHall};
use promises::posted::BIRTH;
use shared::hall::Verb;
use shared::ids::ActId;
use shared::ticket::Ending;
use uuid::Uuid;

const LOST: &str = "[data-testid=\"live-lost\"]";

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_that_scanned_a_slip_is_told_of_the_call() {
    let (hall, _clock) = hall().await;
    let counter = Counter::open(&hall, 1).await;
    let phone = follow(&hall, 5).await;

    phone.wait_for_words("live-standing", "còn 5 người").await.unwrap();
    phone.has_no_barriers().await.unwrap();
    phone.photograph("live-waiting").await.unwrap();
    for _ in 0..3 {
        counter.next().await;
        counter.close().await;
    }
    phone.wait_for_words("live-standing", "còn 2 người").await.unwrap();
    phone.see("file-meanwhile").await.unwrap();
    phone.photograph("live-near").await.unwrap();
    for _ in 0..2 {
        counter.next().await;
        counter.close().await;
    }
    counter.next().await;

    phone.wait_for_words("live-standing", "Mời đến quầy 1").await.unwrap();
    assert!(!phone.shows("file-meanwhile").await, "nobody fills in a form when called");
    let title = phone.script("return document.title").await.unwrap();
    assert_eq!(title, "A006 · Mời đến quầy 1");
    phone.has_no_barriers().await.unwrap();
    phone.photograph("live-called").await.unwrap();
    phone.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_says_what_to_do_after_a_missed_call_and_after_the_day() {
    let (hall, clock) = hall().await;
    let counter = Counter::open(&hall, 1).await;
    let phone = follow(&hall, 0).await;
    phone.wait_for_words("live-standing", "người tiếp theo").await.unwrap();

    counter.next().await;
    let missed = Verb::Close { ending: Ending::NoShow };
    counter.press(ActId(Uuid::now_v7()), &missed).await;
    phone.wait_for_words("live-place", "đưa trở lại hàng chờ một lần").await.unwrap();
    phone.photograph("live-missed").await.unwrap();
    phone.has_no_barriers().await.unwrap();
    clock.turn(TimeDelta::days(1));

    phone.script("location.reload()").await.unwrap();
    phone.wait_for_words("live-place", "lấy số mới vào ngày làm việc tiếp theo").await.unwrap();
    phone.photograph("live-day-over").await.unwrap();
    phone.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_says_that_the_line_is_lost_and_what_was_known_last() {
    let (hall, _clock) = hall().await;
    let phone = follow(&hall, 1).await;
    phone.wait_for_words("live-standing", "còn 1 người").await.unwrap();

    phone.set_offline(true).await.unwrap();
    phone.wait_for_words("live-lost", "Tình trạng bên dưới là lúc").await.unwrap();
    assert!(phone.read("live-standing").await.unwrap().contains("còn 1 người"));
    phone.photograph("live-lost").await.unwrap();
    phone.has_no_barriers().await.unwrap();
    phone.set_offline(false).await.unwrap();

    phone.wait_until_gone(LOST).await.unwrap();
    phone.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_opens_nothing_says_what_to_do() {
    let (hall, _clock) = hall().await;
    let phone = Browser::open(Screen::PHONE).await.unwrap();

    phone.go(&format!("{}/t/{}", hall.url(), "A".repeat(22))).await.unwrap();

    phone.wait_for_words("live-unknown", "quét lại mã trên phiếu").await.unwrap();
    phone.photograph("live-unknown").await.unwrap();
    phone.close().await.unwrap();
}

async fn hall() -> (TestHall, Arc<TestClock>) {
    let clock = Arc::new(TestClock::on_a_working_morning());
    let hall = HallPlan::default().clock(&clock).site(&crate::site()).alone().await;
    (hall, clock)
}

/// Opens the code of a slip before which so many others wait.
async fn follow(hall: &TestHall, people_before: usize) -> Browser {
    for _ in 0..people_before {
        hall.take_ticket(BIRTH).await;
    }
    let taken = hall.take_ticket(BIRTH).await;
    let phone = Browser::open(Screen::PHONE).await.unwrap();
    phone.go(&format!("{}/t/{}", hall.url(), taken.follow.reveal())).await.unwrap();
    phone
}
