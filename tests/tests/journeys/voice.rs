//! The hall's voice in a real browser: every clip sounds, and nothing a sound does silences it.

use std::fs;

use kiosk::store::DevicePlan;
use promises::browser::{Browser, Screen};
use promises::counter::Counter;
use promises::hall::{HallPlan, TestHall};
use promises::patience::until;
use promises::posted::{BIRTH, BUSINESS};
use serde_json::Value;
use shared::announcement::Clip;
use shared::device::{DeviceKind, IdleSettings};
use shared::lang::Lang;
use tempfile::TempDir;

use crate::site;

#[tokio::test(flavor = "multi_thread")]
async fn a_clip_that_is_no_sound_silences_neither_its_call_nor_the_next() {
    let own = TempDir::new().unwrap();
    fs::create_dir(own.path().join("vi")).unwrap();
    fs::write(own.path().join("vi/letter-c.ogg"), "this is no sound").unwrap();
    let hall = HallPlan::default().site(&site()).voice(own.path()).alone().await;
    let display = listening(&hall, Browser::open_sounding(Screen::DISPLAY).await.unwrap()).await;
    display.see_css("[data-voice=\"incomplete\"]").await.unwrap();
    display.wait_for_words("voice", "1").await.unwrap();
    display.wait_until_heard(1).await.unwrap();

    call_three(&hall).await;

    let expected = [chime(), first_call(), chime(), third_call()].concat();
    assert_eq!(display.wait_until_heard(expected.len()).await.unwrap(), expected);
    until_status_says(&hall, "faulty", Some("vi/letter-c.ogg")).await;
    display.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clip_that_stalls_silences_neither_its_call_nor_the_next() {
    let hall = HallPlan::default().site(&site()).alone().await;
    let display = listening(&hall, Browser::open_sounding(Screen::DISPLAY).await.unwrap()).await;
    display.see_css("[data-voice=\"whole\"]").await.unwrap();
    display.wait_until_heard(1).await.unwrap();
    until_status_says(&hall, "ok", None).await;
    display.stall("vi/letter-c").await.unwrap();

    call_three(&hall).await;

    let given_up = ["chime", "vi/invite"].map(str::to_owned).to_vec();
    let expected = [chime(), first_call(), given_up, third_call()].concat();
    assert_eq!(display.wait_until_heard(expected.len()).await.unwrap(), expected);
    display.see_css("[data-voice=\"incomplete\"]").await.unwrap();
    until_status_says(&hall, "faulty", Some("vi/letter-c.ogg")).await;
    display.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_waits_for_a_touch_says_so_and_speaks_after_it() {
    let hall = HallPlan::default().site(&site()).alone().await;
    let display = listening(&hall, Browser::open(Screen::DISPLAY).await.unwrap()).await;
    display.see_css("[data-voice=\"refused\"]").await.unwrap();
    hall.take_ticket(BIRTH).await;
    Counter::open(&hall, 1).await.next().await;
    display.wait_for_words("display-number", "A001").await.unwrap();
    display.photograph("display-silent").await.unwrap();
    assert!(display.heard().await.unwrap().is_empty());

    display.click("display-number").await.unwrap();

    display.see_css("[data-voice=\"whole\"]").await.unwrap();
    let expected = [chime(), first_call()].concat();
    assert_eq!(display.wait_until_heard(expected.len()).await.unwrap(), expected);
    display.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn every_clip_of_the_house_sounds() {
    let hall = HallPlan::default().site(&site()).alone().await;
    let display = Browser::open(Screen::DISPLAY).await.unwrap();
    display.go(&format!("{}/display", hall.url())).await.unwrap();

    for lang in [Lang::Vi, Lang::En] {
        for clip in Clip::all(lang) {
            let address = clip.address(lang);
            let sound = display.measure(&address).await.unwrap();
            let figure =
                |name: &str| sound[name].as_f64().unwrap_or_else(|| panic!("{address}: {sound}"));
            assert!((0.12..=4.0).contains(&figure("seconds")), "{address}: {sound}");
            assert!((0.4..=1.0).contains(&figure("peak")), "{address}: {sound}");
            assert!(figure("mean") > 0.05, "{address}: {sound}");
        }
    }
    display.close().await.unwrap();
}

/// Registers the display, opens it with an ear at it, and waits until it has tried every clip.
async fn listening(hall: &TestHall, display: Browser) -> Browser {
    let plan = DevicePlan {
        name: "Bảng gọi số".to_owned(),
        kind: DeviceKind::Display,
        printer: None,
        idle: IdleSettings::default(),
    };
    let added = hall.store().add_device(plan).await.unwrap();
    display.listen().await.unwrap();
    let address = format!("{}/display#device={}", hall.url(), added.token.reveal());
    display.go(&address).await.unwrap();
    display.see_css("[data-voice]:not([data-voice=\"testing\"])").await.unwrap();
    display
}

/// Waits until `/status` says so of the display's voice, and names the clip.
async fn until_status_says(hall: &TestHall, condition: &str, clip: Option<&str>) {
    until("status tells of the voice", async || {
        let status: Value = hall.visitor().get("/status").await.json();
        let voice = &status["devices"][0]["seen"]["voice"];
        voice["condition"] == condition && voice["clip"].as_str() == clip
    })
    .await;
}

/// Calls A001 to counter 1, C001 to counter 4 and A002 to counter 2.
async fn call_three(hall: &TestHall) {
    for (procedure, counter) in [(BIRTH, 1), (BUSINESS, 4), (BIRTH, 2)] {
        hall.take_ticket(procedure).await;
        Counter::open(hall, counter).await.next().await;
    }
}

fn chime() -> Vec<String> {
    vec!["chime".to_owned()]
}

fn first_call() -> Vec<String> {
    let number = ["vi/letter-a", "vi/digit-0", "vi/digit-0", "vi/digit-1"];
    announcement(number, "vi/digit-1")
}

fn third_call() -> Vec<String> {
    let number = ["vi/letter-a", "vi/digit-0", "vi/digit-0", "vi/digit-2"];
    announcement(number, "vi/digit-2")
}

/// What is heard of a call, the sentence twice.
fn announcement(number: [&str; 4], counter: &str) -> Vec<String> {
    let mut sentence = vec!["vi/invite"];
    sentence.extend(number);
    sentence.extend(["vi/to-counter", counter]);
    let twice = [sentence.as_slice(), sentence.as_slice()].concat();
    std::iter::once("chime").chain(twice).map(str::to_owned).collect()
}
