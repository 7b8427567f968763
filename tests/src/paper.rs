//! Citizens who ask for paper, and what became of it.

use kiosk::config::{PrinterConfig, PrinterKind};
use kiosk::printer::{Bitmap, Way};
use kiosk::prints;
use shared::hall::{FollowToken, HallView, PrintState, TicketView};
use shared::ids::{PrintJobId, PrinterName, TicketId};
use shared::printer::PrinterCondition;
use shared::slip::PaperWidth;
use uuid::Uuid;

use crate::fake_printer::{FakePrinter, read_code};
use crate::hall::{TestHall, ticket_request};
use crate::patience::until;
use crate::posted::BIRTH;
use crate::visitor::Visitor;

/// How a hall knows a printer of paper rolls in the network.
pub fn networked(name: &str, printer: &FakePrinter) -> PrinterConfig {
    PrinterConfig {
        name: PrinterName::from(name),
        kind: PrinterKind::Thermal(Way::Network { address: printer.address() }),
        paper: PaperWidth::Mm80,
    }
}

/// Asks for a number on paper.
pub async fn take_on_paper(visitor: &Visitor) -> TicketView {
    let id = TicketId(Uuid::now_v7());
    visitor.put(&format!("/api/tickets/{id}?paper=true"), &ticket_request(BIRTH)).await.json()
}

/// What the codes on the slips that came out carry.
pub fn printed_tokens(printer: &FakePrinter) -> Vec<FollowToken> {
    let token = |code: String| FollowToken::received(code.rsplit('/').next().unwrap_or_default());
    printer.slips().iter().map(read_code).map(token).collect()
}

/// What the codes on the slips of these tickets carry.
pub async fn tokens_of(visitor: &Visitor, tickets: &[TicketId]) -> Vec<FollowToken> {
    let mut tokens = Vec::with_capacity(tickets.len());
    for ticket in tickets {
        let view: TicketView = visitor.get(&format!("/api/tickets/{ticket}")).await.json();
        tokens.push(view.follow);
    }
    tokens
}

/// What became of the slip of a ticket.
pub async fn slip_of(visitor: &Visitor, ticket: TicketId) -> PrintState {
    let view: TicketView = visitor.get(&format!("/api/tickets/{ticket}")).await.json();
    view.slip
}

/// Waits until the slip of a ticket is so.
pub async fn until_slip(visitor: &Visitor, ticket: TicketId, state: PrintState) {
    let is_so = async || slip_of(visitor, ticket).await == state;
    until(&format!("the slip is {state:?}"), is_so).await;
}

/// Waits until the screen of this visitor is told so of its printer.
pub async fn until_told(visitor: &Visitor, condition: PrinterCondition) {
    let is_so = async || {
        let hall: HallView = visitor.get("/api/hall").await.json();
        hall.printer == condition
    };
    until(&format!("the screen hears that the printer is {}", condition.name()), is_so).await;
}

/// The slip of a ticket as the hall draws it.
pub fn drawn(hall: &TestHall, ticket: TicketId, paper: PaperWidth) -> Bitmap {
    let job = hall.store().print_job(PrintJobId(ticket.0)).expect("the job is known");
    prints::draw_on(&job.slip, paper)
}
