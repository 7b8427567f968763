//! The number on a ticket, in figures of equal width.

use leptos::prelude::*;

/// Where a number is read.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum NumberSize {
    /// On the ticket, in lacquer red.
    #[default]
    Ticket,
    /// On the display, across the hall.
    Board,
    /// In a card on a desk.
    Desk,
    /// In a row among others.
    Row,
}

/// Draws a ticket number.
#[component]
pub fn TicketNumber(
    #[prop(optional)] size: NumberSize,
    #[prop(into)] number: Signal<String>,
) -> impl IntoView {
    let class = match size {
        NumberSize::Ticket => "ticket-number ticket-number--ticket",
        NumberSize::Board => "ticket-number ticket-number--board",
        NumberSize::Desk => "ticket-number ticket-number--desk",
        NumberSize::Row => "ticket-number ticket-number--row",
    };
    view! { <span class=class>{number}</span> }
}
