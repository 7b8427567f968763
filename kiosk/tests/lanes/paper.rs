//! A slip is promised first and printed after; it comes out once, soon, or not at all.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use kiosk::printer::{Bitmap, Printed, Printer, PrinterFault};
use kiosk::prints;
use shared::hall::PrintState;
use shared::ids::{PrintJobId, ProcedureCode, TicketId};
use shared::printer::PrinterCondition;
use shared::ticket::{TicketClass, TicketRequest};
use uuid::Uuid;

use super::centre::TestCentre;
use super::hall::{TestHall, until};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slip_is_printed_once_and_confirmed() {
    let (hall, printer) = hall_with(&[]).await;

    let job = take_ticket(&hall).await;
    until_state(&hall, job, PrintState::Confirmed).await;

    let printed = printer.printed();
    assert_eq!(printed.len(), 1);
    let slip = hall.store.print_job(job).unwrap().slip;
    assert_eq!(printed[0], (job, prints::draw(&slip)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slips_come_out_in_the_order_of_their_numbers() {
    let (mut hall, printer) = hall_with(&[]).await;
    hall.stop().await;
    let mut jobs = Vec::new();
    for _ in 0..20 {
        jobs.push(take_ticket(&hall).await);
    }

    hall.start();
    until_state(&hall, jobs[19], PrintState::Confirmed).await;

    let printed: Vec<PrintJobId> = printer.printed().into_iter().map(|(job, _)| job).collect();
    assert_eq!(printed, jobs);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_printer_that_is_out_of_paper_prints_when_it_has_some() {
    let (hall, printer) = hall_with(&[Trouble::PaperEnd]).await;

    let job = take_ticket(&hall).await;
    until(|| printer.tries() == 1).await;
    until_state(&hall, job, PrintState::Queued).await;
    printer.refill();
    until_state(&hall, job, PrintState::Confirmed).await;

    assert_eq!(printer.printed().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_printer_that_was_cut_off_leaves_the_slip_unknown_and_prints_no_second_one() {
    let (hall, printer) = hall_with(&[Trouble::Interrupted]).await;

    let cut = take_ticket(&hall).await;
    until_state(&hall, cut, PrintState::Unknown).await;
    let next = take_ticket(&hall).await;
    until_state(&hall, next, PrintState::Confirmed).await;

    assert_eq!(printer.printed().iter().map(|(job, _)| *job).collect::<Vec<_>>(), [next]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn old_slips_do_not_flood_out_when_the_printer_returns() {
    let (hall, printer) = hall_with(&[Trouble::PaperEnd]).await;
    let mut old = Vec::new();
    for _ in 0..5 {
        old.push(take_ticket(&hall).await);
    }
    until(|| printer.tries() == 1).await;

    hall.clock.turn(TimeDelta::minutes(3));
    for job in old {
        until_state(&hall, job, PrintState::Failed).await;
    }
    printer.refill();
    let fresh = take_ticket(&hall).await;
    until_state(&hall, fresh, PrintState::Confirmed).await;

    assert_eq!(printer.printed().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reprint_looks_different_from_the_first_paper() {
    let (hall, printer) = hall_with(&[]).await;
    let job = take_ticket(&hall).await;
    until_state(&hall, job, PrintState::Confirmed).await;

    hall.store.reprint(job).await.unwrap();
    until(|| printer.printed().len() == 2).await;

    let papers = printer.printed();
    assert_eq!(papers[0].0, papers[1].0);
    assert_ne!(papers[0].1, papers[1].1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_printer_that_only_takes_bytes_is_asked_whether_it_is_well() {
    let (hall, printer) = hall_with(&[Trouble::TellsNothing, Trouble::GoneAfter]).await;

    let taken = take_ticket(&hall).await;
    until_state(&hall, taken, PrintState::Confirmed).await;
    let gone = take_ticket(&hall).await;
    until_state(&hall, gone, PrintState::Unknown).await;

    assert_eq!(printer.tries(), 2);
}

async fn hall_with(troubles: &[Trouble]) -> (TestHall, Arc<TestPrinter>) {
    let centre = TestCentre::start().await;
    let mut hall = TestHall::unknown_to(&centre);
    let printer = Arc::new(TestPrinter::default());
    printer.0.lock().unwrap().troubles = troubles.iter().copied().collect();
    hall.settings.centre_url = None;
    hall.printer = Arc::clone(&printer) as Arc<dyn Printer>;
    hall.start();
    (hall, printer)
}

async fn take_ticket(hall: &TestHall) -> PrintJobId {
    let id = TicketId(Uuid::now_v7());
    let request = TicketRequest {
        procedure: ProcedureCode::from("2.000815"),
        class: TicketClass::Ordinary,
        papers: Vec::new(),
    };
    hall.store.issue_ticket(id, request, true).await.unwrap();
    PrintJobId(id.0)
}

async fn until_state(hall: &TestHall, job: PrintJobId, state: PrintState) {
    until(|| hall.store.print_job(job).unwrap().state == state).await;
}

#[derive(Debug, Clone, Copy)]
enum Trouble {
    PaperEnd,
    Interrupted,
    TellsNothing,
    GoneAfter,
}

/// A printer with troubles in store, one for each slip.
#[derive(Default)]
struct TestPrinter(Mutex<Inside>);

#[derive(Default)]
struct Inside {
    troubles: VecDeque<Trouble>,
    is_out_of_paper: bool,
    tries: usize,
    printed: Vec<(PrintJobId, Bitmap)>,
}

impl TestPrinter {
    fn printed(&self) -> Vec<(PrintJobId, Bitmap)> {
        self.0.lock().unwrap().printed.clone()
    }

    fn tries(&self) -> usize {
        self.0.lock().unwrap().tries
    }

    fn refill(&self) {
        self.0.lock().unwrap().is_out_of_paper = false;
    }
}

impl Printer for TestPrinter {
    fn print(&self, job: PrintJobId, bitmap: &Bitmap) -> Result<Printed, PrinterFault> {
        let mut inside = self.0.lock().unwrap();
        inside.tries += 1;
        match inside.troubles.pop_front() {
            Some(Trouble::PaperEnd) => {
                inside.is_out_of_paper = true;
                Err(PrinterFault::PaperEnd)
            }
            Some(Trouble::Interrupted) => {
                Err(PrinterFault::Interrupted(io::Error::other("unplugged")))
            }
            Some(Trouble::TellsNothing) => Ok(Printed::Sent),
            Some(Trouble::GoneAfter) => {
                inside.is_out_of_paper = true;
                Ok(Printed::Sent)
            }
            None => {
                inside.printed.push((job, bitmap.clone()));
                Ok(Printed::Confirmed)
            }
        }
    }

    fn condition(&self) -> PrinterCondition {
        if self.0.lock().unwrap().is_out_of_paper {
            PrinterCondition::PaperEnd
        } else {
            PrinterCondition::Ready
        }
    }
}
