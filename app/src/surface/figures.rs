//! The figures of the hall, for its officers: a day, or the last seven, at a glance.

pub mod asked;
pub mod band;
pub mod board;
pub mod groups;
pub mod head;
pub mod hours;
pub mod summary;

use leptos::prelude::*;
use shared::text::hall::figures as words;

use self::board::Board;
use crate::hall::Posted;
use crate::mode::Mode;
use crate::officer::presence::{Officer, Presence};
use crate::officer::sign_in::AskingPage;
use crate::ui::{
    ButtonKind, ButtonLink, CentredPage, IconName, PageHeading, TopBand, always, say, say_words,
};

const COUNTER: &str = "/counter";

/// Shows the board, or the way to the sign-in.
#[component]
pub fn Figures() -> impl IntoView {
    Mode::provide();
    let posted = Posted::follow();
    let officer = Officer::provide();
    let presence = officer.presence();
    let place = Memo::new(move |_| presence.with(place_of));
    let unit = say_words(move || posted.unit());
    move || match place.get() {
        Place::Asking => view! { <AskingPage unit surface=words::TITLE/> }.into_any(),
        Place::Outside => view! { <Outside unit/> }.into_any(),
        Place::Board => view! { <Board posted/> }.into_any(),
    }
}

/// Which page stands, so that a change inside one does not build it anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Asking,
    Outside,
    Board,
}

fn place_of(presence: &Presence) -> Place {
    match presence {
        Presence::Asking | Presence::Unheard => Place::Asking,
        Presence::Out(_) => Place::Outside,
        Presence::In(_) => Place::Board,
    }
}

/// Leads to the counter, where officers sign in.
#[component]
fn Outside(unit: Signal<String>) -> impl IntoView {
    let lead = say(words::SIGN_IN_FIRST);
    view! {
        <CentredPage band=move || view! { <TopBand unit over=always(say(words::TITLE))/> }>
            <PageHeading title=say(words::TITLE) lead=always(lead)/>
            <ButtonLink kind=ButtonKind::Main icon=IconName::ArrowRight href=COUNTER>
                {say(words::TO_SIGN_IN)}
            </ButtonLink>
        </CentredPage>
    }
}
