//! Each trouble of a printer has a state, a sentence and an end; no ticket waits on it.

use std::time::{Duration, Instant};

use promises::fake_printer::{FakePrinter, Mood};
use promises::hall::{HallPlan, TestHall};
use promises::paper::{
    networked, printed_tokens, slip_of, take_on_paper, tokens_of, until_slip, until_told,
};
use promises::program::KioskProgram;
use serde_json::Value;
use shared::hall::PrintState;
use shared::printer::PrinterCondition;
use shared::text::printer as words;

#[tokio::test(flavor = "multi_thread")]
async fn each_trouble_is_told_before_a_number_is_taken_and_ends_when_it_is_mended() {
    let (hall, printer) = hall_with(Mood::Well).await;
    let troubles = [
        (Mood::OutOfPaper, PrinterCondition::PaperEnd),
        (Mood::CoverOpen, PrinterCondition::CoverOpen),
        (Mood::Stuck, PrinterCondition::Failing),
        (Mood::Closes, PrinterCondition::Unreachable),
    ];

    for (mood, condition) in troubles {
        printer.set(mood);
        until_told(hall.visitor(), condition).await;
        let seen = printer_on_status(&hall).await;
        assert_eq!(seen["condition"], condition.name());
        assert_eq!(seen["words"]["vi"], words::condition(condition).vi);
        let metrics = hall.visitor().get("/metrics").await.text();
        let ready = format!(
            "kiosk_printer_condition{{printer=\"door\",condition=\"{}\"}} 1",
            condition.name()
        );
        assert!(metrics.contains(&ready), "{metrics}");

        let told = take_on_paper(hall.visitor()).await;
        assert_eq!(told.slip, PrintState::Failed, "{mood:?}");

        printer.set(Mood::Well);
        until_told(hall.visitor(), PrinterCondition::Ready).await;
    }
    let last = take_on_paper(hall.visitor()).await.ticket;
    until_slip(hall.visitor(), last.id, PrintState::Confirmed).await;

    assert_eq!(last.number.sequence, 5, "every number was given out");
    assert_eq!(printer.slips().len(), 1, "no old slip comes out later");
    hall.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_roll_that_is_nearly_out_prints_and_says_so() {
    let (hall, printer) = hall_with(Mood::NearEnd).await;

    until_told(hall.visitor(), PrinterCondition::PaperNearEnd).await;
    let ticket = take_on_paper(hall.visitor()).await.ticket.id;
    until_slip(hall.visitor(), ticket, PrintState::Confirmed).await;

    assert_eq!(printer.slips().len(), 1);
    assert_eq!(printer_on_status(&hall).await["condition"], "paper_near_end");
    hall.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_absent_printer_prints_when_it_is_plugged_in() {
    let absent = FakePrinter::in_the_network();
    let config = networked("door", &absent);
    let address = absent.address();
    drop(absent);
    let hall = HallPlan::default().printers(vec![config]).alone().await;

    until_told(hall.visitor(), PrinterCondition::Unreachable).await;
    let without_paper = take_on_paper(hall.visitor()).await;
    let printer = FakePrinter::plugged_in_at(address);
    until_told(hall.visitor(), PrinterCondition::Ready).await;
    let ticket = take_on_paper(hall.visitor()).await.ticket.id;
    until_slip(hall.visitor(), ticket, PrintState::Confirmed).await;

    assert_eq!(without_paper.slip, PrintState::Failed);
    assert_eq!(printer.slips().len(), 1);
    hall.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_printer_prints_everything_in_order() {
    let (hall, printer) = hall_with(Mood::Slow).await;

    let mut tickets = Vec::new();
    for _ in 0..3 {
        tickets.push(take_on_paper(hall.visitor()).await.ticket.id);
    }
    for ticket in &tickets {
        until_slip(hall.visitor(), *ticket, PrintState::Confirmed).await;
    }

    assert_eq!(printed_tokens(&printer), tokens_of(hall.visitor(), &tickets).await);
    hall.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_that_broke_off_is_unknown_and_never_printed_again_by_itself() {
    for mood in [Mood::DiesAfter(9_000), Mood::RunsOutAfter(9_000)] {
        let (hall, printer) = hall_with(mood).await;

        let broken = take_on_paper(hall.visitor()).await.ticket.id;
        until_slip(hall.visitor(), broken, PrintState::Unknown).await;
        printer.set(Mood::Well);
        until_told(hall.visitor(), PrinterCondition::Ready).await;
        let next = take_on_paper(hall.visitor()).await.ticket.id;
        until_slip(hall.visitor(), next, PrintState::Confirmed).await;

        assert_eq!(printed_tokens(&printer), tokens_of(hall.visitor(), &[next]).await);
        assert_eq!(slip_of(hall.visitor(), broken).await, PrintState::Unknown);
        hall.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_printer_that_never_says_a_word_is_unknown_and_so_is_what_it_prints() {
    let (hall, printer) = hall_with(Mood::Mute).await;

    let ticket = take_on_paper(hall.visitor()).await.ticket.id;
    until_slip(hall.visitor(), ticket, PrintState::Unknown).await;

    assert_eq!(printed_tokens(&printer), tokens_of(hall.visitor(), &[ticket]).await);
    assert_eq!(printer_on_status(&hall).await["condition"], "unknown");
    hall.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_printer_that_tells_only_how_it_is_is_believed_once_it_was_waited_for() {
    let (hall, printer) = hall_with(Mood::TellsNoEnd).await;

    let first = take_on_paper(hall.visitor()).await.ticket.id;
    until_slip(hall.visitor(), first, PrintState::Confirmed).await;
    let begun = Instant::now();
    let second = take_on_paper(hall.visitor()).await.ticket.id;
    until_slip(hall.visitor(), second, PrintState::Confirmed).await;

    assert_eq!(printed_tokens(&printer), tokens_of(hall.visitor(), &[first, second]).await);
    assert!(begun.elapsed() < Duration::from_secs(5), "its silence was learned");
    hall.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_ticket_waits_on_a_printer_that_hangs() {
    let (hall, printer) = hall_with(Mood::HoldsAfter(5_000)).await;
    take_on_paper(hall.visitor()).await;
    printer.until_it_holds().await;

    let begun = Instant::now();
    for _ in 0..20 {
        let told = take_on_paper(hall.visitor()).await;
        assert_eq!(told.slip, PrintState::Queued);
    }

    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    printer.set(Mood::Well);
    printer.until_printed(20).await;
    hall.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_ends_although_its_printer_hangs() {
    let printer = FakePrinter::in_the_network();
    let mut hall = KioskProgram::configure(&promises::posted::folder(), None);
    let address = printer.address();
    hall.configure_more(&format!("[printer]\nkind = \"network\"\naddress = \"{address}\"\n"));
    hall.start();
    hall.wait_until_ready().await;
    printer.set(Mood::HoldsAfter(5_000));
    let ticket = take_on_paper(&hall.visitor()).await.ticket.id;
    printer.until_it_holds().await;

    let begun = Instant::now();
    hall.stop();
    let took = begun.elapsed();
    printer.set(Mood::Well);
    hall.start();
    hall.wait_until_ready().await;

    assert!(took < Duration::from_secs(10), "{took:?}");
    assert_eq!(slip_of(&hall.visitor(), ticket).await, PrintState::Unknown);
    hall.stop();
}

async fn hall_with(mood: Mood) -> (TestHall, FakePrinter) {
    let printer = FakePrinter::in_the_network();
    printer.set(mood);
    let config = networked("door", &printer);
    (HallPlan::default().printers(vec![config]).alone().await, printer)
}

async fn printer_on_status(hall: &TestHall) -> Value {
    let status: Value = hall.visitor().get("/status").await.json();
    status["printers"][0].clone()
}
