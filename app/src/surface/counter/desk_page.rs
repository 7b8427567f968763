//! The desk: who is at hand, what the person came for, who waits, and the verbs.

use leptos::prelude::*;
use shared::text::hall::counter as words;

use super::ask::{Ask, Asked};
use super::at_hand::AtHand;
use super::away::Away;
use super::band::Band;
use super::desk::Desk;
use super::matter::Matter;
use super::notices::Notices;
use super::parked::{Parked, ParkedList};
use super::verbs::Verbs;
use super::waiting::Waiting;
use crate::hall::Posted;
use crate::live;
use crate::ui::{Announcer, CounterZones, say};

/// The page of an officer who is signed in at a counter.
#[component]
pub fn DeskPage(posted: Posted) -> impl IntoView {
    let live = live::follow();
    let desk = Desk::follow(live);
    let parked = Parked::follow(live);
    let ask = Ask::nothing();
    view! {
        <CounterZones
            title=say(words::TITLE)
            band=move || view! { <Band desk posted/> }
            serving=move || view! { <AtHand desk parked/> }
            matter=move || view! {
                <Notices desk/>
                <Matter desk posted/>
            }
            waiting=move || view! {
                <Waiting desk posted ask/>
                <Away desk posted/>
            }
            verbs=move || view! { <Verbs desk ask/> }
            verbs_label=say(words::VERBS)
        />
        <Asked desk posted ask/>
        <ParkedList parked/>
        <Announcer message=announcement(desk)/>
    }
}

/// The number that has just come to the desk.
fn announcement(desk: Desk) -> Signal<String> {
    let number = Memo::new(move |_| {
        desk.with_ticket(|ticket| ticket.map(|ticket| ticket.number.to_string()))
    });
    Signal::derive(move || number.get().unwrap_or_default())
}
