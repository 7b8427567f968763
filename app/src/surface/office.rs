//! The office: an officer signs in and reads the dossiers that wait to be accepted.

pub mod band;
pub mod clock_words;
pub mod desk_page;
pub mod dossier;
pub mod dossiers;
pub mod entrance;
pub mod incidents;
pub mod keys;
pub mod list;
pub mod unit;
pub mod way;

use leptos::prelude::*;
use shared::text::office as words;

use self::desk_page::DeskPage;
use self::entrance::Entrance;
use self::unit::PostedUnit;
use self::way::{HOME, Place, Way};
use crate::mode::Mode;
use crate::officer::presence::{Officer, Presence};
use crate::officer::setup::SetupPage;
use crate::officer::sign_in::AskingPage;
use crate::ui::say_words;

/// Shows the set-up of a password, the sign-in, or the desk.
#[component]
pub fn Office() -> impl IntoView {
    Mode::provide();
    let way = Way::follow();
    let posted = PostedUnit::follow();
    let unit = say_words(move || posted.name());
    if way.place_now() == Place::Setup {
        return view! { <SetupPage unit surface=words::TITLE home=HOME/> }.into_any();
    }
    let presence = Officer::provide().presence();
    let stage = Memo::new(move |_| presence.with(stage_of));
    (move || match stage.get() {
        Stage::Asking => view! { <AskingPage unit surface=words::TITLE/> }.into_any(),
        Stage::Entrance => view! { <Entrance unit/> }.into_any(),
        Stage::Desk => view! { <DeskPage posted way/> }.into_any(),
    })
    .into_any()
}

/// Which page stands, so that a change inside one does not build it anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Asking,
    Entrance,
    Desk,
}

fn stage_of(presence: &Presence) -> Stage {
    match presence {
        Presence::Asking | Presence::Unheard => Stage::Asking,
        Presence::Out(_) => Stage::Entrance,
        Presence::In(_) => Stage::Desk,
    }
}
