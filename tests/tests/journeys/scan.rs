//! A field that asks for a card: the scanner types it, and the hall counts it.

use promises::browser::{Browser, Screen};
use promises::hall::{HallPlan, TestHall};
use promises::posted::{BIRTH, Copy};

const CARD: &str = "001185731946||Nguyễn Thị Mẫu|17051985|Nữ|Số 1 đường Mẫu, Hà Nội|01012022";

#[tokio::test(flavor = "multi_thread")]
async fn a_card_is_scanned_and_the_second_number_too_many_names_the_first() {
    let copy = Copy::with_cards(1);
    let hall = HallPlan::default().site(&crate::site()).catalogue(copy.path()).alone().await;
    let kiosk = Browser::open(Screen::KIOSK).await.unwrap();

    go_to_the_card(&kiosk, &hall).await;
    kiosk.has_no_barriers().await.unwrap();
    kiosk.photograph("kiosk-card").await.unwrap();
    scan(&kiosk, "https://mau.example").await;
    kiosk.see("card-unread").await.unwrap();
    kiosk.photograph("kiosk-card-unread").await.unwrap();
    scan(&kiosk, CARD).await;
    kiosk.see_css(".summary-list").await.unwrap();
    kiosk.tap("continue").await.unwrap();
    let number = kiosk.read("ticket-number").await.unwrap();
    kiosk.tap("done").await.unwrap();

    go_to_the_card(&kiosk, &hall).await;
    scan(&kiosk, CARD).await;
    kiosk.see_css(".summary-list").await.unwrap();
    kiosk.tap("continue").await.unwrap();

    kiosk.see_css(".notice--warn").await.unwrap();
    let words = kiosk.words().await.unwrap();
    assert!(words.contains(&format!("Ông/Bà đã có số {number}")), "{words}");
    assert!(!words.contains("001185731946"), "{words}");
    kiosk.photograph("kiosk-allowance-spent").await.unwrap();
    kiosk.has_no_barriers().await.unwrap();
    kiosk.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_is_told_to_take_such_a_number_in_the_hall_and_may_still_file() {
    let copy = Copy::with_cards(1);
    let hall = HallPlan::default().site(&crate::site()).catalogue(copy.path()).alone().await;
    let phone = Browser::open(Screen::PHONE).await.unwrap();

    phone.go(&format!("{}/procedures/{BIRTH}/ticket", hall.url())).await.unwrap();

    phone.wait_for_words("no-number", "mang theo thẻ căn cước").await.unwrap();
    assert!(!phone.shows("continue").await, "no number is offered");
    phone.photograph("phone-at-the-hall").await.unwrap();
    phone.has_no_barriers().await.unwrap();
    phone.tap("apply").await.unwrap();
    phone.see("continue").await.unwrap();
    phone.close().await.unwrap();
}

async fn go_to_the_card(kiosk: &Browser, hall: &TestHall) {
    kiosk.go(&format!("{}/kiosk", hall.url())).await.unwrap();
    kiosk.tap("begin").await.unwrap();
    kiosk.tap("tile-ticket").await.unwrap();
    kiosk.tap("search").await.unwrap();
    kiosk.write("search", "dang ky khai sinh").await.unwrap();
    kiosk.tap(&format!("procedure-{BIRTH}")).await.unwrap();
    kiosk.tap("continue").await.unwrap();
    kiosk.tap_css("label:has(> input[name=\"class\"][value=\"ordinary\"])").await.unwrap();
    kiosk.tap("continue").await.unwrap();
    kiosk.see("without-card").await.unwrap();
}

/// Types as a scanner does: faster than any hand, and Enter at the end.
async fn scan(kiosk: &Browser, code: &str) {
    let code = serde_json::to_string(code).unwrap();
    let typed = format!(
        "for (const key of [...{code}, 'Enter']) \
         window.dispatchEvent(new KeyboardEvent('keydown', {{ key, cancelable: true }}))"
    );
    kiosk.script(&typed).await.unwrap();
}
