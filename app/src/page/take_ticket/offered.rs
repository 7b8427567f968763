//! What is offered of a field: told as early as the papers, so that nobody goes on in vain.

use leptos::prelude::*;
use shared::hall::Offer;
use shared::ids::SeriesCode;
use shared::refusal::Refusal;
use shared::submission::Surface;

use super::super::posted::Posted;
use super::super::visit::Visit;
use crate::ui::{Notice, NoticeKind, say_posted};

/// Says why the field gives out no numbers here, and when it does.
#[component]
pub fn NotOffered(series: SeriesCode) -> impl IntoView {
    let posted = Posted::of_page();
    let surface = Visit::of_page().surface;
    posted.fetch_hall();
    let refusal = Memo::new(move |_| refusal(posted, surface, &series));
    move || {
        refusal.get().map(|refusal| {
            let sentence = say_posted(refusal.words());
            view! {
                <Notice kind=NoticeKind::Warn>
                    <p data-testid="not-offered">{sentence}</p>
                </Notice>
            }
        })
    }
}

/// Whether the field asks for a card.
pub fn asks_for_card(posted: Posted, series: &SeriesCode) -> bool {
    let asks = posted.with_unit(|index| {
        let field = index.fields.iter().find(|field| field.series == *series);
        field.is_some_and(|field| field.allowance.card_required)
    });
    asks.unwrap_or(false)
}

fn refusal(posted: Posted, surface: Surface, series: &SeriesCode) -> Option<Refusal> {
    match surface {
        // A card is read at a screen of the hall only.
        Surface::Portal if asks_for_card(posted, series) => return Some(Refusal::CardRequired),
        Surface::Portal | Surface::Kiosk => {}
    }
    let hall = posted.hall().ready()?;
    let offer = hall.series.iter().find(|one| one.series == *series)?.offer;
    (offer != Offer::Open).then_some(Refusal::NotOffered { offer })
}
