//! Several touchscreens and several printers: each slip comes out where it was asked for.

use promises::fake_printer::{FakePrinter, Mood, read_code};
use promises::hall::{HallPlan, TestHall};
use promises::paper::{networked, take_on_paper, until_slip, until_told};
use promises::visitor::Visitor;
use shared::device::{DeviceKind, DeviceRegistration, DeviceView, IdleSettings};
use shared::hall::{PrintState, TicketView};
use shared::ids::PrinterName;
use shared::printer::PrinterCondition;

use kiosk::store::DevicePlan;

#[tokio::test(flavor = "multi_thread")]
async fn each_touchscreen_prints_at_its_own_printer_and_hears_of_no_other() {
    let (door, window) = (FakePrinter::in_the_network(), FakePrinter::in_the_network());
    let hall = hall_with(&door, &window).await;
    let at_the_window = register(&hall, "Màn hình cửa sổ", Some("window")).await;
    let anywhere = register(&hall, "Màn hình giữa sảnh", None).await;

    let by_the_window = take_on_paper(&at_the_window).await;
    until_slip(&at_the_window, by_the_window.ticket.id, PrintState::Confirmed).await;
    let in_the_middle = take_on_paper(&anywhere).await;
    until_slip(&anywhere, in_the_middle.ticket.id, PrintState::Confirmed).await;
    window.set(Mood::OutOfPaper);
    until_told(&at_the_window, PrinterCondition::PaperEnd).await;

    until_told(&anywhere, PrinterCondition::Ready).await;
    let printed = |printer: &FakePrinter| printer.slips().iter().map(read_code).collect::<Vec<_>>();
    assert_eq!(printed(&window), [code_of(&by_the_window)]);
    assert_eq!(printed(&door), [code_of(&in_the_middle)]);
    hall.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_printer_that_hangs_does_not_delay_another() {
    let (door, window) = (FakePrinter::in_the_network(), FakePrinter::in_the_network());
    let hall = hall_with(&door, &window).await;
    let at_the_window = register(&hall, "Màn hình cửa sổ", Some("window")).await;
    door.set(Mood::HoldsAfter(5_000));
    take_on_paper(hall.visitor()).await;
    door.until_it_holds().await;

    let ticket = take_on_paper(&at_the_window).await.ticket.id;
    until_slip(&at_the_window, ticket, PrintState::Confirmed).await;

    assert!(door.slips().is_empty(), "the first still hangs");
    door.set(Mood::Well);
    hall.stop().await;
}

fn code_of(taken: &TicketView) -> String {
    format!("http://localhost/t/{}", taken.follow.reveal())
}

async fn hall_with(door: &FakePrinter, window: &FakePrinter) -> TestHall {
    let printers = vec![networked("door", door), networked("window", window)];
    HallPlan::default().printers(printers).alone().await
}

/// A touchscreen that has opened its link.
async fn register(hall: &TestHall, name: &str, printer: Option<&str>) -> Visitor {
    let plan = DevicePlan {
        name: name.to_owned(),
        kind: DeviceKind::Touchscreen,
        printer: printer.map(PrinterName::from),
        idle: IdleSettings::default(),
    };
    let added = hall.store().add_device(plan).await.unwrap();
    let screen = hall.new_visitor();
    let link = DeviceRegistration { token: added.token.reveal().to_owned() };
    let view: DeviceView = screen.put("/api/device", &link).await.json();
    assert!(matches!(view, DeviceView::Registered { .. }), "{view:?}");
    screen
}
