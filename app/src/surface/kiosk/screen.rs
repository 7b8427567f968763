//! One person's visit at the touchscreen.

use leptos::ev;
use leptos::prelude::*;
use shared::submission::Surface;
use shared::text::citizen::kiosk as words;

use super::Band;
use super::foot::KioskFoot;
use super::guard::{IdleGuard, Leaving};
use super::home::Home;
use crate::journey::place::Place;
use crate::keyboard::{GlassKeyboard, GlassKeys};
use crate::mode::Mode;
use crate::page::PageInView;
use crate::page::frame::Surroundings;
use crate::page::visit::Visit;
use crate::session::{Patience, Session};
use crate::ui::{provide_glass_typing, say_words};

/// One person's time; everything in it goes when they leave.
#[component]
pub fn AtTheScreen() -> impl IntoView {
    let mode: Mode = expect_context();
    let session: Session = expect_context();
    let visit = Visit::provide(Surface::Kiosk);
    let keyboard = GlassKeyboard::new();
    let leaving = Leaving(RwSignal::new(false));
    provide_context(leaving);
    provide_glass_typing(Callback::new(move |id| keyboard.open(id)));
    provide_context(Surroundings {
        band: ViewFn::from(|| view! { <Band/> }),
        dock: ViewFn::from(move || view! { <GlassKeys keyboard/> }),
        foot: ViewFn::from(|| view! { <KioskFoot/> }),
        note: ViewFn::from(|| view! { <Closing/> }),
    });
    Effect::new(move || {
        keyboard.hide();
        session.set_patience(match visit.place() {
            Place::Ticket(_) => Patience::Finished,
            Place::Home
            | Place::Find(_)
            | Place::Procedure(_)
            | Place::TakeTicket(..)
            | Place::Live(_)
            | Place::Apply(..)
            | Place::Submission(_)
            | Place::FollowUp(_)
            | Place::Feedback => Patience::Asking,
        });
    });
    watch_touches(session, keyboard);
    on_cleanup(move || {
        visit.wipe();
        mode.reset();
    });
    view! {
        <PageInView home=|| view! { <Home/> }/>
        <IdleGuard leaving/>
    }
}

fn watch_touches(session: Session, keyboard: GlassKeyboard) {
    let listeners = [
        window_event_listener(ev::pointerdown, move |_| session.touch()),
        window_event_listener(ev::keydown, move |_| session.touch()),
        window_event_listener(ev::wheel, move |_| session.touch()),
        window_event_listener(ev::focusout, move |_| keyboard.hide_when_left()),
    ];
    on_cleanup(move || {
        for listener in listeners {
            listener.remove();
        }
    });
}

/// Says when a finished page closes by itself.
#[component]
fn Closing() -> impl IntoView {
    let session: Session = expect_context();
    let visit = Visit::of_page();
    let seconds = Memo::new(move |_| session.closes_in_s());
    move || {
        let is_finished = matches!(visit.place(), Place::Ticket(_));
        let sentence = say_words(move || words::closes_in(seconds.get()));
        is_finished.then(|| view! { <p class="field__hint">{sentence}</p> })
    }
}
