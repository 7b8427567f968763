//! The hall's display: after a lost line it knows everything and announces nothing old; it is
//! readable at ten metres, whatever it shows.

use chrono::TimeDelta;
use promises::browser::{Browser, Screen};
use promises::counter::Counter;
use promises::hall::{HallPlan, TestHall};
use promises::line::{Condition, Line};
use promises::posted::{BIRTH, Copy};
use serde_json::Value;

use crate::site;

#[tokio::test(flavor = "multi_thread")]
async fn a_display_that_was_cut_off_for_a_minute_replays_without_a_gap_and_announces_nothing_old() {
    let hall = HallPlan::default().site(&site()).alone().await;
    let counter = Counter::open(&hall, 1).await;
    let line = Line::open(hall.addr()).await;
    let display = Browser::open_sounding(Screen::DISPLAY).await.unwrap();
    display.listen().await.unwrap();
    display.go(&format!("{}/display", line.url())).await.unwrap();
    display.wait_until_heard(1).await.unwrap();
    call_one(&hall, &counter).await;
    display.wait_for_words("display-number", "A001").await.unwrap();
    let before_the_cut = display.told().await.unwrap();
    display.wait_until_heard(16).await.unwrap();

    line.set(Condition::Down);
    for _ in 0..3 {
        call_one(&hall, &counter).await;
    }
    hall.clock().turn(TimeDelta::seconds(60));
    display.wait_for_words("connection", "Mất kết nối").await.unwrap();
    assert!(display.words().await.unwrap().contains("A001"), "the last good state is kept");
    display.photograph("display-cut-off").await.unwrap();
    line.set(Condition::Up);
    display.wait_for_words("display-number", "A004").await.unwrap();
    display.wait_for_words("connection", "Có kết nối").await.unwrap();
    let told = display.told().await.unwrap();
    call_one(&hall, &counter).await;
    display.wait_for_words("display-number", "A005").await.unwrap();

    let missed = &told[before_the_cut.len()..];
    assert!(!missed.is_empty() && missed.iter().all(|name| name != "snapshot"), "{missed:?}");
    for number in ["A004", "A003", "A002", "A001"] {
        assert!(display.words().await.unwrap().contains(number), "{number} is on the board");
    }
    let heard = display.wait_until_heard(31).await.unwrap();
    let digits: Vec<&str> =
        heard[16..].iter().map(String::as_str).filter(|clip| clip.contains("digit")).collect();
    let said = ["vi/digit-0", "vi/digit-0", "vi/digit-5", "vi/digit-1"];
    assert_eq!(digits, [said, said].concat());
    display.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_display_is_readable_at_ten_metres_and_without_barriers_whatever_it_shows() {
    let hall = HallPlan::default().site(&site()).alone().await;
    let counter = Counter::open(&hall, 1).await;
    let display = Browser::open_sounding(Screen::DISPLAY).await.unwrap();
    display.go(&format!("{}/display", hall.url())).await.unwrap();
    display.see_css("[data-voice=\"whole\"]").await.unwrap();

    let mut called = 0;
    for calls in [0, 1, 6] {
        while called < calls {
            call_one(&hall, &counter).await;
            called += 1;
        }
        let newest = format!("A{calls:03}");
        if calls > 0 {
            display.wait_for_words("display-number", &newest).await.unwrap();
        }
        look_at_every_size(&display, &format!("{calls}-calls")).await;
    }
    hall.clock().turn(TimeDelta::minutes(3));
    display.see_css(".display-board__quiet").await.unwrap();
    look_at_every_size(&display, "between-calls").await;
    display.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quiet_display_tells_the_units_news_and_has_room_for_the_longest_names() {
    let copy = Copy::with_long_names();
    let hall = HallPlan::default().site(&site()).catalogue(copy.path()).alone().await;
    let display = Browser::open_sounding(Screen::DISPLAY).await.unwrap();
    display.go(&format!("{}/display", hall.url())).await.unwrap();
    display.see_css("[data-voice=\"whole\"]").await.unwrap();

    display.wait_for_words("quiet-title", "Từ 07:30 đến 11:30").await.unwrap();
    look_at_every_size(&display, "news").await;
    hall.take_ticket(BIRTH).await;
    Counter::open(&hall, 1).await.next().await;

    display.wait_for_words("display-number", "A001").await.unwrap();
    look_at_every_size(&display, "long-names").await;
    display.close().await.unwrap();
}

async fn look_at_every_size(display: &Browser, name: &str) {
    for (size, screen) in [
        ("wide", Screen::DISPLAY),
        ("upright", Screen::DISPLAY_UPRIGHT),
        ("4k", Screen::DISPLAY_4K),
    ] {
        display.resize(screen).await.unwrap();
        display.photograph(&format!("display-{name}-{size}")).await.unwrap();
        let faults = display.script(UNREADABLE).await.unwrap();
        assert_eq!(faults, Value::Array(Vec::new()), "{name}, {size}");
    }
    display.has_no_barriers().await.unwrap();
    display.resize(Screen::DISPLAY).await.unwrap();
}

/// Texts smaller than 1/40 of the shorter side, cut off, or written over each other. A name that
/// ends in an ellipsis is as wide as its box.
const UNREADABLE: &str = "
    const least = Math.min(innerWidth, innerHeight) / 40 - 0.5;
    const faults = [], boxes = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const words = walker.currentNode.data.trim(), parent = walker.currentNode.parentElement;
        const style = getComputedStyle(parent), range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        const ends = style.textOverflow === 'ellipsis';
        const box = (ends ? parent : range).getBoundingClientRect();
        if (!words || !box.width || parent.closest('script, style')) continue;
        const size = parseFloat(style.fontSize);
        if (size < least) faults.push(words + ' has ' + size + ' px');
        if (box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight)
            faults.push(words + ' is cut off');
        if (!ends) boxes.push({ words, box, slack: size / 4 });
    }
    for (const [place, one] of boxes.entries()) for (const other of boxes.slice(place + 1)) {
        const slack = one.slack + other.slack, a = one.box, b = other.box;
        if (a.left < b.right && b.left < a.right &&
            a.top + slack < b.bottom && b.top + slack < a.bottom)
            faults.push(one.words + ' is written over ' + other.words);
    }
    return faults;";

/// A citizen takes a number, is called and served.
async fn call_one(hall: &TestHall, counter: &Counter) {
    hall.take_ticket(BIRTH).await;
    counter.next().await;
    counter.close().await;
}
