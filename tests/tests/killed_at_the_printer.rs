//! The plug is pulled at each step of a slip: the ticket is there, and no slip comes out twice.

#![allow(clippy::unwrap_used, reason = "a test says what must not fail by failing")]

use promises::fake_printer::{FakePrinter, Mood};
use promises::paper::{printed_tokens, slip_of, take_on_paper, tokens_of, until_slip};
use promises::program::KioskProgram;
use shared::hall::{PrintState, TicketView};
use shared::ids::TicketId;
use shared::ticket::Ticket;

/// What the printer has taken when the plug is pulled, and whether a whole slip is among it.
const STEPS: [(Mood, bool); 5] = [
    (Mood::HoldsAfter(1), false),
    (Mood::HoldsAfter(4_000), false),
    (Mood::HoldsAfter(16_000), false),
    (Mood::HoldsAfter(24_000), false),
    (Mood::HoldsItsAnswer, true),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_that_was_on_its_way_is_unknown_and_never_printed_by_itself() {
    let (mut hall, printer) = hall_with_a_printer();
    let mut tickets: Vec<Ticket> = Vec::new();
    let mut on_paper: Vec<TicketId> = Vec::new();

    for (mood, is_whole) in STEPS {
        hall.start();
        hall.wait_until_ready().await;
        printer.set(mood);
        let cut = take_on_paper(&hall.visitor()).await.ticket;
        printer.until_it_holds().await;
        hall.kill();
        printer.cut_the_line().await;

        hall.start();
        hall.wait_until_ready().await;
        assert_eq!(slip_of(&hall.visitor(), cut.id).await, PrintState::Unknown, "{mood:?}");
        // Slips come out in order, so the next one would come after a second copy of the first.
        let next = take_on_paper(&hall.visitor()).await.ticket;
        until_slip(&hall.visitor(), next.id, PrintState::Confirmed).await;
        assert_eq!(slip_of(&hall.visitor(), cut.id).await, PrintState::Unknown, "{mood:?}");
        on_paper.extend(is_whole.then_some(cut.id).into_iter().chain([next.id]));
        let expected = tokens_of(&hall.visitor(), &on_paper).await;
        assert_eq!(printed_tokens(&printer), expected, "{mood:?}");
        tickets.extend([cut, next]);
        hall.stop();
    }

    hall.start();
    hall.wait_until_ready().await;
    assert_everyone_is_there(&hall, &tickets).await;
    hall.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_that_was_promised_and_not_begun_comes_out_once_after_the_cut() {
    let (mut hall, printer) = hall_with_a_printer();
    hall.start();
    hall.wait_until_ready().await;
    let first = take_on_paper(&hall.visitor()).await.ticket;
    until_slip(&hall.visitor(), first.id, PrintState::Confirmed).await;
    printer.set(Mood::HoldsAfter(4_000));
    let cut = take_on_paper(&hall.visitor()).await.ticket;
    printer.until_it_holds().await;
    let waiting = take_on_paper(&hall.visitor()).await.ticket;

    hall.kill();
    printer.cut_the_line().await;
    hall.start();
    hall.wait_until_ready().await;
    until_slip(&hall.visitor(), waiting.id, PrintState::Confirmed).await;

    let expected = tokens_of(&hall.visitor(), &[first.id, waiting.id]).await;
    assert_eq!(printed_tokens(&printer), expected);
    assert_eq!(slip_of(&hall.visitor(), cut.id).await, PrintState::Unknown);
    assert_everyone_is_there(&hall, &[first, cut, waiting]).await;
    hall.stop();
}

/// Whoever was told a number has it, and the numbers are exactly 1..n.
async fn assert_everyone_is_there(hall: &KioskProgram, tickets: &[Ticket]) {
    for (sequence, ticket) in (1..).zip(tickets) {
        let path = format!("/api/tickets/{}", ticket.id);
        let view: TicketView = hall.visitor().get(&path).await.json();
        assert_eq!(view.ticket, *ticket);
        assert_eq!(ticket.number.sequence, sequence);
    }
}

fn hall_with_a_printer() -> (KioskProgram, FakePrinter) {
    let printer = FakePrinter::in_the_network();
    let hall = KioskProgram::configure(&promises::posted::folder(), None);
    let address = printer.address();
    hall.configure_more(&format!("[printer]\nkind = \"network\"\naddress = \"{address}\"\n"));
    (hall, printer)
}
