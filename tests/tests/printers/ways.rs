//! A slip comes out dot for dot, whichever way it goes, and a phone reads its code.

use kiosk::config::PrinterConfig;
use kiosk::printer::{
    FlowControl, PaperFont, Printed, Printer, SerialLine, ThermalPrinter, Way, render,
};
use promises::fake_printer::{FakePrinter, Mood, read_code};
use promises::hall::HallPlan;
use promises::paper::{drawn, networked, take_on_paper, until_slip};
use promises::program::KioskProgram;
use shared::hall::PrintState;
use shared::ids::{PrintJobId, SeriesCode};
use shared::printer::PrinterCondition;
use shared::slip::{PaperWidth, Slip, TicketSlip};
use shared::ticket::TicketNumber;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_comes_out_dot_for_dot_on_both_widths_and_its_code_leads_to_it() {
    for paper in [PaperWidth::Mm80, PaperWidth::Mm58] {
        let printer = FakePrinter::in_the_network_with(paper);
        let config = PrinterConfig { paper, ..networked("door", &printer) };
        let hall = HallPlan::default().printers(vec![config]).alone().await;

        let taken = take_on_paper(hall.visitor()).await;
        until_slip(hall.visitor(), taken.ticket.id, PrintState::Confirmed).await;

        let slips = printer.slips();
        assert_eq!(slips.len(), 1);
        assert!(slips[0] == drawn(&hall, taken.ticket.id, paper), "the paper is what was drawn");
        assert_eq!(read_code(&slips[0]), format!("http://localhost/t/{}", taken.follow.reveal()));
        hall.stop().await;
    }
}

#[test]
fn a_slip_comes_out_dot_for_dot_on_a_serial_port_and_through_a_device_file() {
    let line = SerialLine { baud: 115_200, flow: FlowControl::None };
    for is_serial in [true, false] {
        let printer = FakePrinter::on_a_file();
        let path = printer.file().to_owned();
        let way = if is_serial { Way::Serial { path, line } } else { Way::DeviceFile { path } };
        let driver = ThermalPrinter::new(way);
        let slip = render(&ticket_slip(), PaperWidth::Mm80, &PaperFont::embedded());

        let printed = driver.print(PrintJobId(Uuid::now_v7()), &slip);

        assert_eq!(printed.unwrap(), Printed::Confirmed);
        assert!(printer.slips() == [slip], "the paper is what was drawn");
        printer.set(Mood::NearEnd);
        assert_eq!(driver.condition(), PrinterCondition::PaperNearEnd);
    }
}

#[test]
fn a_port_without_a_printer_is_one_that_cannot_be_reached() {
    let line = SerialLine { baud: 9_600, flow: FlowControl::Hardware };
    let gone = std::path::PathBuf::from("/dev/no-such-printer");

    for way in [Way::Serial { path: gone.clone(), line }, Way::DeviceFile { path: gone }] {
        assert_eq!(ThermalPrinter::new(way).condition(), PrinterCondition::Unreachable);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_page_comes_out_by_command_with_the_hall_running_or_not() {
    let printer = FakePrinter::in_the_network();
    let mut hall = KioskProgram::configure(&promises::posted::folder(), None);
    let address = printer.address();
    hall.configure_more(&format!(
        "[[printers]]\nname = \"door\"\nkind = \"network\"\naddress = \"{address}\"\n"
    ));

    let said = hall.order(&["printer", "test", "--name", "door"]);
    hall.start();
    hall.wait_until_ready().await;
    let said_running = hall.order(&["printer", "test", "--name", "door"]);
    let status = hall.order(&["printer", "status"]);
    hall.stop();

    assert_eq!([said, said_running], ["door: the test page is out"; 2]);
    assert_eq!(status, "door: ready: The printer is ready.");
    let pages = printer.slips();
    assert_eq!(pages.len(), 2);
    assert_eq!(read_code(&pages[1]), hall.url());
}

pub(crate) fn ticket_slip() -> Slip {
    Slip::Ticket(TicketSlip {
        unit: "Trung tâm Phục vụ hành chính công xã Mẫu".to_owned(),
        address: "Số 1 đường Trung Tâm, xã Mẫu".to_owned(),
        field: "Hộ tịch - Chứng thực".to_owned(),
        procedure: "Đăng ký khai sinh".to_owned(),
        number: TicketNumber { series: SeriesCode::from("A"), sequence: 7 },
        is_priority: true,
        people_before: 3,
        estimate: None,
        counters: None,
        follow_url: format!("https://mot-cua.example/t/{}", Uuid::now_v7()),
        printed_at: promises::clock::working_morning(),
        is_reprint: false,
    })
}
