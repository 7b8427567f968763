//! A citizen takes a number at the touchscreen and is called to a counter.

use promises::browser::{Browser, Screen};
use promises::hall::TestHall;
use promises::office::PASSWORD;
use promises::posted::BIRTH;

use crate::house;

#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_taken_by_touch_and_called_to_a_counter() {
    let (_centre, hall) = house().await;
    let display = Browser::open(Screen::DISPLAY).await.unwrap();
    display.go(&format!("{}/display", hall.url())).await.unwrap();
    display.photograph("display-quiet").await.unwrap();

    let number = take_a_number(&hall).await;
    let counter = sit_down(&hall).await;
    counter.photograph("counter-waiting").await.unwrap();
    counter.has_no_barriers().await.unwrap();
    counter.click("next").await.unwrap();

    display.wait_for_words("display-number", &number).await.unwrap();
    display.wait_for_words("display-counter", "1").await.unwrap();
    display.photograph("display-call").await.unwrap();
    display.has_no_barriers().await.unwrap();
    counter.wait_for_words("at-hand", &number).await.unwrap();
    assert!(!counter.read("reason").await.unwrap().is_empty(), "the rule is told");
    serve(&counter).await;
    for browser in [display, counter] {
        browser.close().await.unwrap();
    }
}

/// Finds a procedure without accents, looks at its papers and takes a number.
async fn take_a_number(hall: &TestHall) -> String {
    let kiosk = Browser::open(Screen::KIOSK).await.unwrap();
    kiosk.go(&format!("{}/kiosk", hall.url())).await.unwrap();
    kiosk.see("begin").await.unwrap();
    kiosk.photograph("kiosk-attract").await.unwrap();
    kiosk.has_no_barriers().await.unwrap();
    kiosk.tap("begin").await.unwrap();
    kiosk.see("tile-ticket").await.unwrap();
    kiosk.photograph("kiosk-home").await.unwrap();
    kiosk.has_no_barriers().await.unwrap();
    kiosk.tap("tile-ticket").await.unwrap();
    kiosk.tap("search").await.unwrap();
    kiosk.write("search", "dang ky khai sinh").await.unwrap();
    kiosk.see(&format!("procedure-{BIRTH}")).await.unwrap();
    kiosk.photograph("kiosk-find").await.unwrap();
    kiosk.has_no_barriers().await.unwrap();
    kiosk.tap(&format!("procedure-{BIRTH}")).await.unwrap();
    kiosk.tap_css("label[for=\"papers\"]").await.unwrap();
    kiosk.photograph("kiosk-papers").await.unwrap();
    kiosk.has_no_barriers().await.unwrap();
    kiosk.tap("continue").await.unwrap();
    kiosk.tap_css("label:has(> input[name=\"class\"][value=\"ordinary\"])").await.unwrap();
    kiosk.has_no_barriers().await.unwrap();
    kiosk.tap("continue").await.unwrap();
    kiosk.see_css(".summary-list").await.unwrap();
    kiosk.photograph("kiosk-confirm").await.unwrap();
    kiosk.has_no_barriers().await.unwrap();
    kiosk.tap("continue").await.unwrap();
    let number = kiosk.read("ticket-number").await.unwrap();
    kiosk.photograph("kiosk-ticket").await.unwrap();
    kiosk.has_no_barriers().await.unwrap();
    kiosk.tap("done").await.unwrap();
    kiosk.see("begin").await.unwrap();
    kiosk.close().await.unwrap();
    number
}

/// Chooses a password through the one-time link, and signs in at counter 1.
async fn sit_down(hall: &TestHall) -> Browser {
    let token = hall.set_up_link("Lê Thị Bích").await;
    let counter = Browser::open(Screen::COUNTER).await.unwrap();
    counter.go(&format!("{}/counter/setup#{token}", hall.url())).await.unwrap();
    counter.write("setup-password", PASSWORD).await.unwrap();
    counter.write("setup-password-again", PASSWORD).await.unwrap();
    counter.photograph("counter-setup").await.unwrap();
    counter.click("setup").await.unwrap();
    counter.click("to-sign-in").await.unwrap();
    counter.write("sign-in-name", "le thi bich").await.unwrap();
    counter.write("sign-in-password", PASSWORD).await.unwrap();
    counter.type_into("#sign-in-counter", "1").await.unwrap();
    counter.photograph("counter-sign-in").await.unwrap();
    counter.has_no_barriers().await.unwrap();
    counter.click("sign-in").await.unwrap();
    counter.see("next").await.unwrap();
    counter
}

async fn serve(counter: &Browser) {
    counter.click("serve").await.unwrap();
    counter.see_css("[data-testid=\"close\"]:not([disabled]):not([aria-disabled])").await.unwrap();
    counter.photograph("counter-serving").await.unwrap();
    counter.has_no_barriers().await.unwrap();
    counter.click("close").await.unwrap();
    counter.see_css("[data-testid=\"next\"]:not([disabled]):not([aria-disabled])").await.unwrap();
}
