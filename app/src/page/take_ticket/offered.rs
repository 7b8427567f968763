//! What is offered of a field: found out as early as the papers, so that nobody goes on in vain.

use shared::hall::Offer;
use shared::ids::SeriesCode;
use shared::submission::Surface;

use super::super::posted::Posted;
use crate::journey::ticket::TicketStep;

/// Why no number of a field is given out at this screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// A card is read at a screen of the hall only.
    Card,
    /// The field gives out none at present.
    Offer(Offer),
}

/// Finds what hinders; at the last step the offer is told beside the number that was asked for.
pub fn hindrance(
    posted: Posted,
    surface: Surface,
    series: &SeriesCode,
    step: TicketStep,
) -> Option<Hindrance> {
    match surface {
        Surface::Portal if asks_for_card(posted, series) => return Some(Hindrance::Card),
        Surface::Portal | Surface::Kiosk => {}
    }
    match step {
        TicketStep::Papers | TicketStep::Class | TicketStep::Card => {}
        TicketStep::Confirm => return None,
    }
    let hall = posted.hall().ready()?;
    let offer = hall.series.iter().find(|one| one.series == *series)?.offer;
    (offer != Offer::Open).then_some(Hindrance::Offer(offer))
}

/// Whether the field asks for a card.
pub fn asks_for_card(posted: Posted, series: &SeriesCode) -> bool {
    let asks = posted.with_unit(|index| {
        let field = index.fields.iter().find(|field| field.series == *series);
        field.is_some_and(|field| field.allowance.card_required)
    });
    asks.unwrap_or(false)
}
