//! What a registered touchscreen says of its printer and of itself.

use kiosk::store::DevicePlan;
use promises::browser::{Browser, Screen};
use promises::fake_printer::{FakePrinter, Mood};
use promises::hall::{HallPlan, TestHall};
use promises::paper::{networked, until_told};
use promises::patience::{until, until_so};
use promises::posted::BIRTH;
use shared::device::{DeviceKind, IdleSettings};
use shared::printer::PrinterCondition;
use shared::text::{device, printer};

use crate::site;

const NAME: &str = "Màn hình cửa chính";

#[tokio::test(flavor = "multi_thread")]
async fn a_touchscreen_says_before_a_number_is_taken_that_there_will_be_no_slip() {
    let fake = FakePrinter::in_the_network();
    fake.set(Mood::OutOfPaper);
    let printers = vec![networked("door", &fake)];
    let hall = HallPlan::default().site(&site()).printers(printers).alone().await;
    until_told(hall.visitor(), PrinterCondition::PaperEnd).await;
    let kiosk = Browser::open(Screen::KIOSK).await.unwrap();
    kiosk.go(&format!("{}/kiosk", hall.url())).await.unwrap();

    go_to_the_offer(&kiosk).await;
    let offered = kiosk.words().await.unwrap();
    kiosk.photograph("kiosk-no-slip").await.unwrap();
    kiosk.tap("continue").await.unwrap();
    let number = kiosk.read("ticket-number").await.unwrap();
    kiosk.photograph("kiosk-ticket-without-slip").await.unwrap();

    let sentence = printer::no_slip(PrinterCondition::PaperEnd).unwrap();
    assert!(offered.contains(sentence.vi), "{offered}");
    assert_eq!(number, "A001");
    assert!(fake.slips().is_empty());
    kiosk.close().await.unwrap();
    hall.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_touchscreen_says_so() {
    let hall = HallPlan::default().site(&site()).alone().await;
    let token = link(&hall).await;
    let kiosk = Browser::open(Screen::KIOSK).await.unwrap();
    kiosk.go(&format!("{}/kiosk#device={token}", hall.url())).await.unwrap();
    kiosk.see("begin").await.unwrap();
    let is_registered = || hall.store().devices().unwrap()[0].is_registered;
    until_so("the link is opened", is_registered).await;

    hall.store().revoke_device(NAME).await.unwrap();
    until("the screen says so", async || kiosk.shows("out-of-service").await).await;
    kiosk.photograph("kiosk-revoked").await.unwrap();

    let said = kiosk.words().await.unwrap();
    assert!(said.contains(device::REVOKED.vi), "{said}");
    let address = kiosk.script("return location.href").await.unwrap();
    assert!(!address.to_string().contains(&token), "the link left the address");
    kiosk.close().await.unwrap();
    hall.stop().await;
}

async fn go_to_the_offer(kiosk: &Browser) {
    kiosk.tap("begin").await.unwrap();
    kiosk.tap("tile-ticket").await.unwrap();
    kiosk.tap("search").await.unwrap();
    kiosk.write("search", "dang ky khai sinh").await.unwrap();
    kiosk.tap(&format!("procedure-{BIRTH}")).await.unwrap();
    kiosk.tap("continue").await.unwrap();
    kiosk.tap_css("label:has(> input[name=\"class\"][value=\"ordinary\"])").await.unwrap();
    kiosk.tap("continue").await.unwrap();
    kiosk.see_css(".summary-list").await.unwrap();
}

async fn link(hall: &TestHall) -> String {
    let (kind, idle) = (DeviceKind::Touchscreen, IdleSettings::default());
    let plan = DevicePlan { name: NAME.to_owned(), kind, printer: None, idle };
    hall.store().add_device(plan).await.unwrap().token.reveal().to_owned()
}
