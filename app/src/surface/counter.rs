//! The counter: an officer signs in at a desk, calls, serves and closes.

pub mod ask;
pub mod at_hand;
pub mod away;
pub mod band;
pub mod desk;
pub mod desk_page;
pub mod ending;
pub mod entrance;
pub mod go_on;
pub mod hold;
pub mod keys;
pub mod matter;
pub mod notices;
pub mod parked;
pub mod pick;
pub mod press;
pub mod stage;
pub mod transfer;
pub mod verbs;
pub mod waiting;
pub mod waive;

use leptos::prelude::*;
use shared::text::hall::counter as words;

use self::desk_page::DeskPage;
use self::entrance::Entrance;
use crate::hall::Posted;
use crate::mode::Mode;
use crate::officer::presence::{Officer, Presence};
use crate::officer::setup::SetupPage;
use crate::officer::sign_in::AskingPage;
use crate::ui::say_words;

const HOME: &str = "/counter";

/// Shows the set-up of a password, the sign-in, or the desk.
#[component]
pub fn Counter() -> impl IntoView {
    Mode::provide();
    let posted = Posted::follow();
    let unit = say_words(move || posted.unit());
    if is_setup() {
        return view! { <SetupPage unit surface=words::TITLE home=HOME/> }.into_any();
    }
    let officer = Officer::provide();
    let presence = officer.presence();
    let place = Memo::new(move |_| presence.with(place_of));
    (move || match place.get() {
        Place::Asking => view! { <AskingPage unit surface=words::TITLE/> }.into_any(),
        Place::Entrance => view! { <Entrance posted/> }.into_any(),
        Place::Desk => view! { <DeskPage posted/> }.into_any(),
    })
    .into_any()
}

/// Which page stands, so that a change inside one does not build it anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Asking,
    Entrance,
    Desk,
}

fn place_of(presence: &Presence) -> Place {
    match presence {
        Presence::Asking | Presence::Unheard => Place::Asking,
        Presence::Out(_) => Place::Entrance,
        Presence::In(_) => Place::Desk,
    }
}

fn is_setup() -> bool {
    window().location().pathname().is_ok_and(|path| path.ends_with("/setup"))
}
