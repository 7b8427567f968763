//! The touchscreen in the hall: an invitation, then one person's visit, then nothing of it.

pub mod attract;
pub mod foot;
pub mod guard;
pub mod home;

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use shared::submission::Surface;
use shared::text::citizen::days;
use shared::text::citizen::kiosk as words;
use shared::time::wall_clock;

use self::attract::Attract;
use self::foot::KioskFoot;
use self::guard::{IdleGuard, Leaving};
use self::home::Home;
use crate::device::Device;
use crate::journey::place::Place;
use crate::keyboard::{GlassKeyboard, GlassKeys};
use crate::mode::Mode;
use crate::page::PageInView;
use crate::page::frame::Surroundings;
use crate::page::posted::Posted;
use crate::page::visit::Visit;
use crate::session::{Patience, Presence, Session};
use crate::ui::{Clock, TopBand, always, provide_glass_typing, say_words};
use crate::{live, ticks};

const CLOCK_EVERY: Duration = Duration::from_secs(5);
const CATALOGUE_EVERY: Duration = Duration::from_secs(300);

/// Invites, and hands the screen to whoever touches it.
#[component]
pub fn Kiosk() -> impl IntoView {
    Mode::provide();
    let session = Session::provide();
    if let Some(device) = use_context::<Device>() {
        Effect::new(move || session.set_idle(device.idle()));
    }
    let posted = Posted::provide();
    let live = live::follow();
    let presence = session.presence();
    let is_away = Memo::new(move |_| presence.get() == Presence::Away);
    // Between two people the catalogue may have changed.
    ticks::repeat(CATALOGUE_EVERY, move || {
        if is_away.get_untracked() {
            posted.refresh();
        }
    });
    move || {
        session.person().track();
        if is_away.get() {
            view! { <Attract live/> }.into_any()
        } else {
            view! { <AtTheScreen/> }.into_any()
        }
    }
}

/// The band over every page.
#[component]
fn Band() -> impl IntoView {
    let posted = Posted::of_page();
    let now = ticks::now(CLOCK_EVERY);
    let wall = Memo::new(move |_| {
        let wall = wall_clock(now.get());
        (days::time(wall.time()), wall.date())
    });
    let over = say_words(move || posted.superior());
    let day = say_words(move || days::day(wall.get().1));
    view! {
        <TopBand
            unit=say_words(move || posted.unit_name())
            over=always(over)
        >
            <Clock
                time=Signal::derive(move || wall.get().0)
                date=always(day)
            />
        </TopBand>
    }
}

/// One person's time; everything in it goes when they leave.
#[component]
fn AtTheScreen() -> impl IntoView {
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
