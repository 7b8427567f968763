//! A slip goes through a spooler as a document, and never comes out of it hours later.

use kiosk::printer::{IppPrinter, PaperFont, Printed, Printer, PrinterFault, render};
use promises::fake_spooler::{Behind, FakeSpooler, dots_of_pdf};
use shared::ids::PrintJobId;
use shared::printer::PrinterCondition;
use shared::slip::PaperWidth;
use uuid::Uuid;

use crate::ways::ticket_slip;

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_goes_as_a_page_of_its_own_size_dot_for_dot() {
    let spooler = FakeSpooler::taking(&["image/png", "application/pdf"]).await;
    let slip = render(&ticket_slip(), PaperWidth::Mm80, &PaperFont::embedded());
    let (width, height) = (slip.width(), slip.height());

    let printed = print(&spooler, slip.clone()).await;

    assert_eq!(printed.unwrap(), Printed::Confirmed);
    let [(format, document)] = &spooler.documents()[..] else { panic!("there is one document") };
    assert_eq!(format, "application/pdf");
    assert!(dots_of_pdf(document, width, height) == slip, "the page is what was drawn");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_printer_that_takes_pictures_only_gets_a_picture() {
    let spooler = FakeSpooler::taking(&["image/png"]).await;
    let slip = render(&ticket_slip(), PaperWidth::Mm58, &PaperFont::embedded());

    print(&spooler, slip.clone()).await.unwrap();

    assert_eq!(spooler.documents(), [("image/png".to_owned(), slip.to_png())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_spooler_says_of_its_paper_is_told_and_nothing_is_left_with_it() {
    let spooler = FakeSpooler::taking(&["application/pdf"]).await;
    spooler.set(Behind::OutOfPaper);
    let slip = render(&ticket_slip(), PaperWidth::Mm80, &PaperFont::embedded());

    let fault = print(&spooler, slip).await.unwrap_err();

    assert!(matches!(fault, PrinterFault::PaperEnd), "{fault}");
    assert_eq!(spooler.documents(), []);
    let printer = printer(&spooler);
    let condition = tokio::task::spawn_blocking(move || printer.condition()).await.unwrap();
    assert_eq!(condition, PrinterCondition::PaperEnd);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_that_does_not_come_out_in_time_is_cancelled_and_unknown() {
    let spooler = FakeSpooler::taking(&["application/pdf"]).await;
    spooler.set(Behind::Stuck);
    let slip = render(&ticket_slip(), PaperWidth::Mm80, &PaperFont::embedded());

    let fault = print(&spooler, slip).await.unwrap_err();

    assert!(fault.may_have_printed(), "{fault}");
    assert_eq!(spooler.cancelled(), [1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spooler_that_is_not_there_cannot_be_reached() {
    let spooler = FakeSpooler::taking(&[]).await;
    let printer = printer(&spooler);
    drop(spooler);

    let condition = tokio::task::spawn_blocking(move || printer.condition()).await.unwrap();

    assert_eq!(condition, PrinterCondition::Unreachable);
}

fn printer(spooler: &FakeSpooler) -> IppPrinter {
    IppPrinter::new(spooler.url().parse().unwrap())
}

async fn print(
    spooler: &FakeSpooler,
    slip: kiosk::printer::Bitmap,
) -> Result<Printed, PrinterFault> {
    let printer = printer(spooler);
    let printing =
        tokio::task::spawn_blocking(move || printer.print(PrintJobId(Uuid::now_v7()), &slip));
    printing.await.unwrap()
}
